#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "imaging/codecs/jpeg/block.hpp"
#include "imaging/codecs/jpeg/errors.hpp"

namespace resizer::imaging {

/// The blocks of one component in one row of MCUs, as coefficients that are not dequantized yet. Only the size x size
/// lowest frequencies are kept, and of the others, whether they are zero.
class JpegCoefficientRow {
 public:
  JpegCoefficientRow(const jpeg_decompress_struct& codec, const jpeg_component_info& info, unsigned size);

  /// Blocks in an MCU of an interleaved scan.
  std::size_t mcu_width() const noexcept { return mcu_width_; }
  std::size_t mcu_height() const noexcept { return mcu_height_; }
  /// Blocks that the image reaches into, which are all that a scan of one component has.
  std::size_t width() const noexcept { return width_; }
  std::size_t height(std::size_t mcu_row) const noexcept;
  /// Blocks of whole MCUs.
  std::size_t padded_width() const noexcept { return padded_width_; }

  unsigned size() const noexcept { return size_; }
  /// The coefficients that are kept, a bit for each in zigzag order.
  std::uint64_t kept() const noexcept { return kept_; }

  /// Of a block, whose number counts row by row: which coefficients are not zero, a bit for each in zigzag order.
  std::uint64_t& nonzero(std::size_t block) noexcept { return nonzero_[block]; }
  std::uint64_t nonzero(std::size_t block) const noexcept { return nonzero_[block]; }
  /// Of a block, those coefficients that are kept, one column after the other.
  std::int16_t* values(std::size_t block) noexcept { return values_.data() + block * size_ * size_; }
  const std::int16_t* values(std::size_t block) const noexcept { return values_.data() + block * size_ * size_; }
  /// Where among its values a coefficient stands that is kept.
  std::size_t offset(unsigned coefficient) const noexcept { return offsets_[coefficient]; }

  /// Makes all coefficients zero.
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
