#pragma once

#include <chrono>

#include "imaging/core/row_buffers.hpp"

namespace resizer::imaging {

/// Adds its lifetime to a stage.
class StageTimer {
 public:
  explicit StageTimer(std::chrono::nanoseconds& stage) : stage_(stage) {}
  StageTimer(const StageTimer&) = delete;
  StageTimer& operator=(const StageTimer&) = delete;
  ~StageTimer() { stage_ += std::chrono::steady_clock::now() - start_; }

 private:
  std::chrono::nanoseconds& stage_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

/// Calls `work` and adds its time to `stage`.
template <class Work>
auto timed(std::chrono::nanoseconds& stage, Work work) {
  const StageTimer timer(stage);
  return work();
}

/// Forwards rows and measures the time to produce them.
class TimedRows final : public RowSource {
 public:
  TimedRows(RowSource& rows, std::chrono::nanoseconds& time) : rows_(rows), time_(time) {}

  void read(const RowBuffers& rows) override {
    const StageTimer timer(time_);
    rows_.read(rows);
  }

 private:
  RowSource& rows_;
  std::chrono::nanoseconds& time_;
};

}  // namespace resizer::imaging
