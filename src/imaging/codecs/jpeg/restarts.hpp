#pragma once

#include "imaging/codecs/jpeg/bit_reader.hpp"

namespace resizer::imaging {

/// Counts the MCUs of a scan up to the next restart marker (ITU-T T.81, B.2.1 and E.2.4).
class JpegRestarts {
 public:
  /// `interval` is in MCUs; 0: no restarts.
  explicit JpegRestarts(unsigned interval) noexcept : interval_(interval), left_(interval) {}

  /// Whether the next MCU is preceded by a marker.
  bool is_due() const noexcept { return interval_ != 0 && left_ == 0; }

  /// Skips the marker. False if it has another number or does not come next.
  bool take(BitReader& bits) noexcept {
    constexpr unsigned kFirst = 0xD0;
    constexpr unsigned kMarkers = 8;
    left_ = interval_;
    return bits.take_marker(static_cast<std::uint8_t>(kFirst + taken_++ % kMarkers));
  }

  /// Counts MCUs, at most left().
  void count(unsigned mcus) noexcept {
    if (interval_ != 0) left_ -= mcus;
  }

  /// The number of MCUs before the next marker.
  unsigned left() const noexcept { return interval_ == 0 ? ~0U : left_; }

 private:
  unsigned interval_;
  unsigned left_;
  unsigned taken_ = 0;
};

}  // namespace resizer::imaging
