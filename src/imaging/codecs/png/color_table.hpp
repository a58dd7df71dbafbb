#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace resizer::imaging {

/// A fixed-size hash table that numbers colors in order of appearance.
class PngColorTable {
 public:
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  explicit PngColorTable(std::size_t max_colors);

  /// The number of a color, which is added if new; kNone if the table is full.
  std::uint32_t add(std::uint32_t color) noexcept;
  /// The number of a color that was added.
  std::uint32_t operator[](std::uint32_t color) const noexcept { return slots_[find(color)].number; }
  std::uint32_t size() const noexcept { return size_; }

 private:
  struct Slot {
    std::uint32_t color = 0;
    std::uint32_t number = kNone;
  };
  /// The slot of a color, or the free slot for it.
  std::size_t find(std::uint32_t color) const noexcept {
    constexpr std::uint32_t kGoldenRatio = 0x9E3779B9;  // spreads neighboring colors (Knuth, TAOCP 3, 6.4)
    std::size_t slot = (color * kGoldenRatio) >> shift_;
    while (slots_[slot].number != kNone && slots_[slot].color != color) slot = (slot + 1) % slots_.size();
    return slot;
  }

  std::size_t max_colors_;
  unsigned shift_;
  std::vector<Slot> slots_;
  std::uint32_t size_ = 0;
};

}  // namespace resizer::imaging
