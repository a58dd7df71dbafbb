#include "imaging/support/jxl_testing.hpp"

#include <jxl/decode.h>
#include <jxl/decode_cxx.h>
#include <jxl/encode_cxx.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>

#include "imaging/core/packed_rows.hpp"
#include "imaging/support/codec_testing.hpp"

namespace resizer::imaging::testing_support {
namespace {

void check(JxlEncoderStatus status, const char* what) {
  if (status != JXL_ENC_SUCCESS) throw std::runtime_error(std::string("libjxl: ") + what);
}

JxlBasicInfo basic_info(const StoredJxl& stored, const Image& image) {
  JxlBasicInfo basic;
  JxlEncoderInitBasicInfo(&basic);
  basic.xsize = image.size.width_px;
  basic.ysize = image.size.height_px;
  basic.bits_per_sample = image.format.depth_bits;
  basic.exponent_bits_per_sample = image.format.sample == SampleType::f32 ? 8 : 0;
  basic.num_color_channels = image.format.color_planes();
  if (image.format.has_alpha()) {
    basic.alpha_bits = basic.bits_per_sample;
    basic.alpha_exponent_bits = basic.exponent_bits_per_sample;
  }
  basic.num_extra_channels = (image.format.has_alpha() ? 1 : 0) + (stored.extra_channel ? 1 : 0);
  basic.uses_original_profile = stored.distance == 0 ? JXL_TRUE : JXL_FALSE;
  basic.orientation = static_cast<JxlOrientation>(stored.orientation);
  if (stored.frames > 1) {
    basic.have_animation = JXL_TRUE;
    basic.animation.tps_numerator = 10;
    basic.animation.tps_denominator = 1;
  }
  return basic;
}

void set_extra_channels(JxlEncoder* encoder, const StoredJxl& stored, const Image& image) {
  std::uint32_t index = 0;
  const auto add = [&](JxlExtraChannelType type) {
    JxlExtraChannelInfo channel;
    JxlEncoderInitExtraChannelInfo(type, &channel);
    channel.bits_per_sample = image.format.depth_bits;
    channel.exponent_bits_per_sample = image.format.sample == SampleType::f32 ? 8 : 0;
    check(JxlEncoderSetExtraChannelInfo(encoder, index, &channel), "extra channel's header");
    // With a name, the header of the channel is not shortened to its default.
    check(JxlEncoderSetExtraChannelName(encoder, index++, "extra", 5), "extra channel's name");
  };
  if (image.format.has_alpha()) add(JXL_CHANNEL_ALPHA);
  if (stored.extra_channel) add(*stored.extra_channel);
}

/// libjxl takes integers of more than 8 bits in the full range of 16.
Bytes packed_pixels(const Image& image, Size size) {
  const std::size_t row_bytes = std::size_t{image.size.width_px} * image.format.planes() * image.format.sample_bytes();
  Bytes packed(row_bytes * image.size.height_px);
  for (std::size_t y = 0; y < image.size.height_px; ++y) {
    join_row(image, y, std::span(packed).subspan(y * row_bytes, row_bytes));
  }
  if (image.format.sample == SampleType::u16) {
    const double scale = 65535.0 / ((1U << image.format.depth_bits) - 1);
    auto* samples = reinterpret_cast<std::uint16_t*>(packed.data());
    for (std::size_t i = 0; i < packed.size() / 2; ++i) {
      samples[i] = static_cast<std::uint16_t>(std::lround(samples[i] * scale));
    }
  }
  packed.resize(std::size_t{size.width_px} * size.height_px * image.format.planes() * image.format.sample_bytes());
  return packed;
}

void add_frame(JxlEncoder* encoder, const StoredJxl& stored, const Image& image, bool is_last) {
  JxlEncoderFrameSettings* settings = JxlEncoderFrameSettingsCreate(encoder, nullptr);
  if (stored.distance == 0) check(JxlEncoderSetFrameLossless(settings, JXL_TRUE), "lossless");
  if (stored.distance > 0) check(JxlEncoderSetFrameDistance(settings, stored.distance), "distance");
  Size size = image.size;
  if (stored.frames > 1 || stored.layer) {
    JxlFrameHeader header;
    JxlEncoderInitFrameHeader(&header);
    header.duration = stored.frames > 1 ? stored.frame_ticks : 0;
    if (is_last && stored.layer) {
      size = *stored.layer;
      header.layer_info.have_crop = JXL_TRUE;
      header.layer_info.xsize = size.width_px;
      header.layer_info.ysize = size.height_px;
    }
    check(JxlEncoderSetFrameHeader(settings, &header), "frame header");
  }
  const SampleType sample = image.format.sample;
  const JxlDataType type = sample == SampleType::u8    ? JXL_TYPE_UINT8
                           : sample == SampleType::u16 ? JXL_TYPE_UINT16
                                                       : JXL_TYPE_FLOAT;
  const JxlPixelFormat format{image.format.planes(), type, JXL_NATIVE_ENDIAN, 0};
  const Bytes packed = packed_pixels(image, size);
  check(JxlEncoderAddImageFrame(settings, &format, packed.data(), packed.size()), "frame");
  if (stored.extra_channel) {
    const Bytes plane(std::size_t{size.width_px} * size.height_px * image.format.sample_bytes());
    const std::uint32_t index = image.format.has_alpha() ? 1 : 0;
    check(JxlEncoderSetExtraChannelBuffer(settings, &format, plane.data(), plane.size(), index), "extra channel");
  }
}

void set_colors(JxlEncoder* encoder, const StoredJxl& stored, const Image& image) {
  if (!stored.icc.empty()) {
    check(JxlEncoderSetICCProfile(encoder, stored.icc.data(), stored.icc.size()), "profile");
    return;
  }
  JxlColorEncoding color{};
  JxlColorEncodingSetToSRGB(&color, image.format.family == ColorFamily::gray ? JXL_TRUE : JXL_FALSE);
  check(JxlEncoderSetColorEncoding(encoder, stored.color ? &*stored.color : &color), "color");
}

void add_boxes(JxlEncoder* encoder, const StoredJxl& stored) {
  const auto add = [&](const char* type, const Bytes& contents) {
    if (contents.empty()) return;
    const JXL_BOOL compressed = stored.compressed_boxes ? JXL_TRUE : JXL_FALSE;
    check(JxlEncoderAddBox(encoder, type, contents.data(), contents.size(), compressed), "box");
  };
  if (stored.exif.empty() && stored.xmp.empty()) return;
  check(JxlEncoderUseBoxes(encoder), "boxes");
  Bytes exif = stored.exif;
  if (!exif.empty()) exif.insert(exif.begin(), 4, std::uint8_t{0});
  add("Exif", exif);
  add("xml ", stored.xmp);
}

/// And otherwise a whole header.
bool is_premultiplied(ByteView file, const JxlBasicInfo& expected) {
  const JxlDecoderPtr decoder = JxlDecoderMake(nullptr);
  JxlBasicInfo basic;
  JxlDecoderSubscribeEvents(decoder.get(), JXL_DEC_BASIC_INFO | JXL_DEC_FULL_IMAGE);
  JxlDecoderSetInput(decoder.get(), file.data(), file.size());
  if (JxlDecoderProcessInput(decoder.get()) != JXL_DEC_BASIC_INFO) return false;
  JxlDecoderGetBasicInfo(decoder.get(), &basic);
  if (JxlDecoderProcessInput(decoder.get()) != JXL_DEC_NEED_IMAGE_OUT_BUFFER) return false;
  return basic.alpha_premultiplied == JXL_TRUE && basic.xsize == expected.xsize && basic.ysize == expected.ysize &&
         basic.bits_per_sample == expected.bits_per_sample && basic.alpha_bits == expected.alpha_bits &&
         basic.num_extra_channels == expected.num_extra_channels;
}

/// libjxl 0.7 aborts when it is to write premultiplied alpha, but a single bit of the header says that it is.
void mark_premultiplied(Bytes& file, const JxlBasicInfo& basic) {
  constexpr std::size_t kHeaderBytes = 128;
  for (std::size_t bit = 0; bit < 8 * std::min(file.size(), kHeaderBytes); ++bit) {
    const auto flip = [&] { file[bit / 8] = static_cast<std::uint8_t>(file[bit / 8] ^ 1U << bit % 8); };
    flip();
    if (is_premultiplied(file, basic)) return;
    flip();
  }
  throw std::runtime_error("no bit says that alpha is premultiplied");
}

}  // namespace

Bytes make_jxl(const StoredJxl& stored, const Image& image) {
  const JxlEncoderPtr encoder = JxlEncoderMake(nullptr);
  const JxlBasicInfo basic = basic_info(stored, image);
  check(JxlEncoderSetCodestreamLevel(encoder.get(), 10), "level");
  check(JxlEncoderSetBasicInfo(encoder.get(), &basic), "basic info");
  set_extra_channels(encoder.get(), stored, image);
  set_colors(encoder.get(), stored, image);
  add_boxes(encoder.get(), stored);
  for (unsigned frame = 1; frame <= stored.frames; ++frame) {
    add_frame(encoder.get(), stored, image, frame == stored.frames);
  }
  JxlEncoderCloseInput(encoder.get());
  Bytes file;
  for (JxlEncoderStatus status = JXL_ENC_NEED_MORE_OUTPUT; status == JXL_ENC_NEED_MORE_OUTPUT;) {
    constexpr std::size_t kStepBytes = std::size_t{1} << 16U;
    const std::size_t filled = file.size();
    file.resize(filled + kStepBytes);
    std::uint8_t* next = &file[filled];
    std::size_t room = kStepBytes;
    status = JxlEncoderProcessOutput(encoder.get(), &next, &room);
    file.resize(file.size() - room);
    if (status == JXL_ENC_ERROR) throw std::runtime_error("libjxl: output");
  }
  if (image.format.alpha == Alpha::premultiplied) mark_premultiplied(file, basic);
  return file;
}

}  // namespace resizer::imaging::testing_support
