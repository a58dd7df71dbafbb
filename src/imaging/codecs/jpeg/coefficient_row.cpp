#include "imaging/codecs/jpeg/coefficient_row.hpp"

#include <algorithm>

#include "imaging/codecs/jpeg/planes.hpp"

namespace resizer::imaging {

JpegCoefficientRow::JpegCoefficientRow(const jpeg_decompress_struct& codec, const jpeg_component_info& info,
                                       unsigned size)
    : mcu_width_(static_cast<std::size_t>(info.h_samp_factor)),
      mcu_height_(static_cast<std::size_t>(info.v_samp_factor)),
      width_(info.width_in_blocks),
      height_(info.height_in_blocks),
      padded_width_(ceil_div(codec.image_width, static_cast<std::size_t>(codec.max_h_samp_factor) * kDctBlock) *
                    mcu_width_),
      size_(size),
      nonzero_(padded_width_ * mcu_height_),
      values_(padded_width_ * mcu_height_ * size * size) {
  for (unsigned k = 0; k < kBlockCoefficients; ++k) {
    const unsigned column = kZigzag[k] / kDctBlock;
    const unsigned row = kZigzag[k] % kDctBlock;
    if (column >= size || row >= size) continue;
    kept_ |= std::uint64_t{1} << k;
    offsets_[k] = static_cast<std::uint8_t>(column * size + row);
  }
}

std::size_t JpegCoefficientRow::height(std::size_t mcu_row) const noexcept {
  return std::min(mcu_height_, height_ - mcu_row * mcu_height_);
}

void JpegCoefficientRow::clear() noexcept {
  std::ranges::fill(nonzero_, 0);
  std::ranges::fill(values_, 0);
}

}  // namespace resizer::imaging
