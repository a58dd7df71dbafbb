#include "app/cost_prediction.hpp"

#include <algorithm>

#include "app/preflight.hpp"
#include "exec/executor.hpp"
#include "imaging/pipeline/header.hpp"
#include "shards/image_cost.hpp"
#include "util/allowance.hpp"

namespace resizer::app {
namespace {

/// Outcomes of all jobs of a run are in memory together.
constexpr std::size_t kMostAtOnce = 20'000;

class NoObserver final : public exec::RunObserver {
 public:
  void on_outcome(std::size_t /*job_index*/, const model::JobOutcome& /*outcome*/) override {}
  void on_tick() override {}
};

model::JobReport read_header_of(const model::Job& job, std::span<const std::filesystem::path> /*temp_paths*/,
                                const util::ReserveMemory& /*reserve*/) {
  model::JobReport report;
  report.input = imaging::read_header(job.input);
  return report;
}

}  // namespace

std::variant<std::vector<double>, EndedBySignal> predict_costs(std::span<const model::Job> jobs,
                                                               const model::Options& options,
                                                               const model::SandboxLayers& sandbox) {
  exec::ExecutorOptions how{.control = options.control, .sandbox = sandbox};
  how.control.halt = model::Halt::never;
  const unsigned workers = util::cpu_allowance().cores();
  require_open_files(workers);
  const auto pool = exec::make_process_pool(read_header_of, workers, how);
  NoObserver observer;
  std::vector<double> costs;
  costs.reserve(jobs.size());
  while (costs.size() < jobs.size()) {
    const auto part = jobs.subspan(costs.size(), std::min(kMostAtOnce, jobs.size() - costs.size()));
    std::vector<model::Job> headers;
    for (const model::Job& job : part)
      headers.push_back({.input = job.input, .input_bytes = job.input_bytes, .outputs = {}});
    const model::RunResult run = pool->run(headers, observer);
    if (run.interrupted_by) return EndedBySignal{*run.interrupted_by};
    for (std::size_t i = 0; i < part.size(); ++i) {
      const model::Done* done = run.outcomes[i].done();
      costs.push_back(shards::cost_of(done != nullptr ? done->report.input : shards::likely_facts(part[i]), part[i],
                                      options.resize));
    }
  }
  return costs;
}

}  // namespace resizer::app
