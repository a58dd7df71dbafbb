#include <array>
#include <cstring>

#include "imaging/codecs/heif/codec.hpp"
#include "imaging/codecs/heif/encode_options.hpp"
#include "imaging/codecs/heif/iso_boxes.hpp"
#include "imaging/codecs/heif/libheif.hpp"
#include "util/error.hpp"

namespace resizer::imaging {
namespace {

/// libheif 1.15 aborts the process on 10 bits.
constexpr std::uint8_t kDeepBits = 12;

heif_chroma chroma_of(const PixelFormat& format) noexcept {
  if (format.family == ColorFamily::gray) return heif_chroma_monochrome;
  if (format.subsampling == Subsampling{}) return heif_chroma_444;
  return format.subsampling.log2_y == 0 ? heif_chroma_422 : heif_chroma_420;
}

const char* name_of(heif_chroma chroma) noexcept {
  return chroma == heif_chroma_444 ? "444" : chroma == heif_chroma_422 ? "422" : "420";
}

void copy_plane(const Image& image, unsigned index, heif_image* target) {
  constexpr std::array kYcbcr{heif_channel_Y, heif_channel_Cb, heif_channel_Cr};
  constexpr std::array kRgb{heif_channel_Cr, heif_channel_Y, heif_channel_Cb};  // ITU-T H.273, 8.3, matrix 0
  const std::array kColors = image.format.family == ColorFamily::rgb ? kRgb : kYcbcr;
  const bool is_alpha = index >= image.format.color_planes();
  const heif_channel channel = is_alpha ? heif_channel_Alpha : kColors[index];
  const cv::Mat& plane = image.planes[index];
  check_heif(libheif().heif_image_add_plane(target, channel, plane.cols, plane.rows, image.format.depth_bits));
  int stride = 0;
  std::uint8_t* row = libheif().heif_image_get_plane(target, channel, &stride);
  const auto row_bytes = static_cast<std::size_t>(plane.cols) * image.format.sample_bytes();
  for (int y = 0; y < plane.rows; ++y, row += stride) std::memcpy(row, plane.ptr(y), row_bytes);
}

/// The code points for readers, and for libheif, which then does not convert anything.
HeifNclx code_points(ColorFamily family, const Metadata* metadata) {
  HeifNclx nclx(libheif().heif_nclx_color_profile_alloc());
  if (!nclx) throw std::bad_alloc();
  nclx->color_primaries = heif_color_primaries_ITU_R_BT_709_5;
  nclx->transfer_characteristics = heif_transfer_characteristic_IEC_61966_2_1;
  nclx->matrix_coefficients =
      family == ColorFamily::rgb ? heif_matrix_coefficients_RGB_GBR : heif_matrix_coefficients_ITU_R_BT_601_6;
  nclx->full_range_flag = 1;
  if (metadata != nullptr && metadata->code_points) {
    nclx->color_primaries = static_cast<heif_color_primaries>(metadata->code_points->primaries);
    nclx->transfer_characteristics = static_cast<heif_transfer_characteristics>(metadata->code_points->transfer);
  }
  return nclx;
}

HeifImage make_heif_image(const Image& image, const Metadata* metadata, const heif_color_profile_nclx& nclx) {
  const heif_chroma chroma = chroma_of(image.format);
  const heif_colorspace space = chroma == heif_chroma_monochrome ? heif_colorspace_monochrome : heif_colorspace_YCbCr;
  heif_image* made = nullptr;
  check_heif(libheif().heif_image_create(static_cast<int>(image.size.width_px), static_cast<int>(image.size.height_px),
                                         space, chroma, &made));
  HeifImage target(made);
  for (unsigned index = 0; index < image.format.planes(); ++index) copy_plane(image, index, target.get());
  if (image.format.alpha == Alpha::premultiplied) libheif().heif_image_set_premultiplied_alpha(target.get(), 1);
  check_heif(libheif().heif_image_set_nclx_color_profile(target.get(), &nclx));
  if (metadata != nullptr && !metadata->icc.empty()) {
    const Bytes& icc = metadata->icc;
    check_heif(libheif().heif_image_set_raw_color_profile(target.get(), "prof", icc.data(), icc.size()));
  }
  return target;
}

HeifEncoder make_encoder(heif_context* context, const PixelFormat& format, const AvifEncodeOptions& options) {
  heif_encoder* made = nullptr;
  check_heif(libheif().heif_context_get_encoder_for_format(context, heif_compression_AV1, &made));
  HeifEncoder encoder(made);
  check_heif(options.lossless ? libheif().heif_encoder_set_lossless(made, 1)
                              : libheif().heif_encoder_set_lossy_quality(made, options.quality));
  // Other encoders than libaom may not have all of these; failures are ignored.
  libheif().heif_encoder_set_parameter_string(made, "chroma", name_of(chroma_of(format)));
  libheif().heif_encoder_set_parameter_integer(made, "speed", options.speed);
  libheif().heif_encoder_set_parameter_integer(made, "threads", 1);
  libheif().heif_encoder_set_parameter_integer(made, "alpha-quality", options.alpha_quality);
  return encoder;
}

void add_metadata(heif_context* context, const heif_image_handle* handle, const Metadata& metadata) {
  const auto size_of = [](const Bytes& bytes) { return static_cast<int>(bytes.size()); };
  if (!metadata.exif.empty()) {
    check_heif(libheif().heif_context_add_exif_metadata(context, handle, metadata.exif.data(), size_of(metadata.exif)));
  }
  if (!metadata.xmp.empty()) {
    check_heif(libheif().heif_context_add_XMP_metadata(context, handle, metadata.xmp.data(), size_of(metadata.xmp)));
  }
}

Bytes write_file(heif_context* context) {
  Bytes file;
  heif_writer writer{};
  writer.writer_api_version = 1;
  writer.write = [](heif_context*, const void* data, std::size_t size, void* target) {
    const auto* bytes = static_cast<const std::uint8_t*>(data);
    try {
      static_cast<Bytes*>(target)->assign(bytes, bytes + size);
    } catch (const std::bad_alloc&) {
      return kHeifOutOfMemory;
    }
    return kHeifSuccess;
  };
  check_heif(libheif().heif_context_write(context, &writer, &file));
  return file;
}

/// libheif 1.15 states the displayed size of a rotated image, but readers expect the coded size (ISO/IEC
/// 23008-12, 6.5.3), and some scale to it.
void state_coded_size(Bytes& file, Size coded) {
  constexpr std::size_t kVersionBytes = 4;
  constexpr std::size_t kExtentsBytes = kVersionBytes + 8;
  Cursor meta(find_box(file, "meta"));
  take_version(meta);
  BoxReader properties(find_box(find_box(meta.rest(), "iprp"), "ipco"));
  while (const auto box = properties.next()) {
    if (box->type != fourcc("ispe") || box->body.size() < kExtentsBytes) continue;
    auto place = static_cast<std::size_t>(box->body.data() - file.data()) + kVersionBytes;
    for (const std::uint32_t length_px : {coded.width_px, coded.height_px}) {
      for (const int shift : {24, 16, 8, 0}) file[place++] = static_cast<std::uint8_t>(length_px >> shift);
    }
  }
}

}  // namespace

PixelFormat avif_storable(const PixelFormat& wanted, Compression compression) {
  PixelFormat format;
  format.family = wanted.family == ColorFamily::gray ? ColorFamily::gray : ColorFamily::ycbcr;
  const bool deep = wanted.depth_bits > 8;
  format.sample = deep ? SampleType::u16 : SampleType::u8;
  format.depth_bits = deep ? kDeepBits : 8;
  format.alpha = wanted.has_alpha() ? Alpha::straight : Alpha::none;
  // RGB would not survive a conversion. YCbCr is kept as it is.
  if (compression == Compression::lossless && wanted.family == ColorFamily::rgb) format.family = ColorFamily::rgb;
  // RGB sources are more often drawings and screenshots than photos; their edges need full chroma.
  if (wanted.family == ColorFamily::ycbcr && wanted.subsampling != Subsampling{}) format.subsampling = {1, 1};
  return format;
}

Bytes encode_avif(const Image& image, const EncodeOptions& options) {
  const HeifContext context = make_heif_context();
  const HeifNclx nclx = code_points(image.format.family, options.metadata);
  const HeifImage source = make_heif_image(image, options.metadata, *nclx);
  const HeifEncoder encoder = make_encoder(context.get(), image.format, avif_encode_options(options));

  const HeifEncodingOptions encoding(libheif().heif_encoding_options_alloc());
  if (!encoding) throw std::bad_alloc();
  encoding->output_nclx_profile = nclx.get();
  encoding->save_two_colr_boxes_when_ICC_and_nclx_available = 1;
  encoding->macOS_compatibility_workaround_no_nclx_profile = 0;
  // HEIF readers use this and ignore the EXIF orientation (ISO/IEC 23008-12, 6.5.10).
  if (options.metadata != nullptr) {
    encoding->image_orientation = static_cast<heif_orientation>(options.metadata->orientation);
  }
  heif_image_handle* made = nullptr;
  check_heif(libheif().heif_context_encode_image(context.get(), source.get(), encoder.get(), encoding.get(), &made));
  const HeifHandle handle(made);
  if (options.metadata != nullptr) add_metadata(context.get(), handle.get(), *options.metadata);
  Bytes file = write_file(context.get());
  state_coded_size(file, image.size);
  return file;
}

}  // namespace resizer::imaging
