#include "imaging/core/image.hpp"

#include <opencv2/core.hpp>

namespace resizer::imaging {
namespace {

constexpr std::size_t kBlockRows = 32;

std::size_t round_up(std::size_t value, std::size_t step) noexcept {
  return (value + step - 1) / step * step;
}

}  // namespace

PlaneSamples empty_samples(const PixelFormat& format) noexcept {
  PlaneSamples samples{};
  for (unsigned index = 0; index < format.planes(); ++index) {
    const bool is_black_ink = format.family == ColorFamily::cmyk && index == 3;
    samples[index] = is_black_ink ? format.white_sample(index) : format.zero_sample(index);
  }
  return samples;
}

PlaneSamples white_samples(const PixelFormat& format) noexcept {
  PlaneSamples samples{};
  for (unsigned index = 0; index < format.planes(); ++index) samples[index] = format.white_sample(index);
  return samples;
}

int mat_type(SampleType sample) noexcept {
  switch (sample) {
    case SampleType::u8:
      return CV_8UC1;
    case SampleType::u16:
      return CV_16UC1;
    case SampleType::f32:
      return CV_32FC1;
  }
  return CV_8UC1;
}

std::uint64_t padded_pixels(Size size) noexcept {
  return (size.width_px + std::uint64_t{kRowAlignmentBytes}) * (size.height_px + std::uint64_t{kBlockRows});
}

Image make_image(const PixelFormat& format, Size size) {
  Image image{format, size, {}};
  for (unsigned index = 0; index < format.planes(); ++index) {
    const Size plane = plane_size(size, format.subsampling_of(index));
    const std::size_t row_samples =
        round_up(std::size_t{plane.width_px} * format.sample_bytes(), kRowAlignmentBytes) / format.sample_bytes();
    const cv::Mat padded(static_cast<int>(round_up(plane.height_px, kBlockRows)), static_cast<int>(row_samples),
                         mat_type(format.sample));
    image.planes.push_back(padded(cv::Rect(0, 0, static_cast<int>(plane.width_px), static_cast<int>(plane.height_px))));
  }
  return image;
}

}  // namespace resizer::imaging
