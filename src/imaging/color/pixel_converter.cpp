#include "imaging/color/pixel_converter.hpp"

#include <opencv2/core.hpp>

namespace resizer::imaging {
namespace {

/// The image without its alpha, sharing its pixels.
Image colors_of(const Image& image) {
  Image colors = image;
  colors.format.alpha = Alpha::none;
  colors.planes.resize(colors.format.planes());
  return colors;
}

/// Clamps gray or RGB floats to the range of integers: zimg turns samples far above white black.
Image bounded(const Image& image) {
  Image result = make_image(image.format, image.size);
  for (std::size_t index = 0; index < image.planes.size(); ++index) {
    cv::min(image.planes[index], 1, result.planes[index]);
    cv::max(result.planes[index], 0, result.planes[index]);
  }
  return result;
}

/// The alpha as a gray image, sharing its pixels.
Image alpha_of(const Image& image) {
  PixelFormat format;
  format.family = ColorFamily::gray;
  format.sample = image.format.sample;
  format.depth_bits = image.format.depth_bits;
  return {format, image.size, {image.planes.back()}};
}

}  // namespace

Image PixelConverter::convert(const Image& image, const PixelFormat& format) {
  if (image.format == format) return image;
  const bool loses_range = image.format.sample == SampleType::f32 && format.sample != SampleType::f32;
  const Image source = loses_range ? bounded(image) : image;
  Image target = make_image(format, image.size);
  // Separately: zimg would weight chroma by alpha, and lose colors under transparency.
  const auto convert_part = [&](const Image& from, const Image& to) {
    graphs_.get({from.format, to.format, image.size}).process(from, to, scratch_);
  };
  convert_part(colors_of(source), colors_of(target));
  if (format.has_alpha()) convert_part(alpha_of(source), alpha_of(target));
  return target;
}

}  // namespace resizer::imaging
