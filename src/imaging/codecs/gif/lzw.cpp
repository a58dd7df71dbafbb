#include "imaging/codecs/gif/lzw.hpp"

#include <algorithm>

namespace resizer::imaging {

GifLzw::GifLzw(ByteView blocks, unsigned code_bits) noexcept : blocks_(blocks), first_bits_(code_bits) {
  for (unsigned color = 0; color < 1U << first_bits_; ++color) {
    const auto index = static_cast<std::uint8_t>(color);
    table_[color] = {0, 1, index, index};
  }
  clear();
}

/// Behind the colors are the codes to clear the table and to end the image.
void GifLzw::clear() noexcept {
  width_ = first_bits_ + 1;
  codes_ = (1U << first_bits_) + 2;
  before_ = kNoCode;
}

bool GifLzw::next_byte(std::uint32_t& byte) noexcept {
  if (block_left_ == 0 && !blocks_.empty()) {
    block_left_ = blocks_[0];
    blocks_ = blocks_.subspan(1);
    if (block_left_ == 0) {
      end_ = End::end_code;
      return false;
    }
  }
  if (blocks_.empty()) {
    end_ = End::file_end;
    return false;
  }
  byte = blocks_[0];
  blocks_ = blocks_.subspan(1);
  --block_left_;
  return true;
}

bool GifLzw::next_code(unsigned& code) noexcept {
  for (std::uint32_t byte = 0; bit_count_ < width_; bit_count_ += 8) {
    if (!next_byte(byte)) return false;
    bits_ |= byte << bit_count_;
  }
  code = bits_ & ((1U << width_) - 1);
  bits_ >>= width_;
  bit_count_ -= width_;
  return true;
}

/// The colors of the code before, and one more. A full table stays as it is until it is cleared.
void GifLzw::add_entry(std::uint8_t last) noexcept {
  if (before_ == kNoCode || codes_ == kMaxCodes) return;
  const Entry& before = table_[before_];
  table_[codes_] = {static_cast<std::uint16_t>(before_), static_cast<std::uint16_t>(before.length + 1), before.first,
                    last};
  ++codes_;
  if (codes_ == 1U << width_ && width_ < kMaxCodeBits) ++width_;
}

/// As many of the colors of a code as there is room for.
std::size_t GifLzw::put(unsigned code, std::span<std::uint8_t> indexes) const noexcept {
  const std::size_t length = table_[code].length;
  for (std::size_t place = length; place-- > 0; code = table_[code].prefix) {
    if (place < indexes.size()) indexes[place] = table_[code].last;
  }
  return std::min(length, indexes.size());
}

std::size_t GifLzw::read(std::span<std::uint8_t> indexes) noexcept {
  const unsigned clear_code = 1U << first_bits_;
  std::size_t filled = 0;
  unsigned code = 0;
  while (filled < indexes.size() && next_code(code)) {
    if (code == clear_code) {
      clear();
      continue;
    }
    if (code == clear_code + 1) {
      end_ = End::end_code;
      break;
    }
    const bool is_next = code == codes_ && before_ != kNoCode;
    if (code >= codes_ && !is_next) {
      end_ = End::wrong_code;
      break;
    }
    // The next entry ends with the first color of the code that follows, which may be that entry itself.
    add_entry(table_[is_next ? before_ : code].first);
    filled += put(code, indexes.subspan(filled));
    before_ = code;
  }
  return filled;
}

}  // namespace resizer::imaging
