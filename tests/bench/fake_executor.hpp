#pragma once

#include <deque>
#include <stdexcept>
#include <utility>

#include "exec/executor.hpp"

namespace resizer::test {

/// An executor without processes: each run returns the next scripted result and tells its outcomes to the observer.
class FakeExecutor : public exec::Executor {
 public:
  explicit FakeExecutor(std::deque<model::RunResult> script) : script_(std::move(script)) {}

  model::RunResult run(std::span<const model::Job> /*jobs*/, exec::RunObserver& observer) override {
    if (script_.empty()) throw std::logic_error("no more runs were expected");
    model::RunResult result = std::move(script_.front());
    script_.pop_front();
    for (std::size_t i = 0; i < result.outcomes.size(); ++i) observer.on_outcome(i, result.outcomes[i]);
    observer.on_tick();
    return result;
  }

 private:
  std::deque<model::RunResult> script_;
};

/// The outcome of a job that was done and made one output with this hash.
inline model::JobOutcome done_with_hash(std::uint64_t hash) {
  model::JobReport report;
  report.outputs.resize(1);
  report.outputs[0].hash = hash;
  return {.kind = model::Done{report}, .worker = 0, .start = {}, .duration = {}};
}

}  // namespace resizer::test
