#include "imaging/codecs/png/packer.hpp"

#include <algorithm>

#include "imaging/core/big_endian.hpp"
#include "imaging/core/packed_rows.hpp"

namespace resizer::imaging {

namespace {

/// The minimum depth for all levels of an 8-bit gray image: those of the form k * 255 / (2^bits - 1).
unsigned gray_bits(const Image& image) {
  std::array<std::uint8_t, 256> bits_of_level;
  for (unsigned level = 0; level < 256; ++level) {
    bits_of_level[level] = level % 255 == 0 ? 1 : level % 85 == 0 ? 2 : level % 17 == 0 ? 4 : 8;
  }
  unsigned bits = 1;
  for (std::uint32_t y = 0; y < image.size.height_px && bits < 8; ++y) {
    const std::uint8_t* const row = image.planes[0].ptr(static_cast<int>(y));
    for (std::size_t x = 0; x < image.size.width_px; ++x) bits = std::max<unsigned>(bits, bits_of_level[row[x]]);
  }
  return bits;
}

/// Packs samples of one byte into `bits` each, the first in the highest bits (PNG 7.2).
void pack_bits(const std::uint8_t* samples, std::size_t count, unsigned bits, std::uint8_t* packed) noexcept {
  const std::size_t per_byte = 8 / bits;
  for (std::size_t begin = 0; begin < count; begin += per_byte) {
    unsigned byte = 0;
    for (std::size_t i = 0; i < per_byte; ++i) {
      byte = byte << bits | (begin + i < count ? samples[begin + i] : 0U);
    }
    *packed++ = static_cast<std::uint8_t>(byte);
  }
}

PngColor color_of(const PixelFormat& format) noexcept {
  if (format.family == ColorFamily::gray) return format.has_alpha() ? PngColor::gray_alpha : PngColor::gray;
  return format.has_alpha() ? PngColor::rgb_alpha : PngColor::rgb;
}

/// Whether indexes and palette are smaller than the pixels, before compression.
bool pays(const PngPalette& palette, const Image& image) noexcept {
  constexpr std::size_t kChunkBytes = 12;
  const std::size_t pixels = std::size_t{image.size.width_px} * image.size.height_px;
  const std::size_t entry_bytes = image.format.planes();
  return palette.colors().size() * entry_bytes + 2 * kChunkBytes + pixels * palette.index_bits() / 8 <
         pixels * entry_bytes;
}

}  // namespace

PngPacker::PngPacker(const Image& image) : image_(image) {
  header_.size = image.size;
  header_.color = color_of(image.format);
  header_.bit_depth = image.format.sample == SampleType::u16 ? 16 : 8;
  if (header_.bit_depth == 16) return;
  if (header_.color == PngColor::gray) {
    header_.bit_depth = static_cast<std::uint8_t>(gray_bits(image));
  } else if (image.format.family == ColorFamily::rgb) {
    palette_ = PngPalette::of(image);
    if (palette_ && !pays(*palette_, image)) palette_.reset();
    if (palette_) {
      header_.color = PngColor::palette;
      header_.bit_depth = static_cast<std::uint8_t>(palette_->index_bits());
    }
  }
  samples_.resize(image.size.width_px);
}

std::size_t PngPacker::pixel_bytes() const noexcept {
  return std::max<std::size_t>(1, header_.channels() * header_.bit_depth / 8U);
}

void PngPacker::pack_row(std::uint32_t y, std::uint8_t* packed) {
  const std::size_t width = header_.size.width_px;
  const unsigned bits = header_.bit_depth;
  if (palette_) {
    palette_->index_row(image_, y, samples_.data());
    return pack_bits(samples_.data(), width, bits, packed);
  }
  if (bits < 8) {
    const std::uint8_t* const levels = image_.planes[0].ptr(static_cast<int>(y));
    const unsigned step = 255 / ((1U << bits) - 1);
    std::transform(levels, levels + width, samples_.begin(),
                   [=](std::uint8_t level) { return static_cast<std::uint8_t>(level / step); });
    return pack_bits(samples_.data(), width, bits, packed);
  }
  join_row(image_, y, {packed, row_bytes()});
  if (bits == 16) swap_bytes_of_u16(packed, width * header_.channels());
}

}  // namespace resizer::imaging
