#pragma once

#include <array>
#include <optional>

#include "imaging/jpeg_errors.hpp"

namespace resizer::imaging {

inline constexpr int kLongestJpegCode = 16;
inline constexpr int kJpegLookupBits = 12;

/// The Huffman codes of one table of a JPEG (ITU-T T.81, annex C), prepared for reading many of them fast.
class JpegCodeLookup {
 public:
  struct Symbol {
    std::uint8_t code_bits = 0;  ///< 0: no code begins so.
    std::uint8_t value = 0;
  };

  /// Nothing if the table is none: has a code of ones only (C.2), or a symbol above `greatest`.
  static std::optional<JpegCodeLookup> make(const JHUFF_TBL& table, std::uint8_t greatest);

  /// Of the next kLongestJpegCode bits.
  Symbol find(std::uint32_t bits) const noexcept {
    const Symbol symbol = short_codes_[bits >> (kLongestJpegCode - kJpegLookupBits)];
    return symbol.code_bits != 0 ? symbol : find_long(bits);
  }

 private:
  struct LongCodes {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
    std::size_t first_value = 0;
  };
  Symbol find_long(std::uint32_t bits) const noexcept;

  std::array<Symbol, 1U << kJpegLookupBits> short_codes_{};
  std::array<LongCodes, kLongestJpegCode + 1> by_length_{};
  std::array<std::uint8_t, 256> values_{};
};

}  // namespace resizer::imaging
