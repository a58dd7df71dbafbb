#pragma once

#include <bit>
#include <cstring>

#include "imaging/codecs/codec.hpp"

namespace resizer::imaging {

///
/// Reads the bits of an entropy-coded segment, most significant first, without the zero bytes stuffed after each 0xFF
/// (ITU-T T.81, F.1.2.3 and B.1.1.5). Stops at a marker and reads zeros from there.
///
/// Inner loops work on a local copy, which stays in registers as long as its address is not passed to a function.
class BitReader {
 public:
  explicit BitReader(ByteView bytes) noexcept
      : next_(bytes.data()), end_(bytes.data() + bytes.size()), plain_end_(find_stuffed(next_, end_)) {}

  /// Makes at least 56 bits available.
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

  /// The next bits, left-aligned. Only as many as refill() guarantees are valid.
  std::uint64_t ahead() const noexcept { return bits_; }

  /// 0 < count <= 32
  std::uint32_t peek(int count) const noexcept { return static_cast<std::uint32_t>(bits_ >> (kWordBits - count)); }

  void skip(int count) noexcept {
    bits_ <<= count;
    count_ -= count;
  }

  /// Whether bits past the end of the segment were skipped.
  bool is_overrun() const noexcept { return count_ < 0; }

  /// Skips this marker and the padding bits before it. False if it does not come next.
  bool take_marker(std::uint8_t code) noexcept {
    refill();
    if (count_ < 0 || count_ >= 8 || end_ - next_ < 2 || next_[0] != kStuffed || next_[1] != code) return false;
    *this = BitReader({next_ + 2, end_});
    return true;
  }

  /// The data after the last byte of which bits were skipped. Must not be called after an overrun.
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

  // Inlined, so that the object stays in registers.
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
  std::uint64_t bits_ = 0;         // left-aligned; bits beyond count_ are zero or the next ones
  int count_ = 0;
};

}  // namespace resizer::imaging
