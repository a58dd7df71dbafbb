#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "resizer/imaging/image.hpp"

namespace resizer::imaging {

/// The colours of a picture that has at most 256 of them.
class PngPalette {
 public:
  /// The palette of an RGB picture of 8 bits, with or without alpha; none if it has more colours.
  static std::optional<PngPalette> of(const Image& image);

  /// Red, green, blue and alpha; those that are not opaque come first.
  const std::vector<std::array<std::uint8_t, 4>>& colors() const noexcept { return colors_; }
  /// How many bits an index needs: 1, 2, 4 or 8.
  unsigned index_bits() const noexcept;
  /// The indexes of row `y`, one a byte.
  void index_row(const Image& image, std::uint32_t y, std::uint8_t* indexes) const noexcept;

 private:
  /// Finds the place of a colour in a hash table: its own, or an empty one.
  std::size_t find(std::uint32_t color) const noexcept;
  bool add_row(const Image& image, std::uint32_t y);
  void sort();

  static constexpr std::size_t kMaxColors = 256;
  static constexpr std::size_t kSlots = 1024;
  static constexpr std::uint16_t kEmpty = 0xFFFF;
  struct Slot {
    std::uint32_t color = 0;
    std::uint16_t index = kEmpty;
  };
  std::array<Slot, kSlots> slots_;
  std::vector<std::array<std::uint8_t, 4>> colors_;
};

}  // namespace resizer::imaging
