#include "imaging/codecs/jxl/pixels.hpp"

#include <cmath>
#include <optional>

#include "imaging/codecs/jxl/color.hpp"
#include "imaging/codecs/jxl/libjxl.hpp"
#include "imaging/color/profile_transform.hpp"
#include "imaging/core/packed_rows.hpp"
#include "util/error.hpp"

namespace resizer::imaging {
namespace {

using util::Error;
using util::ErrorCode;

constexpr unsigned kDeepBits = 16;

JxlDataType data_type(SampleType sample) noexcept {
  return sample == SampleType::u8 ? JXL_TYPE_UINT8 : sample == SampleType::u16 ? JXL_TYPE_UINT16 : JXL_TYPE_FLOAT;
}

/// Takes runs of pixels from libjxl, in any order, and puts them into planes.
class PixelSink {
 public:
  PixelSink(const PixelFormat& format, std::uint32_t width_px, const RowBuffers& rows)
      : format_(format), rows_(rows), run_(std::size_t{width_px} * format.planes() * format.sample_bytes()) {}

  /// Of pixels of 16 bits.
  void convert_by(ProfileTransform transform) { transform_.emplace(std::move(transform)); }

  JxlPixelFormat delivered() const noexcept {
    const JxlDataType type = transform_ ? JXL_TYPE_UINT16 : data_type(format_.sample);
    return {format_.planes(), type, JXL_NATIVE_ENDIAN, 0};
  }

  bool has_pixels() const noexcept { return has_pixels_; }

  void put(std::size_t x, std::size_t y, std::size_t count, const void* pixels) {
    has_pixels_ = true;
    const std::size_t run_bytes = count * format_.planes() * format_.sample_bytes();
    ByteView run(static_cast<const std::uint8_t*>(pixels), run_bytes);
    if (transform_) {
      transform_->apply(pixels, run_.data(), count);
      run = ByteView(run_).first(run_bytes);
    }
    if (format_.sample == SampleType::u16 && format_.depth_bits < kDeepBits) run = to_depth(run);
    RowBuffers rows = rows_;
    for (PlaneRows& plane : rows) plane.data += x * format_.sample_bytes();
    split_row(run, format_, count, rows, y);
  }

 private:
  /// libjxl scales all samples to 16 bits.
  ByteView to_depth(ByteView run) noexcept {
    const std::uint32_t white = (1U << format_.depth_bits) - 1;
    constexpr std::uint32_t kDeepWhite = (1U << kDeepBits) - 1;
    const auto* from = reinterpret_cast<const std::uint16_t*>(run.data());
    auto* to = reinterpret_cast<std::uint16_t*>(run_.data());
    for (std::size_t index = 0; index < run.size() / sizeof *from; ++index) {
      to[index] = static_cast<std::uint16_t>((from[index] * white + kDeepWhite / 2) / kDeepWhite);
    }
    return ByteView(run_).first(run.size());
  }

  PixelFormat format_;
  RowBuffers rows_;
  Bytes run_;
  std::optional<ProfileTransform> transform_;
  bool has_pixels_ = false;
};

JxlDecoderHandle make_decoder(ByteView file) {
  JxlDecoderHandle decoder = make_jxl_decoder();
  libjxl().JxlDecoderSubscribeEvents(decoder.get(), JXL_DEC_COLOR_ENCODING | JXL_DEC_FULL_IMAGE);
  libjxl().JxlDecoderSetKeepOrientation(decoder.get(), JXL_TRUE);
  libjxl().JxlDecoderSetInput(decoder.get(), file.data(), file.size());
  return decoder;
}

/// Has libjxl deliver wide colors, which are converted to the profile of the image.
void prepare_conversion(JxlDecoder* decoder, const ImageInfo& info, PixelSink& sink) {
  const JxlColorEncoding wide = wide_jxl_color(info.pixels.family);
  libjxl().JxlDecoderSetPreferredColorProfile(decoder, &wide);
  auto transform = ProfileTransform::between(jxl_pixel_profile(decoder), info.metadata.icc, info.pixels);
  if (!transform) throw Error(ErrorCode::unsupported_format, "JPEG XL: the color profile cannot be used");
  sink.convert_by(std::move(*transform));
}

void set_output(JxlDecoder* decoder, PixelSink& sink) {
  const JxlPixelFormat format = sink.delivered();
  const auto put = [](void* target, std::size_t x, std::size_t y, std::size_t count, const void* pixels) {
    static_cast<PixelSink*>(target)->put(x, y, count, pixels);
  };
  if (libjxl().JxlDecoderSetImageOutCallback(decoder, &format, put, &sink) != JXL_DEC_SUCCESS) {
    throw Error(ErrorCode::internal, "JPEG XL: libjxl does not accept this pixel format");
  }
}

/// An image of which there is no pixel is not decoded at all.
void judge(const Error& error, const PixelSink& sink, Damage& damage) {
  damage.lost(error);
  if (!sink.has_pixels()) throw Error(error);
}

}  // namespace

void decode_jxl_pixels(ByteView file, const JxlHeader& header, const RowBuffers& rows, Damage& damage) {
  const JxlDecoderHandle decoder = make_decoder(file);
  PixelSink sink(header.info.pixels, header.info.size.width_px, rows);
  while (true) {
    switch (libjxl().JxlDecoderProcessInput(decoder.get())) {
      case JXL_DEC_COLOR_ENCODING:
        if (header.needs_conversion) prepare_conversion(decoder.get(), header.info, sink);
        break;
      case JXL_DEC_NEED_IMAGE_OUT_BUFFER:
        set_output(decoder.get(), sink);
        break;
      case JXL_DEC_FULL_IMAGE:
        return;
      case JXL_DEC_NEED_MORE_INPUT:
        libjxl().JxlDecoderFlushImage(decoder.get());
        return judge({ErrorCode::truncated, "JPEG XL: the file ends within the pixels"}, sink, damage);
      default:
        return judge({ErrorCode::corrupt, "JPEG XL: the pixels are damaged"}, sink, damage);
    }
  }
}

}  // namespace resizer::imaging
