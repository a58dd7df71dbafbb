#include <algorithm>
#include <array>
#include <cstring>
#include <string_view>
#include <vector>

#include "imaging/big_endian.hpp"
#include "imaging/heif.hpp"
#include "imaging/heif_boxes.hpp"
#include "imaging/heif_color.hpp"
#include "imaging/heif_library.hpp"
#include "resizer/imaging/exif.hpp"
#include "resizer/util/error.hpp"

namespace resizer::imaging {
namespace {

constexpr unsigned kBatchRows = 16;

Bytes read_profile(const heif_image_handle* handle) {
  Bytes icc(heif_image_handle_get_raw_color_profile_size(handle));
  if (!icc.empty()) check_heif(heif_image_handle_get_raw_color_profile(handle, icc.data()));
  return icc;
}

/// The TIFF stream in an item of type 'Exif', which says in its first four bytes how far behind them it begins
/// (ISO/IEC 23008-12, A.2.1).
ByteView exif_in(ByteView item) noexcept {
  constexpr std::size_t kOffsetBytes = 4;
  if (item.size() < kOffsetBytes) return {};
  const std::size_t offset = big_endian_u32(item.data());
  const ByteView block = item.subspan(kOffsetBytes);
  return without_exif_prefix(offset < block.size() ? block.subspan(offset) : block);
}

void read_metadata(const heif_image_handle* handle, Metadata& metadata) {
  std::vector<heif_item_id> ids(
      static_cast<std::size_t>(heif_image_handle_get_number_of_metadata_blocks(handle, nullptr)));
  heif_image_handle_get_list_of_metadata_block_IDs(handle, nullptr, ids.data(), static_cast<int>(ids.size()));
  for (const heif_item_id id : ids) {
    const std::string_view type = heif_image_handle_get_metadata_type(handle, id);
    const std::string_view content = heif_image_handle_get_metadata_content_type(handle, id);
    const bool is_xmp = type == "mime" && content == "application/rdf+xml";
    if (type != "Exif" && !is_xmp) continue;
    Bytes block(heif_image_handle_get_metadata_size(handle, id));
    if (block.empty()) continue;
    check_heif(heif_image_handle_get_metadata(handle, id, block.data()));
    if (is_xmp) {
      metadata.xmp = std::move(block);
    } else {
      const ByteView exif = exif_in(block);
      metadata.exif.assign(exif.begin(), exif.end());
    }
  }
}

/// libheif decodes a picture at once; its planes are then handed on a few rows at a time.
class HeifDecoder final : public Decoder {
 public:
  explicit HeifDecoder(ByteView bytes)
      : boxes_(read_heif_boxes(bytes)), file_(with_neutral_color(bytes, boxes_)), context_(make_heif_context()) {
    check_heif(heif_context_read_from_memory_without_copy(context_.get(), file_.data(), file_.size(), nullptr));
    heif_image_handle* handle = nullptr;
    check_heif(heif_context_get_primary_image_handle(context_.get(), &handle));
    handle_.reset(handle);
    describe();
  }

  const ImageInfo& info() const noexcept override { return info_; }
  DecodedLayout start(const DecodeRequest& request) override;
  void read(const RowBuffers& rows) override;
  void finish() override {}

 private:
  struct Plane {
    const std::uint8_t* data = nullptr;
    std::ptrdiff_t stride_bytes = 0;
    Size size;
    unsigned depth_bits = 8;
  };

  void describe();
  void decode();
  Plane plane_of(unsigned index) const;
  void copy_row(const Plane& plane, std::uint32_t y, std::uint8_t* target) const;

  HeifBoxes boxes_;
  Bytes file_;
  HeifContext context_;
  HeifHandle handle_;
  ImageInfo info_;
  HeifImage image_;
  std::vector<Plane> planes_;
  std::uint32_t next_row_ = 0;
};

void HeifDecoder::describe() {
  info_.size = {static_cast<std::uint32_t>(heif_image_handle_get_width(handle_.get())),
                static_cast<std::uint32_t>(heif_image_handle_get_height(handle_.get()))};
  set_coded_color(boxes_, info_.pixels);
  info_.pixels.depth_bits = boxes_.depth_bits;
  info_.pixels.sample = boxes_.depth_bits > 8 ? SampleType::u16 : SampleType::u8;
  if (heif_image_handle_has_alpha_channel(handle_.get()) != 0) {
    const bool premultiplied = heif_image_handle_is_premultiplied_alpha(handle_.get()) != 0;
    info_.pixels.alpha = premultiplied ? Alpha::premultiplied : Alpha::straight;
  }
  info_.metadata.icc = read_profile(handle_.get());
  if (boxes_.color) describe_color(*boxes_.color, info_.metadata);
  read_metadata(handle_.get(), info_.metadata);
  // The file's own rotation is what counts, not EXIF's copy of it (ISO/IEC 23008-12, 6.5.10), and libheif applies it.
  if (summarise_exif(info_.metadata.exif).broken) info_.warnings.add(model::Warning::exif_broken);
  if (boxes_.has_gain_map) info_.warnings.add(model::Warning::gain_map_dropped);
  if (heif_image_handle_has_depth_image(handle_.get()) != 0) info_.warnings.add(model::Warning::depth_map_dropped);
  if (boxes_.is_sequence) info_.warnings.add(model::Warning::animation_dropped);
  const bool has_others = heif_context_get_number_of_top_level_images(context_.get()) > 1;
  if (has_others && !boxes_.has_gain_map) info_.warnings.add(model::Warning::pages_dropped);
}

DecodedLayout HeifDecoder::start(const DecodeRequest& /*request*/) {
  decode();
  DecodedLayout layout{.format = info_.pixels, .size = info_.size, .batch_rows = kBatchRows};
  for (unsigned index = 0; index < layout.format.planes(); ++index) {
    const Size size = plane_size(layout.size, layout.format.subsampling_of(index));
    planes_.push_back(plane_of(index));
    if (planes_.back().size != size) throw util::Error(util::ErrorCode::corrupt, "HEIF: a plane has the wrong size");
    layout.row_capacity_bytes[index] = std::size_t{size.width_px} * layout.format.sample_bytes();
    layout.row_capacity[index] = size.height_px;
  }
  return layout;
}

void HeifDecoder::decode() {
  const PixelFormat& format = info_.pixels;
  const bool gray = format.family == ColorFamily::gray;
  const heif_chroma chroma = gray                                                          ? heif_chroma_monochrome
                             : format.subsampling == Subsampling{.log2_x = 1, .log2_y = 1} ? heif_chroma_420
                             : format.subsampling == Subsampling{.log2_x = 1}              ? heif_chroma_422
                                                                                           : heif_chroma_444;
  heif_image* image = nullptr;
  check_heif(heif_decode_image(handle_.get(), &image, gray ? heif_colorspace_monochrome : heif_colorspace_YCbCr, chroma,
                               nullptr));
  image_.reset(image);
}

HeifDecoder::Plane HeifDecoder::plane_of(unsigned index) const {
  constexpr std::array kYcbcr{heif_channel_Y, heif_channel_Cb, heif_channel_Cr};
  constexpr std::array kRgb{heif_channel_Cr, heif_channel_Y, heif_channel_Cb};  // H.273, 8.3: identity is G, B, R
  const bool is_alpha = index >= info_.pixels.color_planes();
  const bool is_rgb = info_.pixels.family == ColorFamily::rgb;
  const heif_channel channel = is_alpha ? heif_channel_Alpha : is_rgb ? kRgb[index] : kYcbcr[index];
  if (heif_image_has_channel(image_.get(), channel) == 0) {
    throw util::Error(util::ErrorCode::corrupt, "HEIF: a plane is missing");
  }
  int stride = 0;
  Plane plane;
  plane.data = heif_image_get_plane_readonly(image_.get(), channel, &stride);
  plane.stride_bytes = stride;
  plane.size = {static_cast<std::uint32_t>(heif_image_get_width(image_.get(), channel)),
                static_cast<std::uint32_t>(heif_image_get_height(image_.get(), channel))};
  plane.depth_bits = static_cast<unsigned>(heif_image_get_bits_per_pixel_range(image_.get(), channel));
  return plane;
}

void HeifDecoder::read(const RowBuffers& rows) {
  const std::uint32_t end = std::min(next_row_ + kBatchRows, info_.size.height_px);
  for (unsigned index = 0; index < planes_.size(); ++index) {
    const unsigned log2_y = info_.pixels.subsampling_of(index).log2_y;
    const std::uint32_t end_row = plane_size({1, end}, {0, static_cast<std::uint8_t>(log2_y)}).height_px;
    for (std::uint32_t y = next_row_ >> log2_y; y < end_row; ++y) copy_row(planes_[index], y, rows[index].row(y));
  }
  next_row_ = end;
}

/// Alpha may be coded in another depth than the colours.
void HeifDecoder::copy_row(const Plane& plane, std::uint32_t y, std::uint8_t* target) const {
  const std::uint8_t* source = plane.data + plane.stride_bytes * static_cast<std::ptrdiff_t>(y);
  const unsigned depth = info_.pixels.depth_bits;
  if (plane.depth_bits == depth) {
    std::memcpy(target, source, std::size_t{plane.size.width_px} * info_.pixels.sample_bytes());
    return;
  }
  const unsigned stored_white = (1U << plane.depth_bits) - 1;
  const unsigned white = (1U << depth) - 1;
  for (std::size_t x = 0; x < plane.size.width_px; ++x) {
    const unsigned stored = plane.depth_bits > 8 ? reinterpret_cast<const std::uint16_t*>(source)[x] : source[x];
    const unsigned value = (stored * white + stored_white / 2) / stored_white;
    if (depth > 8) {
      reinterpret_cast<std::uint16_t*>(target)[x] = static_cast<std::uint16_t>(value);
    } else {
      target[x] = static_cast<std::uint8_t>(value);
    }
  }
}

}  // namespace

std::unique_ptr<Decoder> open_heif(ByteView bytes) {
  return std::make_unique<HeifDecoder>(bytes);
}

}  // namespace resizer::imaging
