#include "api/task_outcomes.hpp"

#include <utility>

#include "api/same_names.hpp"

namespace resizer {
namespace api {
namespace {

static_assert(are_same(task_pool::Execution::sequential, model::Execution::sequential));
static_assert(are_same(task_pool::Execution::parallel, model::Execution::parallel));

/// Converts outcomes between the model and the library.
struct ToPublic {
  std::string result;
  task_pool::OutcomeKind operator()(const model::Done& /*done*/) { return task_pool::Done{std::move(result)}; }
  task_pool::OutcomeKind operator()(const model::Failed& failed) const {
    return task_pool::Failed{same_name<ErrorCode>(failed.code), failed.message};
  }
  task_pool::OutcomeKind operator()(const model::Crashed& crashed) const { return task_pool::Crashed{crashed.signal}; }
  task_pool::OutcomeKind operator()(const model::Exited& exited) const { return task_pool::Exited{exited.status}; }
  task_pool::OutcomeKind operator()(const model::TimedOut& late) const { return task_pool::TimedOut{late.limit}; }
  task_pool::OutcomeKind operator()(const model::Interrupted& /*none*/) const { return task_pool::Interrupted{}; }
};

struct ToModel {
  model::OutcomeKind operator()(const task_pool::Done& /*done*/) const { return model::Done{}; }
  model::OutcomeKind operator()(const task_pool::Failed& failed) const {
    return model::Failed{same_name<util::ErrorCode>(failed.code), failed.message};
  }
  model::OutcomeKind operator()(const task_pool::Crashed& crashed) const { return model::Crashed{crashed.signal}; }
  model::OutcomeKind operator()(const task_pool::Exited& exited) const { return model::Exited{exited.status}; }
  model::OutcomeKind operator()(const task_pool::TimedOut& late) const { return model::TimedOut{late.limit}; }
  model::OutcomeKind operator()(const task_pool::Interrupted& /*none*/) const { return model::Interrupted{}; }
};

}  // namespace

task_pool::Outcome to_public(const model::JobOutcome& outcome, std::string result) {
  return {.kind = std::visit(ToPublic{std::move(result)}, outcome.kind),
          .worker = outcome.worker,
          .attempts = outcome.attempts,
          .start = outcome.start,
          .duration = outcome.duration,
          .cpu = outcome.cpu};
}

task_pool::Run to_public(const model::RunResult& run) {
  return {.execution = same_name<task_pool::Execution>(run.execution),
          .workers = run.workers,
          .outcomes = {},
          .wall = run.wall,
          .cpu = run.cpu.total(),
          .peak_worker_bytes = run.peak_worker_bytes,
          .replaced_workers = run.replaced_workers,
          .interrupted_by = run.interrupted_by,
          .is_complete = run.is_complete(),
          .missing_sandbox = {}};
}

}  // namespace api

std::string task_pool::reason(const OutcomeKind& kind) {
  return model::reason(std::visit(api::ToModel{}, kind));
}

}  // namespace resizer
