#include <algorithm>
#include <array>
#include <cstring>

#include "imaging/damage.hpp"
#include "imaging/jpeg.hpp"
#include "imaging/jpeg_dc_planes.hpp"
#include "imaging/jpeg_errors.hpp"
#include "imaging/jpeg_metadata.hpp"
#include "imaging/jpeg_planes.hpp"
#include "imaging/jpeg_scans.hpp"
#include "imaging/packed_rows.hpp"
#include "resizer/util/error.hpp"

namespace resizer::imaging {
namespace {

/// Delivers the file's own planes where they can be had, else pixels that libjpeg has upsampled to full chroma.
class JpegDecoder final : public Decoder {
 public:
  explicit JpegDecoder(ByteView bytes);
  ~JpegDecoder() override { jpeg_destroy_decompress(&codec_); }

  const ImageInfo& info() const noexcept override { return info_; }
  DecoderNeed need(const DecodeRequest& request) const noexcept override;
  DecodedLayout start(const DecodeRequest& request) override;
  void read(const RowBuffers& rows) override;
  void finish() override;

 private:
  static void allocate_then_set_chroma_size(j_common_ptr common);
  DecodedLayout start_raw(DctSizes sizes);
  DecodedLayout start_packed(DctSizes sizes);
  void copy_dc(const RowBuffers& rows) const;
  void read_raw(const RowBuffers& rows);
  void read_packed(const RowBuffers& rows);

  JpegErrors errors_;
  Damage damage_;
  jpeg_decompress_struct codec_{};
  ImageInfo info_;
  JpegPlanes planes_;
  DctSizes dct_sizes_;
  DecodedLayout layout_;
  void (*allocate_arrays_)(j_common_ptr) = nullptr;
  std::optional<JpegDcPlanes> dc_planes_;
  Bytes packed_row_;
  unsigned next_row_ = 0;
};

/// Every scan of a file that has several goes over the whole picture, however few bytes it has: a few kilobytes could
/// keep a decoder busy for hours. Progressive files in the wild have about ten.
void check_scans(const jpeg_decompress_struct& codec, ByteView bytes) {
  constexpr std::size_t kMaxScans = 100;
  if (codec.progressive_mode == FALSE && codec.comps_in_scan == codec.num_components) return;
  const std::size_t scans = count_scans(bytes);
  if (scans <= kMaxScans) return;
  throw util::Error(util::ErrorCode::too_large, "a JPEG of " + std::to_string(scans) + " scans; at most " +
                                                    std::to_string(kMaxScans) + " are decoded");
}

JpegDecoder::JpegDecoder(ByteView bytes) {
  codec_.err = errors_.manager();
  codec_.client_data = this;
  try {
    errors_.guard([&] {
      jpeg_create_decompress(&codec_);
      jpeg_mem_src(&codec_, bytes.data(), bytes.size());
      save_metadata_markers(codec_);
      jpeg_read_header(&codec_, TRUE);
    });
    check_scans(codec_, bytes);
    planes_ = describe_planes(codec_);
    info_.size = {codec_.image_width, codec_.image_height};
    info_.pixels = planes_.format;
    collect_metadata(codec_, info_);
  } catch (...) {
    jpeg_destroy_decompress(&codec_);
    throw;
  }
}

/// Stands in for libjpeg's realize_virt_arrays, which it calls after it has chosen every component's DCT size and
/// before it uses them: the one moment at which the public interface lets chroma be given a size of its own.
void JpegDecoder::allocate_then_set_chroma_size(j_common_ptr common) {
  auto& self = *static_cast<JpegDecoder*>(common->client_data);
  self.allocate_arrays_(common);
  for (int index = 1; index < self.codec_.num_components; ++index) {
    const auto size = static_cast<int>(self.dct_sizes_.chroma);
#if JPEG_LIB_VERSION >= 70
    self.codec_.comp_info[index].DCT_h_scaled_size = size;
    self.codec_.comp_info[index].DCT_v_scaled_size = size;
#else
    self.codec_.comp_info[index].DCT_scaled_size = size;
#endif
  }
}

/// A file of several scans is kept as coefficients of all blocks, whatever the size it is decoded to. Otherwise a few
/// rows of blocks are enough, or one sample of each block.
DecoderNeed JpegDecoder::need(const DecodeRequest& /*request*/) const noexcept {
  constexpr std::uint64_t kRowsOfBlocks = 4;
  constexpr std::uint64_t kBatchRows = std::uint64_t{MAX_SAMP_FACTOR} * kDctBlock;
  const bool several_scans = jpeg_has_multiple_scans(const_cast<j_decompress_ptr>(&codec_)) != 0;
  std::uint64_t coefficients = 0;
  for (int index = 0; index < codec_.num_components; ++index) {
    const jpeg_component_info& component = codec_.comp_info[index];
    const auto padded = [](JDIMENSION blocks, int factor) { return blocks + static_cast<std::uint64_t>(factor); };
    coefficients += padded(component.width_in_blocks, component.h_samp_factor) *
                    padded(component.height_in_blocks, component.v_samp_factor) * DCTSIZE2;
  }
  const std::uint64_t rows = kRowsOfBlocks * kBatchRows * info_.size.width_px * codec_.num_components;
  return {(several_scans ? coefficients * sizeof(JCOEF) : coefficients / DCTSIZE2) + rows, kBatchRows};
}

DecodedLayout JpegDecoder::start(const DecodeRequest& request) {
  damage_.judge_by(request.fail_on);
  const DctSizes sizes = choose_dct_sizes(planes_, request);
  codec_.scale_num = sizes.luma;
  codec_.scale_denom = kDctBlock;
  codec_.dct_method = JDCT_ISLOW;
  if (planes_.raw && sizes.luma == 1 && sizes.chroma == 1) {
    dc_planes_ = decode_dc_planes(codec_, {codec_.src->next_input_byte, codec_.src->bytes_in_buffer});
    if (dc_planes_) return layout_ = raw_layout(codec_, planes_, sizes);
  }
  layout_ = planes_.raw ? start_raw(sizes) : start_packed(sizes);
  errors_.guard([this] { jpeg_start_decompress(&codec_); });
  errors_.report(damage_);
  return layout_;
}

DecodedLayout JpegDecoder::start_raw(DctSizes sizes) {
  codec_.raw_data_out = TRUE;
  codec_.out_color_space = codec_.jpeg_color_space;
  dct_sizes_ = sizes;
  if (planes_.format.family == ColorFamily::ycbcr) {
    allocate_arrays_ = codec_.mem->realize_virt_arrays;
    codec_.mem->realize_virt_arrays = allocate_then_set_chroma_size;
  }
  return raw_layout(codec_, planes_, sizes);
}

DecodedLayout JpegDecoder::start_packed(DctSizes sizes) {
  switch (planes_.format.family) {
    case ColorFamily::cmyk:
      codec_.out_color_space = JCS_CMYK;
      break;
    case ColorFamily::rgb:
      codec_.out_color_space = JCS_RGB;
      break;
    case ColorFamily::ycbcr:
    case ColorFamily::gray:
      codec_.out_color_space = JCS_YCbCr;
      break;
  }
  errors_.guard([this] { jpeg_calc_output_dimensions(&codec_); });
  DecodedLayout layout;
  layout.format = planes_.format;
  layout.size = {codec_.output_width, codec_.output_height};
  layout.scale = static_cast<double>(sizes.luma) / kDctBlock;
  for (std::size_t index = 0; index < layout.format.planes(); ++index) {
    layout.row_capacity_bytes[index] = layout.size.width_px;
    layout.row_capacity[index] = layout.size.height_px;
    // Chroma that is upsampled may have been decoded at another size.
    const bool is_chroma = layout.format.family == ColorFamily::ycbcr && index > 0;
    layout.mean_of[index] = static_cast<std::uint8_t>(is_chroma ? 1 : kDctBlock / sizes.luma);
  }
  packed_row_.resize(std::size_t{layout.size.width_px} * layout.format.planes());
  return layout;
}

void JpegDecoder::read(const RowBuffers& rows) {
  if (dc_planes_) {
    copy_dc(rows);
  } else if (planes_.raw) {
    read_raw(rows);
  } else {
    read_packed(rows);
  }
  next_row_ += layout_.batch_rows;
  errors_.report(damage_);
}

void JpegDecoder::copy_dc(const RowBuffers& rows) const {
  for (unsigned index = 0; index < layout_.format.planes(); ++index) {
    const unsigned log2_y = layout_.format.subsampling_of(index).log2_y;
    const JpegDcPlanes::Plane& plane = dc_planes_->planes[index];
    const std::size_t end = std::min(std::size_t{next_row_ + layout_.batch_rows} >> log2_y, plane.height());
    for (std::size_t y = next_row_ >> log2_y; y < end; ++y) {
      std::copy_n(plane.row(y), plane.width, rows[index].row(y));
    }
  }
}

void JpegDecoder::read_raw(const RowBuffers& rows) {
  constexpr std::size_t kMaxRows = std::size_t{MAX_SAMP_FACTOR} * kDctBlock;
  std::array<std::array<JSAMPROW, kMaxRows>, MAX_COMPONENTS> pointers{};
  std::array<JSAMPARRAY, MAX_COMPONENTS> planes{};
  for (unsigned index = 0; index < layout_.format.planes(); ++index) {
    const unsigned log2_y = layout_.format.subsampling_of(index).log2_y;
    for (unsigned row = 0; row < layout_.batch_rows >> log2_y; ++row) {
      pointers[index][row] = rows[index].row((next_row_ >> log2_y) + row);
    }
    planes[index] = pointers[index].data();
  }
  errors_.guard([&] { jpeg_read_raw_data(&codec_, planes.data(), layout_.batch_rows); });
}

void JpegDecoder::read_packed(const RowBuffers& rows) {
  JSAMPROW row = packed_row_.data();
  errors_.guard([&] { jpeg_read_scanlines(&codec_, &row, 1); });
  // Adobe's CMYK files store 255 for no ink, the reverse of what a CMYK plane holds here.
  if (layout_.format.family == ColorFamily::cmyk && codec_.saw_Adobe_marker) {
    for (std::uint8_t& sample : packed_row_) sample = static_cast<std::uint8_t>(~sample);
  }
  split_row(packed_row_, layout_.format, layout_.size.width_px, rows, next_row_);
}

void JpegDecoder::finish() {
  try {
    // What gave DC planes was found whole at the start.
    if (!dc_planes_) errors_.guard([this] { jpeg_finish_decompress(&codec_); });
  } catch (const util::Error& error) {  // behind the last pixel
    damage_.lost(error);
  }
  errors_.report(damage_);
  if (damage_.any_lost()) info_.warnings.add(model::Warning::data_damaged);
}

}  // namespace

std::unique_ptr<Decoder> open_jpeg(ByteView bytes) {
  return std::make_unique<JpegDecoder>(bytes);
}

}  // namespace resizer::imaging
