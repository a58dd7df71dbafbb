#pragma once

#include <chrono>

#include "resizer/imaging/codec.hpp"

namespace resizer::imaging {

/// Adds the time from its making to its end to a stage.
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

/// Passes everything on and adds up the time it takes.
class TimedDecoder final : public Decoder {
 public:
  TimedDecoder(Decoder& decoder, std::chrono::nanoseconds& time) : decoder_(decoder), time_(time) {}

  const ImageInfo& info() const noexcept override { return decoder_.info(); }
  DecoderNeed need(const DecodeRequest& request) const noexcept override { return decoder_.need(request); }
  DecodedLayout start(const DecodeRequest& request) override {
    const StageTimer timer(time_);
    return decoder_.start(request);
  }
  void read(const RowBuffers& rows) override {
    const StageTimer timer(time_);
    decoder_.read(rows);
  }
  void finish() override {
    const StageTimer timer(time_);
    decoder_.finish();
  }

 private:
  Decoder& decoder_;
  std::chrono::nanoseconds& time_;
};

}  // namespace resizer::imaging
