#pragma once

#include <bit>
#include <cstring>

#include "imaging/codecs/codec.hpp"

namespace resizer::imaging {

/// The bits of an entropy-coded segment, the most significant first, without the zero stuffed behind each 0xFF (ITU-T
/// T.81, F.1.2.3 and B.1.1.5). Ends at a marker, behind which zeros seem to follow.
///
/// Inner loops work on a copy of their own, which stays in registers as long as no function is handed its address.
class BitReader {
 public:
  explicit BitReader(ByteView bytes) noexcept
      : next_(bytes.data()), end_(bytes.data() + bytes.size()), plain_end_(find_stuffed(next_, end_)) {}

  /// Sees to it that 56 bits can be peeked at and skipped.
  [[gnu::always_inline]] void refill() noexcept {
    if (plain_end_ - next_ < kWordBytes) [[unlikely]] {
      refill_bytewise();
      return;
    }
    std::uint64_t word = 0;
    std::memcpy(&word, next_, kWordBytes);
    if constexpr (std::endian::native == std::endian::little) word = __builtin_bswap64(word);
    bits_ |= word >> count_;
    next_ += (kWordBits - 1 - count_) / 8;
    count_ |= kWordBits - 8;
  }

  /// The next bits, at the top. Of those, as many are right as refill() promises.
  std::uint64_t ahead() const noexcept { return bits_; }

  /// 0 < count <= 32
  std::uint32_t peek(int count) const noexcept { return static_cast<std::uint32_t>(bits_ >> (kWordBits - count)); }

  void skip(int count) noexcept {
    bits_ <<= count;
    count_ -= count;
  }

  /// Whether more was skipped than there was before the marker.
  bool is_overrun() const noexcept { return count_ < 0; }

  /// Whether this marker comes next, but for the bits that fill up a byte. It is skipped then.
  bool take_marker(std::uint8_t code) noexcept {
    refill();
    if (count_ < 0 || count_ >= 8 || end_ - next_ < 2 || next_[0] != kStuffed || next_[1] != code) return false;
    *this = BitReader({next_ + 2, end_});
    return true;
  }

  /// What is behind the byte that the last skipped bit is in. Not after more was skipped than there was.
  ByteView rest() const noexcept {
    const std::uint8_t* at = next_;
    for (int ahead = count_; ahead >= 8; ahead -= 8) at -= at[-1] == 0 && at[-2] == kStuffed ? 2 : 1;
    return {at, end_};
  }

 private:
  static constexpr std::uint8_t kStuffed = 0xFF;
  static constexpr int kWordBytes = 8;
  static constexpr int kWordBits = 64;

  static const std::uint8_t* find_stuffed(const std::uint8_t* from, const std::uint8_t* end) noexcept {
    const void* found = from == end ? nullptr : std::memchr(from, kStuffed, static_cast<std::size_t>(end - from));
    return found == nullptr ? end : static_cast<const std::uint8_t*>(found);
  }

  // Inlined, so that the rest stays in registers.
  [[gnu::always_inline]] void refill_bytewise() noexcept {
    while (count_ >= 0 && count_ < kWordBits - 8 && next_ != end_) {
      const bool is_stuffed = next_ == plain_end_;
      if (is_stuffed && (end_ - next_ < 2 || next_[1] != 0)) return;
      bits_ |= std::uint64_t{*next_} << (kWordBits - 8 - count_);
      count_ += 8;
      next_ += is_stuffed ? 2 : 1;
      if (is_stuffed) plain_end_ = find_stuffed(next_, end_);
    }
  }

  const std::uint8_t* next_;
  const std::uint8_t* end_;
  const std::uint8_t* plain_end_;  // the next 0xFF
  std::uint64_t bits_ = 0;         // at the top; those below the count are zero, or the first of the next byte
  int count_ = 0;
};

}  // namespace resizer::imaging
