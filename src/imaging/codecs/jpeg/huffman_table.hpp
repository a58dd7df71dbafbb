#pragma once

#include <array>
#include <bit>
#include <optional>

#include "imaging/codecs/jpeg/block.hpp"
#include "imaging/codecs/jpeg/errors.hpp"

namespace resizer::imaging {

inline constexpr int kMaxJpegCodeBits = 16;
inline constexpr int kJpegLookupBits = 11;

/// A decoded Huffman symbol, and its meaning for the value that follows (ITU-T T.81, F.1.2 and G.1.2).
struct JpegSymbol {
  std::uint8_t code_bits = 0;  ///< 0: invalid code.
  std::uint8_t value_bits = 0;
  std::uint8_t all_bits = 0;  ///< Of code and value.
  /// The increment of the AC coefficient index: the zero run plus one, or a constant below.
  std::uint8_t steps = kUnknown;

  /// Invalid in sequential JPEG. In progressive JPEG, if the code is valid, the start of an EOB run (EOBn, G.1.2.2).
  static constexpr std::uint8_t kUnknown = kBlockCoefficients;
  static constexpr std::uint8_t kEnd = 2 * kBlockCoefficients;  ///< EOB.
};

/// The value of a symbol: the `symbol.value_bits` bits after its code, which is at the top of `ahead` (ITU-T T.81,
/// F.2.2.1, EXTEND).
[[gnu::always_inline]] inline int jpeg_value(std::uint64_t ahead, JpegSymbol symbol) noexcept {
  const std::uint64_t at_top = ahead << symbol.code_bits;
  const std::uint64_t value = at_top >> 1U >> (63U - symbol.value_bits);
  const std::uint64_t if_negative = (at_top >> 63U) - 1;
  return static_cast<int>(value - (if_negative & ((std::uint64_t{1} << symbol.value_bits) - 1)));
}

/// A Huffman table of a JPEG (ITU-T T.81, annex C), prepared for fast lookup.
class HuffmanTable {
 public:
  /// Nothing if the table is invalid: it has an all-ones code (C.2), too many codes, or a symbol above `max_symbol`.
  static std::optional<HuffmanTable> make(const JHUFF_TBL& table, std::uint8_t max_symbol);

  /// The symbol at the start of the next kMaxJpegCodeBits bits.
  JpegSymbol find(std::uint32_t bits) const noexcept {
    const JpegSymbol symbol = find_short(bits >> (kMaxJpegCodeBits - kJpegLookupBits));
    // Compares the whole struct at once.
    const bool is_short = std::bit_cast<std::uint32_t>(symbol) != std::bit_cast<std::uint32_t>(JpegSymbol{});
    return is_short ? symbol : find_long(bits);
  }

  /// The symbol at the start of the next kJpegLookupBits bits; JpegSymbol{} if its code is longer.
  JpegSymbol find_short(std::uint32_t bits) const noexcept { return short_codes_[bits]; }

 private:
  struct LongCodes {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
    std::size_t first_value = 0;
  };
  JpegSymbol find_long(std::uint32_t bits) const noexcept;

  std::array<JpegSymbol, 1U << kJpegLookupBits> short_codes_{};
  std::array<LongCodes, kMaxJpegCodeBits + 1> by_length_{};
  std::array<std::uint8_t, 256> values_{};
};

}  // namespace resizer::imaging
