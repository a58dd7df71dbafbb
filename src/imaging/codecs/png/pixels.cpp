#include "imaging/codecs/png/pixels.hpp"

#include <algorithm>
#include <cstring>

#include "imaging/core/big_endian.hpp"
#include "imaging/core/packed_rows.hpp"

namespace resizer::imaging {

namespace {

/// Sets the alpha of `width_px` pixels: 0 if all samples equal `key`, otherwise `opaque`.
template <class Sample, unsigned kPlanes>
void compare_with_key(const std::array<std::uint8_t*, kMaxPlanes>& planes, std::size_t width_px,
                      const std::array<std::uint16_t, 3>& key, Sample opaque) noexcept {
  std::array<const Sample*, kPlanes> colors;
  for (unsigned plane = 0; plane < kPlanes; ++plane) colors[plane] = reinterpret_cast<const Sample*>(planes[plane]);
  auto* const alpha = reinterpret_cast<Sample*>(planes[kPlanes]);
  for (std::size_t x = 0; x < width_px; ++x) {
    bool equal = true;
    for (unsigned plane = 0; plane < kPlanes; ++plane) equal &= colors[plane][x] == key[plane];
    alpha[x] = equal ? Sample{0} : opaque;
  }
}

}  // namespace

PixelFormat png_pixel_format(const PngFile& file) noexcept {
  PixelFormat format;
  const bool deep = file.header.bit_depth == 16;
  format.sample = deep ? SampleType::u16 : SampleType::u8;
  format.depth_bits = deep ? 16 : 8;
  format.range = file.color.narrow_range ? Range::limited : Range::full;
  const PngColor color = file.header.color;
  const bool gray = color == PngColor::gray || color == PngColor::gray_alpha;
  format.family = gray ? ColorFamily::gray : ColorFamily::rgb;
  const bool alpha =
      color == PngColor::gray_alpha || color == PngColor::rgb_alpha || file.transparent || !file.palette_alpha.empty();
  format.alpha = alpha ? Alpha::straight : Alpha::none;
  return format;
}

PngPixels::PngPixels(const PngFile& file) : file_(file), format_(png_pixel_format(file)), packed_format_(format_) {
  if (file.transparent) packed_format_.alpha = Alpha::none;
  if (file.header.color == PngColor::palette) {
    has_tables_ = true;
    // An index beyond the palette is opaque black, as in other readers.
    tables_[3].fill(255);
    for (std::size_t index = 0; index < file.palette.size(); ++index) {
      for (std::size_t plane = 0; plane < 3; ++plane) tables_[plane][index] = file.palette[index][plane];
    }
    std::copy(file.palette_alpha.begin(), file.palette_alpha.end(), tables_[3].begin());
  } else if (file.header.bit_depth < 8) {
    has_tables_ = true;
    const unsigned max = (1U << file.header.bit_depth) - 1;
    for (unsigned level = 0; level <= max; ++level) {
      tables_[0][level] = static_cast<std::uint8_t>(level * 255 / max);
      tables_[1][level] = file.transparent && (*file.transparent)[0] == level ? 0 : 255;
    }
  }
}

std::size_t PngPixels::unpacked_pixel_bytes() const noexcept {
  return std::size_t{file_.header.channels()} * format_.sample_bytes();
}

void PngPixels::unpack(const std::uint8_t* row, std::size_t width_px, std::uint8_t* unpacked) const noexcept {
  const unsigned bits = file_.header.bit_depth;
  if (bits >= 8) {
    std::memcpy(unpacked, row, width_px * unpacked_pixel_bytes());
    return;
  }
  const unsigned mask = (1U << bits) - 1;
  for (std::size_t x = 0; x < width_px; ++x) {
    const std::size_t bit = x * bits;
    unpacked[x] = static_cast<std::uint8_t>(row[bit / 8] >> (8 - bits - bit % 8) & mask);
  }
}

void PngPixels::look_up(const std::uint8_t* indexes, std::size_t width_px, const PlanePointers& planes) const noexcept {
  for (unsigned plane = 0; plane < format_.planes(); ++plane) {
    const auto& table = tables_[plane];
    std::uint8_t* const target = planes[plane];
    for (std::size_t x = 0; x < width_px; ++x) target[x] = table[indexes[x]];
  }
}

void PngPixels::mark_transparent(std::size_t width_px, const PlanePointers& planes) const noexcept {
  const auto& key = *file_.transparent;
  const bool gray = format_.family == ColorFamily::gray;
  if (format_.sample == SampleType::u8) {
    constexpr std::uint8_t kOpaque = 255;
    gray ? compare_with_key<std::uint8_t, 1>(planes, width_px, key, kOpaque)
         : compare_with_key<std::uint8_t, 3>(planes, width_px, key, kOpaque);
  } else {
    constexpr std::uint16_t kOpaque = 65535;
    gray ? compare_with_key<std::uint16_t, 1>(planes, width_px, key, kOpaque)
         : compare_with_key<std::uint16_t, 3>(planes, width_px, key, kOpaque);
  }
}

void PngPixels::convert(const std::uint8_t* unpacked, std::size_t width_px, const RowBuffers& rows,
                        std::size_t y) const {
  PlanePointers planes{};
  for (unsigned plane = 0; plane < format_.planes(); ++plane) planes[plane] = rows[plane].row(y);
  if (has_tables_) return look_up(unpacked, width_px, planes);
  split_row({unpacked, width_px * unpacked_pixel_bytes()}, packed_format_, width_px, rows, y);
  if (format_.sample == SampleType::u16) {
    for (unsigned plane = 0; plane < packed_format_.planes(); ++plane) swap_bytes_of_u16(planes[plane], width_px);
  }
  if (file_.transparent) mark_transparent(width_px, planes);
}

}  // namespace resizer::imaging
