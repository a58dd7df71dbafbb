#include <array>
#include <new>

#include "imaging/codecs/jxl/codec.hpp"
#include "imaging/codecs/jxl/color.hpp"
#include "imaging/codecs/jxl/encode_options.hpp"
#include "imaging/codecs/jxl/libjxl.hpp"
#include "imaging/core/packed_rows.hpp"
#include "util/error.hpp"

namespace resizer::imaging {
namespace {

constexpr std::uint8_t kDeepBits = 16;

void check(JxlEncoderStatus status, const JxlEncoderHandle& encoder) {
  if (status == JXL_ENC_SUCCESS) return;
  const JxlEncoderError error = libjxl().JxlEncoderGetError(encoder.get());
  if (error == JXL_ENC_ERR_OOM) throw std::bad_alloc();
  throw util::Error(util::ErrorCode::internal, "JPEG XL: the encoder failed with error " + std::to_string(error));
}

JxlBasicInfo basic_info(const Image& image, const EncodeOptions& options) noexcept {
  JxlBasicInfo basic;
  libjxl().JxlEncoderInitBasicInfo(&basic);
  basic.xsize = image.size.width_px;
  basic.ysize = image.size.height_px;
  basic.bits_per_sample = image.format.depth_bits;
  basic.num_color_channels = image.format.color_planes();
  if (image.format.has_alpha()) {
    basic.num_extra_channels = 1;
    basic.alpha_bits = image.format.depth_bits;
  }
  basic.uses_original_profile = options.compression == Compression::lossless ? JXL_TRUE : JXL_FALSE;
  if (options.metadata != nullptr) basic.orientation = static_cast<JxlOrientation>(options.metadata->orientation);
  return basic;
}

/// EXIF follows an offset of its TIFF stream (ISO/IEC 18181-2, 9.5).
void add_metadata(const JxlEncoderHandle& encoder, const Metadata& metadata) {
  const auto add = [&](const char* type, ByteView contents) {
    check(libjxl().JxlEncoderAddBox(encoder.get(), type, contents.data(), contents.size(), JXL_FALSE), encoder);
  };
  if (metadata.exif.empty() && metadata.xmp.empty()) return;
  check(libjxl().JxlEncoderUseBoxes(encoder.get()), encoder);
  if (!metadata.exif.empty()) {
    Bytes exif(4);
    exif.insert(exif.end(), metadata.exif.begin(), metadata.exif.end());
    add("Exif", exif);
  }
  if (!metadata.xmp.empty()) add("xml ", metadata.xmp);
}

void add_image(const JxlEncoderHandle& encoder, const Image& image, const JxlEncodeOptions& options) {
  JxlEncoderFrameSettings* settings = libjxl().JxlEncoderFrameSettingsCreate(encoder.get(), nullptr);
  if (settings == nullptr) throw std::bad_alloc();
  if (options.lossless) {
    check(libjxl().JxlEncoderSetFrameLossless(settings, JXL_TRUE), encoder);
  } else {
    check(libjxl().JxlEncoderSetFrameDistance(settings, options.distance()), encoder);
  }
  const int effort = options.lossless ? options.lossless_effort : options.effort;
  check(libjxl().JxlEncoderFrameSettingsSetOption(settings, JXL_ENC_FRAME_SETTING_EFFORT, effort), encoder);
  const std::size_t row_bytes = std::size_t{image.size.width_px} * image.format.planes() * image.format.sample_bytes();
  Bytes packed(row_bytes * image.size.height_px);
  for (std::size_t y = 0; y < image.size.height_px; ++y) {
    join_row(image, y, std::span(packed).subspan(y * row_bytes, row_bytes));
  }
  const JxlDataType type = image.format.sample == SampleType::u8 ? JXL_TYPE_UINT8 : JXL_TYPE_UINT16;
  const JxlPixelFormat format{image.format.planes(), type, JXL_NATIVE_ENDIAN, 0};
  check(libjxl().JxlEncoderAddImageFrame(settings, &format, packed.data(), packed.size()), encoder);
}

Bytes take_output(const JxlEncoderHandle& encoder) {
  Bytes file(std::size_t{64} << 10U);
  std::size_t filled = 0;
  while (true) {
    std::uint8_t* next = &file[filled];
    std::size_t room = file.size() - filled;
    const JxlEncoderStatus status = libjxl().JxlEncoderProcessOutput(encoder.get(), &next, &room);
    filled = file.size() - room;
    if (status != JXL_ENC_NEED_MORE_OUTPUT) {
      check(status, encoder);
      file.resize(filled);
      return file;
    }
    file.resize(2 * file.size());
  }
}

}  // namespace

PixelFormat jxl_storable(const PixelFormat& wanted, Compression /*compression*/) {
  PixelFormat format;
  format.family = wanted.family == ColorFamily::gray ? ColorFamily::gray : ColorFamily::rgb;
  if (wanted.depth_bits > 8) {
    format.sample = SampleType::u16;
    format.depth_bits = kDeepBits;
  }
  format.alpha = wanted.has_alpha() ? Alpha::straight : Alpha::none;
  return format;
}

Bytes encode_jxl(const Image& image, const EncodeOptions& options) {
  if (image.format != jxl_storable(image.format)) {
    throw util::Error(util::ErrorCode::internal, "JPEG XL cannot hold this pixel format");
  }
  const JxlEncoderHandle encoder = make_jxl_encoder();
  const JxlBasicInfo basic = basic_info(image, options);
  check(libjxl().JxlEncoderSetBasicInfo(encoder.get(), &basic), encoder);
  set_jxl_color(encoder.get(), image.format, options.metadata);
  if (options.metadata != nullptr) add_metadata(encoder, *options.metadata);
  add_image(encoder, image, jxl_encode_options(options));
  libjxl().JxlEncoderCloseInput(encoder.get());
  return take_output(encoder);
}

}  // namespace resizer::imaging
