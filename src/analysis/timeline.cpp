#include "analysis/timeline.hpp"

#include <algorithm>

#include "util/quantity.hpp"

namespace resizer::analysis {
namespace {

std::vector<std::size_t> jobs_of(const model::RunResult& run, unsigned worker) {
  std::vector<std::size_t> jobs;
  for (std::size_t job = 0; job < run.outcomes.size(); ++job) {
    if (run.outcomes[job].worker == worker) jobs.push_back(job);
  }
  std::ranges::stable_sort(jobs, {}, [&run](std::size_t job) { return run.outcomes[job].start; });
  return jobs;
}

TimelineBlock block_of(const model::RunResult& run, std::size_t job) {
  const model::JobOutcome& outcome = run.outcomes[job];
  const bool failed = outcome.done() == nullptr && !std::holds_alternative<model::Interrupted>(outcome.kind);
  return {.begin_s = util::to_seconds(outcome.start),
          .end_s = util::to_seconds(outcome.start + outcome.duration),
          .images = 1,
          .failed = failed ? 1U : 0U,
          .job = job};
}

/// Wide blocks stay separate; a narrow one is merged with what follows.
bool can_be_drawn_apart(const TimelineBlock& last, const TimelineBlock& next, double resolution_s) {
  return next.begin_s - last.end_s >= resolution_s || last.end_s - last.begin_s >= resolution_s;
}

}  // namespace

std::vector<TimelineBlock> timeline_blocks(const model::RunResult& run, unsigned worker, double resolution_s) {
  std::vector<TimelineBlock> blocks;
  for (const std::size_t job : jobs_of(run, worker)) {
    const TimelineBlock block = block_of(run, job);
    if (blocks.empty() || can_be_drawn_apart(blocks.back(), block, resolution_s)) {
      blocks.push_back(block);
      continue;
    }
    TimelineBlock& last = blocks.back();
    last.end_s = std::max(last.end_s, block.end_s);
    last.images += block.images;
    last.failed += block.failed;
  }
  return blocks;
}

double busy_share(const model::RunResult& run, unsigned worker) {
  double busy_s = 0;
  for (const std::size_t job : jobs_of(run, worker)) busy_s += util::to_seconds(run.outcomes[job].duration);
  const double wall_s = util::to_seconds(run.wall);
  return wall_s > 0 ? std::min(busy_s / wall_s, 1.0) : 0;
}

}  // namespace resizer::analysis
