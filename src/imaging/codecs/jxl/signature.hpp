#pragma once

#include <algorithm>
#include <array>
#include <cstdint>

#include "imaging/core/bytes.hpp"

namespace resizer::imaging {

/// ISO/IEC 18181-1, 2.
inline bool starts_jxl_codestream(ByteView file) noexcept {
  constexpr std::array<std::uint8_t, 2> kSignature{0xFF, 0x0A};
  return file.size() >= kSignature.size() && std::equal(kSignature.begin(), kSignature.end(), file.begin());
}

/// ISO/IEC 18181-2, 9.1.
inline bool starts_jxl_container(ByteView file) noexcept {
  constexpr std::array<std::uint8_t, 12> kSignature{0, 0, 0, 12, 'J', 'X', 'L', ' ', '\r', '\n', 0x87, '\n'};
  return file.size() >= kSignature.size() && std::equal(kSignature.begin(), kSignature.end(), file.begin());
}

}  // namespace resizer::imaging
