#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "imaging/codecs/jpeg/block.hpp"
#include "imaging/codecs/jpeg/errors.hpp"

namespace resizer::imaging {

/// The quantized coefficients of one component in one row of MCUs. Stores only the size x size lowest frequencies of
/// each block; of the others, only whether they are zero.
class JpegCoefficientRow {
 public:
  JpegCoefficientRow(const jpeg_decompress_struct& codec, const jpeg_component_info& info, unsigned size);

  /// The blocks of an MCU in an interleaved scan.
  std::size_t mcu_width() const noexcept { return mcu_width_; }
  std::size_t mcu_height() const noexcept { return mcu_height_; }
  /// The blocks that cover the image, without padding to whole MCUs, as in a non-interleaved scan.
  std::size_t width() const noexcept { return width_; }
  std::size_t height(std::size_t mcu_row) const noexcept;
  /// The blocks including padding to whole MCUs.
  std::size_t padded_width() const noexcept { return padded_width_; }

  unsigned size() const noexcept { return size_; }
  /// The kept coefficients, a bitmask in zigzag order.
  std::uint64_t kept() const noexcept { return kept_; }

  /// The nonzero coefficients of a block, a bitmask in zigzag order. Blocks are numbered row by row.
  std::uint64_t& nonzero(std::size_t block) noexcept { return nonzero_[block]; }
  std::uint64_t nonzero(std::size_t block) const noexcept { return nonzero_[block]; }
  /// The kept coefficients of a block, column by column.
  std::int16_t* values(std::size_t block) noexcept { return values_.data() + block * size_ * size_; }
  const std::int16_t* values(std::size_t block) const noexcept { return values_.data() + block * size_ * size_; }
  /// The index of a kept coefficient in values().
  std::size_t offset(unsigned coefficient) const noexcept { return offsets_[coefficient]; }

  /// Sets all coefficients to zero.
  void clear() noexcept;

 private:
  std::size_t mcu_width_;
  std::size_t mcu_height_;
  std::size_t width_;
  std::size_t height_;
  std::size_t padded_width_;
  unsigned size_;
  std::uint64_t kept_ = 0;
  std::array<std::uint8_t, kBlockCoefficients> offsets_{};
  std::vector<std::uint64_t> nonzero_;
  std::vector<std::int16_t> values_;
};

}  // namespace resizer::imaging
