#include "app/forecast.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "app/executors.hpp"
#include "bench/worker_counts.hpp"
#include "imaging/pipeline/codec_libraries.hpp"
#include "util/allowance.hpp"
#include "util/clock.hpp"
#include "util/error.hpp"
#include "util/private_folder.hpp"
#include "util/quantity.hpp"

namespace resizer::app {
namespace {

constexpr std::size_t kMostTried = 16;
constexpr std::chrono::seconds kLongest{2};

class NoObserver final : public exec::RunObserver {
 public:
  void on_outcome(std::size_t /*job_index*/, const model::JobOutcome& /*outcome*/) override {}
  void on_tick() override {}
};

/// Bytes are the best guess of work that needs no image to be opened. Small files take more time for each of theirs.
double weight_of(const model::Job& job) {
  constexpr double kOfAnyFile = 30'000;
  return static_cast<double>(job.input_bytes) + kOfAnyFile;
}

std::string kind_of(const model::Job& job) {
  return job.input.extension().native();
}

/// Evenly along the bytes of all images, sorted by kind and size, so that each kind has its share and the chance of an
/// image grows with its bytes. One in the middle comes first, because time may not suffice for all.
std::vector<const model::Job*> choose(std::span<const model::Job> jobs) {
  std::vector<const model::Job*> sorted;
  double total = 0;
  for (const model::Job& job : jobs) {
    sorted.push_back(&job);
    total += weight_of(job);
  }
  std::ranges::sort(sorted, {}, [](const model::Job* job) { return std::pair(kind_of(*job), job->input_bytes); });
  const double step = total / static_cast<double>(std::min(kMostTried, jobs.size()));
  std::vector<const model::Job*> chosen;
  double passed = 0;
  for (const model::Job* job : sorted) {
    passed += weight_of(*job);
    if (passed > (static_cast<double>(chosen.size()) + 0.5) * step) chosen.push_back(job);
  }
  constexpr std::size_t kStride = 7;  // Has no factor in common with kMostTried.
  std::vector<const model::Job*> ordered;
  for (std::size_t k = 0; k < kMostTried; ++k) {
    const std::size_t at = (kMostTried / 2 + k * kStride) % kMostTried;
    if (at < chosen.size()) ordered.push_back(chosen[at]);
  }
  return ordered;
}

/// The same work elsewhere.
model::Job moved_to(const util::PrivateFolder& folder, const model::Job& job) {
  model::Job moved{job.input, job.input_bytes, {}};
  for (std::size_t k = 0; k < job.outputs.size(); ++k) {
    moved.outputs.push_back(folder / (std::to_string(k) + job.outputs[k].extension().native()));
  }
  return moved;
}

struct Sums {
  double seconds = 0;
  double weight = 0;
};

/// What the tried images took.
struct Tried {
  std::size_t count = 0;
  Sums all;
  std::map<std::string, Sums> by_kind;
  double longest_s = 0;
  std::uint64_t peak_bytes = 0;

  void add(const model::Job& job, const model::RunResult& result) {
    const double seconds = util::to_seconds(result.outcomes.front().duration);
    ++count;
    for (Sums* sums : {&all, &by_kind[kind_of(job)]}) {
      sums->seconds += seconds;
      sums->weight += weight_of(job);
    }
    longest_s = std::max(longest_s, seconds);
    peak_bytes = std::max(peak_bytes, result.peak_worker_bytes);
  }
  /// By images of the same kind, if one was tried.
  double foretell(const model::Job& job) const {
    const auto kind = by_kind.find(kind_of(job));
    const Sums& sums = kind != by_kind.end() ? kind->second : all;
    return sums.seconds / sums.weight * weight_of(job);
  }
};

Tried try_some(exec::Executor& executor, std::span<const model::Job> jobs, const util::PrivateFolder& folder) {
  Tried tried;
  NoObserver observer;
  const auto end = util::Clock::now() + kLongest;
  for (const model::Job* chosen : choose(jobs)) {
    const model::Job job = moved_to(folder, *chosen);
    const model::RunResult result = executor.run(std::span(&job, 1), observer);
    if (result.interrupted_by) return {};
    if (result.outcomes.front().done() != nullptr) tried.add(job, result);
    if (util::Clock::now() >= end) break;
  }
  return tried;
}

Forecast extrapolate(const Tried& tried, std::span<const model::Job> jobs, const model::Workers& chosen) {
  const unsigned cores = util::cpu_allowance().cores();
  const unsigned workers = bench::worker_counts(chosen, {.cores = cores, .images = jobs.size()}).back();
  double total_s = 0;
  for (const model::Job& job : jobs) total_s += tried.foretell(job);
  const double shared_s = std::max(total_s / std::min(workers, cores), tried.longest_s);
  return {.sequential = util::from_seconds(total_s),
          .parallel = util::from_seconds(shared_s),
          .workers = workers,
          .worker_bytes = tried.peak_bytes,
          .tried = tried.count};
}

}  // namespace

std::optional<Forecast> forecast(const model::Options& options, std::span<const model::Job> jobs,
                                 const model::SandboxLayers& sandbox) {
  if (jobs.empty()) return std::nullopt;
  imaging::load_codec_libraries(jobs, options.resize);
  exec::ExecutorOptions how{.control = options.control, .sandbox = sandbox};
  how.control.timeout = kLongest;
  how.control.halt = model::Halt::never;
  try {
    const util::PrivateFolder folder;
    const Tried tried = try_some(*exec::make_sequential_executor(job_function(options.resize), how), jobs, folder);
    if (tried.count == 0) return std::nullopt;
    return extrapolate(tried, jobs, options.run.jobs);
  } catch (const util::Error&) {
    return std::nullopt;
  }
}

}  // namespace resizer::app
