#include "imaging/codecs/jxl/header.hpp"

#include "imaging/codecs/jxl/color.hpp"
#include "imaging/codecs/jxl/libjxl.hpp"
#include "util/error.hpp"

namespace resizer::imaging {
namespace {

using util::Error;
using util::ErrorCode;

constexpr unsigned kByteBits = 8;
constexpr unsigned kMaxIntegerBits = 16;

PixelFormat pixel_format_of(const JxlBasicInfo& basic) noexcept {
  PixelFormat format;
  format.family = basic.num_color_channels == 1 ? ColorFamily::gray : ColorFamily::rgb;
  if (basic.exponent_bits_per_sample > 0 || basic.bits_per_sample > kMaxIntegerBits) {
    format.sample = SampleType::f32;
    format.depth_bits = 32;
  } else if (basic.bits_per_sample > kByteBits) {
    format.sample = SampleType::u16;
    format.depth_bits = static_cast<std::uint8_t>(basic.bits_per_sample);
  }
  if (basic.alpha_bits > 0) format.alpha = basic.alpha_premultiplied ? Alpha::premultiplied : Alpha::straight;
  return format;
}

void read_extra_channels(const JxlDecoder* decoder, const JxlBasicInfo& basic, ImageInfo& info) {
  for (std::uint32_t index = 0; index < basic.num_extra_channels; ++index) {
    JxlExtraChannelInfo channel;
    if (libjxl().JxlDecoderGetExtraChannelInfo(decoder, index, &channel) != JXL_DEC_SUCCESS) return;
    if (channel.type == JXL_CHANNEL_DEPTH) info.warnings.add(model::Warning::depth_map_dropped);
    if (channel.type == JXL_CHANNEL_BLACK) {
      throw Error(ErrorCode::unsupported_format, "CMYK in JPEG XL is not supported yet");
    }
  }
}

void read_basic_info(const JxlDecoder* decoder, const JxlBasicInfo& basic, ImageInfo& info) {
  info.size = {basic.xsize, basic.ysize};
  info.pixels = pixel_format_of(basic);
  info.orientation = static_cast<int>(basic.orientation);
  read_extra_channels(decoder, basic, info);
}

/// A file that is cut off behind its header has fewer layers than it says; it is judged when the pixels are decoded.
void read_layers(JxlDecoder* decoder, JxlHeader& header) {
  while (libjxl().JxlDecoderProcessInput(decoder) == JXL_DEC_FRAME) {
    JxlFrameHeader frame;
    if (libjxl().JxlDecoderGetFrameHeader(decoder, &frame) != JXL_DEC_SUCCESS) return;
    header.layer_pixels += std::uint64_t{frame.layer_info.xsize} * frame.layer_info.ysize;
    if (frame.is_last == JXL_TRUE) return;
    if (frame.duration > 0) return header.info.warnings.add(model::Warning::animation_dropped);
  }
}

[[noreturn]] void raise(JxlDecoderStatus status) {
  if (status == JXL_DEC_NEED_MORE_INPUT) {
    throw Error(ErrorCode::truncated, "JPEG XL: the file ends within its header");
  }
  throw Error(ErrorCode::corrupt, "JPEG XL: the header is damaged");
}

}  // namespace

JxlHeader read_jxl_header(ByteView file) {
  const JxlDecoderHandle decoder = make_jxl_decoder();
  libjxl().JxlDecoderSubscribeEvents(decoder.get(), JXL_DEC_BASIC_INFO | JXL_DEC_COLOR_ENCODING | JXL_DEC_FRAME);
  libjxl().JxlDecoderSetKeepOrientation(decoder.get(), JXL_TRUE);
  libjxl().JxlDecoderSetCoalescing(decoder.get(), JXL_FALSE);
  libjxl().JxlDecoderSetInput(decoder.get(), file.data(), file.size());

  JxlHeader header;
  JxlBasicInfo basic;
  JxlDecoderStatus status = libjxl().JxlDecoderProcessInput(decoder.get());
  if (status != JXL_DEC_BASIC_INFO) raise(status);
  libjxl().JxlDecoderGetBasicInfo(decoder.get(), &basic);
  read_basic_info(decoder.get(), basic, header.info);
  header.planes += basic.num_extra_channels;
  status = libjxl().JxlDecoderProcessInput(decoder.get());
  if (status != JXL_DEC_COLOR_ENCODING) raise(status);
  read_jxl_color(decoder.get(), header.info);
  header.needs_conversion = needs_conversion(decoder.get(), basic);
  read_layers(decoder.get(), header);
  return header;
}

}  // namespace resizer::imaging
