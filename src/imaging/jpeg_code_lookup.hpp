#pragma once

#include <array>
#include <optional>

#include "imaging/jpeg_errors.hpp"

/// Huffman codes of a JPEG (ITU-T T.81, annex C) prepared for reading many of them fast.
namespace resizer::imaging {

inline constexpr int kLongestJpegCode = 16;
inline constexpr int kJpegLookupBits = 12;

/// Which symbol the next bits are the code of.
class JpegCodeLookup {
 public:
  struct Symbol {
    std::uint8_t code_bits = 0;  ///< 0: no code begins so.
    std::uint8_t value = 0;
  };

  /// Nothing if the table is none.
  static std::optional<JpegCodeLookup> make(const JHUFF_TBL& table);

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

/// How far AC symbols lead (F.1.2.2): past the values that they stand for, which nobody wants to know.
class JpegAcSkips {
 public:
  struct Skip {
    std::uint8_t bits = 0;
    /// By how much the index of the next coefficient grows, and kEndOfBlock if nothing follows in this block.
    std::uint8_t steps = 0;
  };
  static constexpr unsigned kEndOfBlock = 64;

  explicit JpegAcSkips(const JpegCodeLookup& codes);

  /// What the symbols do whose codes lie wholly within these kJpegLookupBits bits. If there is none: kEndOfBlock - 1
  /// steps, as many as none may take.
  Skip find(std::uint32_t bits) const noexcept { return skips_[bits]; }

  /// What one symbol does. Nothing for one that baseline does not know.
  static std::optional<Skip> skip_of(JpegCodeLookup::Symbol symbol) noexcept;

 private:
  std::array<Skip, 1U << kJpegLookupBits> skips_{};
};

}  // namespace resizer::imaging
