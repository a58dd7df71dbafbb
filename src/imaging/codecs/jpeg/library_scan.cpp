#include "imaging/codecs/jpeg/library_scan.hpp"

#include <algorithm>

#include "imaging/core/packed_rows.hpp"

namespace resizer::imaging {
namespace {

J_COLOR_SPACE packed_color_space(ColorFamily family) noexcept {
  switch (family) {
    case ColorFamily::cmyk:
      return JCS_CMYK;
    case ColorFamily::rgb:
      return JCS_RGB;
    case ColorFamily::ycbcr:
    case ColorFamily::gray:
      break;
  }
  return JCS_YCbCr;
}

}  // namespace

JpegLibraryScan::JpegLibraryScan(jpeg_decompress_struct& codec, JpegErrors& errors, const JpegPlanes& planes,
                                 DctSizes sizes)
    : codec_(codec), errors_(errors), planes_(planes), sizes_(sizes) {}

/// Replaces libjpeg's realize_virt_arrays, which is called after the DCT sizes of all components are chosen and before
/// they are used. It is the only point at which chroma can get its own size through the public interface.
void JpegLibraryScan::allocate_then_set_chroma_size(j_common_ptr common) {
  auto& self = *static_cast<JpegLibraryScan*>(common->client_data);
  self.allocate_arrays_(common);
  for (int index = 1; index < self.codec_.num_components; ++index) {
    const auto size = static_cast<int>(self.sizes_.chroma);
#if JPEG_LIB_VERSION >= 70
    self.codec_.comp_info[index].DCT_h_scaled_size = size;
    self.codec_.comp_info[index].DCT_v_scaled_size = size;
#else
    self.codec_.comp_info[index].DCT_scaled_size = size;
#endif
  }
}

DecodedLayout JpegLibraryScan::start(unsigned fraction_bits) {
  codec_.scale_num = sizes_.luma;
  codec_.scale_denom = kDctBlock;
  codec_.dct_method = JDCT_ISLOW;
  codec_.raw_data_out = planes_.raw ? TRUE : FALSE;
  codec_.out_color_space = planes_.raw ? codec_.jpeg_color_space : packed_color_space(planes_.format.family);
  if (planes_.raw && planes_.format.family == ColorFamily::ycbcr) {
    codec_.client_data = this;
    allocate_arrays_ = codec_.mem->realize_virt_arrays;
    codec_.mem->realize_virt_arrays = allocate_then_set_chroma_size;
  }
  layout_ = planes_.raw ? raw_layout(codec_, planes_, sizes_, DctScaling::means) : packed_layout();
  if (fraction_bits > 0) {
    layout_.fraction_bits = fraction_bits;
    for (unsigned index = 0; index < layout_.format.planes(); ++index) {
      narrow_rows_[index].resize(layout_.row_capacity_bytes[index] * layout_.batch_rows);
    }
  }
  errors_.guard([this] { jpeg_start_decompress(&codec_); });
  return layout_;
}

DecodedLayout JpegLibraryScan::start_with_scans_read() {
  static constexpr std::array<JOCTET, 2> kEndOfImage{0xFF, JPEG_EOI};
  codec_.unread_marker = 0;
  codec_.src->next_input_byte = kEndOfImage.data();
  codec_.src->bytes_in_buffer = kEndOfImage.size();
  errors_.guard([this] { jpeg_start_decompress(&codec_); });
  return layout_;
}

DecodedLayout JpegLibraryScan::packed_layout() {
  errors_.guard([this] { jpeg_calc_output_dimensions(&codec_); });
  DecodedLayout layout;
  layout.format = planes_.format;
  layout.size = {codec_.output_width, codec_.output_height};
  layout.scale = static_cast<double>(sizes_.luma) / kDctBlock;
  for (std::size_t index = 0; index < layout.format.planes(); ++index) {
    layout.row_capacity_bytes[index] = layout.size.width_px;
    layout.row_capacity[index] = layout.size.height_px;
    // Upsampled chroma may have been decoded at another size.
    const bool is_chroma = layout.format.family == ColorFamily::ycbcr && index > 0;
    layout.mean_of[index] = static_cast<std::uint8_t>(is_chroma ? 1 : kDctBlock / sizes_.luma);
  }
  packed_row_.resize(std::size_t{layout.size.width_px} * layout.format.planes());
  return layout;
}

void JpegLibraryScan::read(const RowBuffers& rows) {
  if (planes_.raw) {
    read_raw(rows);
  } else {
    read_packed(rows);
  }
  next_row_ += layout_.batch_rows;
}

void JpegLibraryScan::read_raw(const RowBuffers& rows) {
  constexpr std::size_t kMaxRows = std::size_t{MAX_SAMP_FACTOR} * kDctBlock;
  std::array<std::array<JSAMPROW, kMaxRows>, MAX_COMPONENTS> pointers{};
  std::array<JSAMPARRAY, MAX_COMPONENTS> planes{};
  for (unsigned index = 0; index < layout_.format.planes(); ++index) {
    const unsigned log2_y = layout_.format.subsampling_of(index).log2_y;
    for (unsigned row = 0; row < layout_.batch_rows >> log2_y; ++row) {
      pointers[index][row] = layout_.fraction_bits > 0
                                 ? narrow_rows_[index].data() + row * layout_.row_capacity_bytes[index]
                                 : rows[index].row((next_row_ >> log2_y) + row);
    }
    planes[index] = pointers[index].data();
  }
  errors_.guard([&] { jpeg_read_raw_data(&codec_, planes.data(), layout_.batch_rows); });
  if (layout_.fraction_bits > 0) widen(rows);
}

void JpegLibraryScan::widen(const RowBuffers& rows) const {
  for (unsigned index = 0; index < layout_.format.planes(); ++index) {
    const unsigned log2_y = layout_.format.subsampling_of(index).log2_y;
    const std::size_t width = layout_.row_capacity_bytes[index];  // 8-bit samples
    for (unsigned row = 0; row < layout_.batch_rows >> log2_y; ++row) {
      const std::uint8_t* narrow = narrow_rows_[index].data() + row * width;
      auto* const wide = reinterpret_cast<std::uint16_t*>(rows[index].row((next_row_ >> log2_y) + row));
      std::transform(narrow, narrow + width, wide,
                     [&](std::uint8_t sample) { return static_cast<std::uint16_t>(sample << layout_.fraction_bits); });
    }
  }
}

void JpegLibraryScan::read_packed(const RowBuffers& rows) {
  JSAMPROW row = packed_row_.data();
  errors_.guard([&] { jpeg_read_scanlines(&codec_, &row, 1); });
  // CMYK files store 255 for no ink, the opposite of CMYK planes here. Like libvips, Pillow and ImageMagick, this does
  // not depend on an Adobe marker.
  if (layout_.format.family == ColorFamily::cmyk) {
    for (std::uint8_t& sample : packed_row_) sample = static_cast<std::uint8_t>(~sample);
  }
  split_row(packed_row_, layout_.format, layout_.size.width_px, rows, next_row_);
}

void JpegLibraryScan::finish() {
  // Like jpeg_finish_decompress, which would also reset the header.
  errors_.guard([this] {
    int status = JPEG_ROW_COMPLETED;
    while (status != JPEG_REACHED_EOI && status != JPEG_SUSPENDED) status = jpeg_consume_input(&codec_);
  });
}

}  // namespace resizer::imaging
