#include "imaging/color/background.hpp"

#include <opencv2/core.hpp>

#include "imaging/color/icc.hpp"

namespace resizer::imaging {
namespace {

double sample_at_origin(const cv::Mat& plane, SampleType sample) {
  switch (sample) {
    case SampleType::u8:
      return plane.at<std::uint8_t>(0, 0);
    case SampleType::u16:
      return plane.at<std::uint16_t>(0, 0);
    case SampleType::f32:
      break;
  }
  return plane.at<float>(0, 0);
}

}  // namespace

PlaneSamples background_samples(model::BackgroundColor color, const PixelFormat& format, ByteView icc,
                                PixelConverter& converter) {
  PixelFormat deep;
  deep.family = format.family == ColorFamily::gray ? ColorFamily::gray : ColorFamily::rgb;
  deep.sample = SampleType::u16;
  deep.depth_bits = 16;
  const auto levels = srgb_in_profile({color.red, color.green, color.blue}, icc, deep.family);
  constexpr Size kChromaSteps{4, 4};
  Image swatch = make_image(deep, kChromaSteps);
  for (unsigned index = 0; index < deep.planes(); ++index) swatch.planes[index].setTo(levels[index]);

  PixelFormat opaque = format;
  opaque.alpha = Alpha::none;
  const Image converted = converter.convert(swatch, opaque);
  PlaneSamples samples = white_samples(format);
  for (unsigned index = 0; index < opaque.planes(); ++index) {
    samples[index] = sample_at_origin(converted.planes[index], format.sample);
  }
  return samples;
}

}  // namespace resizer::imaging
