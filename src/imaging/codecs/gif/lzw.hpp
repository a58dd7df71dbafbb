#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "imaging/core/bytes.hpp"

namespace resizer::imaging {

/// Reads the codes of an image (GIF89a, appendix F) from its sub-blocks.
class GifLzw {
 public:
  enum class End : std::uint8_t {
    none,
    end_code,    ///< Or the end of the sub-blocks.
    file_end,    ///< Within the sub-blocks.
    wrong_code,  ///< That no entry of the table has.
  };

  /// `code_bits`, 2 to 8, of a color; `blocks` may go on behind the sub-blocks.
  GifLzw(ByteView blocks, unsigned code_bits) noexcept;

  /// Fills `indexes` from the start, and returns how many there were. Call it once.
  std::size_t read(std::span<std::uint8_t> indexes) noexcept;

  /// Why there were no more.
  End end() const noexcept { return end_; }

 private:
  static constexpr unsigned kMaxCodeBits = 12;
  static constexpr unsigned kMaxCodes = 1U << kMaxCodeBits;
  static constexpr unsigned kNoCode = kMaxCodes;

  struct Entry {
    std::uint16_t prefix = 0;
    std::uint16_t length = 0;
    std::uint8_t first = 0;
    std::uint8_t last = 0;
  };

  void clear() noexcept;
  bool next_byte(std::uint32_t& byte) noexcept;
  bool next_code(unsigned& code) noexcept;
  void add_entry(std::uint8_t last) noexcept;
  std::size_t put(unsigned code, std::span<std::uint8_t> indexes) const noexcept;

  ByteView blocks_;
  std::size_t block_left_ = 0;
  std::uint32_t bits_ = 0;
  unsigned bit_count_ = 0;
  unsigned first_bits_;  ///< Of a color.
  unsigned width_ = 0;   ///< Of the next code.
  unsigned codes_ = 0;   ///< In the table.
  unsigned before_ = kNoCode;
  std::array<Entry, kMaxCodes> table_{};
  End end_ = End::none;
};

}  // namespace resizer::imaging
