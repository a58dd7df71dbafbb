#include "app/shard_planning.hpp"

#include <algorithm>
#include <chrono>
#include <string>
#include <utility>
#include <variant>

#include "app/build_info.hpp"
#include "app/cost_prediction.hpp"
#include "app/exit_code.hpp"
#include "app/preflight.hpp"
#include "app/standard_streams.hpp"
#include "imaging/pipeline/codec_libraries.hpp"
#include "planning/folders.hpp"
#include "rerun/fingerprint.hpp"
#include "rerun/source.hpp"
#include "shards/balance.hpp"
#include "shards/plan_file.hpp"
#include "util/error.hpp"
#include "util/printable.hpp"
#include "util/quantity.hpp"
#include "util/replace_file.hpp"

namespace resizer::app {
namespace {

namespace fs = std::filesystem;

constexpr int kSignalBase = 128;

/// The jobs whose inputs are there, and these as they are.
struct PlannedJobs {
  std::vector<model::Job> jobs;
  std::vector<rerun::FileState> states;
  std::vector<model::Unusable> gone;
};

/// Moves the jobs out of the plan: there may be millions.
PlannedJobs look_at(planning::Plan& plan) {
  PlannedJobs planned;
  const std::vector<rerun::Source> sources = rerun::look_at_sources(plan.jobs, rerun::Hashed::no);
  for (std::size_t i = 0; i < plan.jobs.size(); ++i) {
    if (!sources[i].state) {
      planned.gone.push_back({std::move(plan.jobs[i].input), "is gone, or no regular file any more"});
      continue;
    }
    planned.jobs.push_back(std::move(plan.jobs[i]));
    planned.states.push_back(*sources[i].state);
  }
  plan.jobs = {};
  return planned;
}

void write_plan(const model::Options& options, const PlannedJobs& planned, const std::vector<unsigned>& shard_of) {
  const fs::path& out = options.paths.output_dir;
  const shards::PlanHead head{.program_version = std::string(version()),
                              .output_version = rerun::kOutputVersion,
                              .shards = *options.sharding.shards,
                              .inputs = planned.jobs.size(),
                              .output_folder = out,
                              .arguments = options.sharding.output_arguments};
  util::replace_file(*options.sharding.new_plan, [&](const util::TextSink& sink) {
    shards::write_plan(sink, head, [&](std::size_t index) {
      const model::Job& job = planned.jobs[index];
      shards::PlannedInput input{
          .path = job.input, .state = planned.states[index], .outputs = {}, .shard = shard_of[index]};
      for (const fs::path& output : job.outputs) input.outputs.emplace_back(rerun::below(out, output));
      return input;
    });
  });
}

std::string summary(const model::Options& options, std::span<const double> costs, std::span<const unsigned> shard_of) {
  const std::vector<double> loads = shards::loads_of(costs, shard_of, *options.sharding.shards);
  const auto [least, most] = std::ranges::minmax(loads);
  const auto shown = [](double seconds) { return util::format_duration(util::from_seconds(seconds)); };
  return util::printable(options.sharding.new_plan->native()) + ": " + std::to_string(costs.size()) +
         (costs.size() == 1 ? " image" : " images") + " in " + std::to_string(loads.size()) +
         (loads.size() == 1 ? " shard" : " shards") + ", which take a core about " +
         (shown(least) == shown(most) ? "" : shown(least) + " to ") + shown(most) + " each\n";
}

}  // namespace

int write_shard_plan(const model::Options& options, planning::Plan plan) {
  const unsigned shards = *options.sharding.shards;
  const fs::path folder = options.sharding.new_plan->parent_path();
  planning::check_folder(folder.empty() ? "." : folder, "folder of the plan");
  const PlannedJobs planned = look_at(plan);
  if (planned.jobs.size() < shards) {
    throw util::Error(util::ErrorCode::usage, "--shards " + std::to_string(shards) + ": there are only " +
                                                  std::to_string(planned.jobs.size()) + " images");
  }
  const model::SandboxSupport sandbox = choose_sandbox(options.control.sandbox);
  imaging::load_codec_libraries();
  const auto predicted = predict_costs(planned.jobs, options, sandbox.layers);
  if (const auto* ended = std::get_if<EndedBySignal>(&predicted)) return kSignalBase + ended->signal;
  const auto& costs = std::get<std::vector<double>>(predicted);
  const std::vector<unsigned> shard_of = shards::balance(costs, shards);
  write_plan(options, planned, shard_of);
  if (!options.output.quiet) write_out(summary(options, costs, shard_of));
  flush_out();
  for (const auto* unusable : {&std::as_const(plan).unusable, &planned.gone}) {
    for (const auto& [path, reason] : *unusable) {
      complain(util::printable(path.native()) + ": " + util::printable(reason) + "; it is not in the plan");
    }
  }
  return static_cast<int>(plan.unusable.empty() && planned.gone.empty() ? ExitCode::success : ExitCode::images_failed);
}

}  // namespace resizer::app
