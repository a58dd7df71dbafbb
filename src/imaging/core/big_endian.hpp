#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>

#include "imaging/core/bytes.hpp"

/// Big-endian integers, as in PNG, ICC and ISO base media files.
namespace resizer::imaging {

inline std::uint32_t big_endian_u32(const std::uint8_t* bytes) noexcept {
  return static_cast<std::uint32_t>(bytes[0]) << 24 | static_cast<std::uint32_t>(bytes[1]) << 16 |
         static_cast<std::uint32_t>(bytes[2]) << 8 | bytes[3];
}

inline std::uint16_t big_endian_u16(const std::uint8_t* bytes) noexcept {
  return static_cast<std::uint16_t>(bytes[0] << 8 | bytes[1]);
}

inline void append_big_endian(Bytes& bytes, std::uint32_t value) {
  for (const int shift : {24, 16, 8, 0}) bytes.push_back(static_cast<std::uint8_t>(value >> shift));
}

/// Swaps the two bytes of each of `count` 16-bit samples.
inline void swap_bytes_of_u16(std::uint8_t* samples, std::size_t count) noexcept {
  for (std::size_t i = 0; i < count; ++i) std::swap(samples[2 * i], samples[2 * i + 1]);
}

}  // namespace resizer::imaging
