#include "imaging/jpeg_scans.hpp"

#include <algorithm>

#include "imaging/big_endian.hpp"

namespace resizer::imaging {
namespace {

constexpr std::uint8_t kMarkerPrefix = 0xFF;
constexpr std::uint8_t kStartOfScan = 0xDA;

/// Stuffed zeros, fill bytes, TEM, RSTn, SOI and EOI have no length behind them.
bool stands_alone(std::uint8_t code) noexcept {
  return code <= 0x01 || (code >= 0xD0 && code <= 0xD9) || code == kMarkerPrefix;
}

}  // namespace

std::size_t count_scans(ByteView jpeg) noexcept {
  std::size_t scans = 0;
  while (true) {
    const auto prefix = std::find(jpeg.begin(), jpeg.end(), kMarkerPrefix);
    jpeg = {prefix, jpeg.end()};
    if (jpeg.size() < 4) return scans;
    const std::uint8_t code = jpeg[1];
    if (code == kStartOfScan) ++scans;
    const std::size_t length = stands_alone(code) ? 0 : big_endian_u16(&jpeg[2]);
    // A second 0xFF may begin a marker of its own.
    const std::size_t step = code == kMarkerPrefix ? 1 : 2 + length;
    jpeg = jpeg.subspan(std::min(step, jpeg.size()));
  }
}

}  // namespace resizer::imaging
