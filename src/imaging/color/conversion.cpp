#include "imaging/color/conversion.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <opencv2/core.hpp>

#include "imaging/color/icc.hpp"

namespace resizer::imaging {
namespace {

/// The factor from these samples to full-range 16-bit ones.
double full_scale_of_inks(const PixelFormat& format) noexcept {
  constexpr double kFullScale = 65535;
  return format.sample == SampleType::f32 ? kFullScale : kFullScale / ((1U << format.depth_bits) - 1);
}

/// Interleaved CMYK of 8 or 16 full bits.
cv::Mat packed_cmyk(const Image& cmyk, bool is_8_bit) {
  cv::Mat packed;
  const std::vector<cv::Mat> inks(cmyk.planes.begin(), cmyk.planes.begin() + 4);
  cv::merge(inks, packed);
  if (is_8_bit) return packed;
  packed.convertTo(packed, CV_16U, full_scale_of_inks(cmyk.format));
  return packed;
}

template <class Sample>
void convert_plainly(const cv::Mat& cmyk, cv::Mat& rgb) {
  constexpr std::uint64_t kWhite = std::numeric_limits<Sample>::max();
  for (int y = 0; y < cmyk.rows; ++y) {
    const auto* ink = cmyk.ptr<Sample>(y);
    auto* light = rgb.ptr<Sample>(y);
    for (int x = 0; x < cmyk.cols; ++x, ink += 4, light += 3) {
      for (int channel = 0; channel < 3; ++channel) {
        const std::uint64_t product = (kWhite - ink[channel]) * (kWhite - ink[3]);
        light[channel] = static_cast<Sample>((product + kWhite / 2) / kWhite);
      }
    }
  }
}

/// The sample values of opaque and of the background.
template <class Sum>
struct Below {
  Sum opaque;
  Sum background;
};

/// color + (1 - alpha) * background, where a straight color is multiplied by alpha first.
template <class Sample, class Sum>
void flatten_plane(const cv::Mat& color, const cv::Mat& alpha, Alpha kind, Below<Sum> below, cv::Mat& result) {
  for (int y = 0; y < color.rows; ++y) {
    const auto* color_row = color.ptr<Sample>(y);
    const auto* alpha_row = alpha.ptr<Sample>(y);
    auto* result_row = result.ptr<Sample>(y);
    for (int x = 0; x < color.cols; ++x) {
      const Sum own = kind == Alpha::straight ? Sum{color_row[x]} * alpha_row[x] / below.opaque : Sum{color_row[x]};
      const Sum shining_through = (below.opaque - alpha_row[x]) * below.background / below.opaque;
      result_row[x] = static_cast<Sample>(std::min<Sum>(below.opaque, own + shining_through));
    }
  }
}

}  // namespace

CmykConversion cmyk_to_srgb(const Image& cmyk, const std::vector<std::uint8_t>& icc) {
  const bool is_8_bit = cmyk.format.sample == SampleType::u8;
  PixelFormat format;
  format.family = ColorFamily::rgb;
  format.sample = is_8_bit ? SampleType::u8 : SampleType::u16;
  format.depth_bits = is_8_bit ? 8 : 16;

  const cv::Mat packed = packed_cmyk(cmyk, is_8_bit);
  cv::Mat rgb(packed.rows, packed.cols, is_8_bit ? CV_8UC3 : CV_16UC3);
  const auto transform = SrgbTransform::from(icc, ColorFamily::cmyk, format.sample);
  if (transform) {
    transform->apply(packed, rgb);
  } else if (is_8_bit) {
    convert_plainly<std::uint8_t>(packed, rgb);
  } else {
    convert_plainly<std::uint16_t>(packed, rgb);
  }
  format.alpha = cmyk.format.alpha;
  CmykConversion conversion{make_image(format, cmyk.size), transform.has_value()};
  std::vector<cv::Mat> colors(conversion.rgb.planes.begin(), conversion.rgb.planes.begin() + 3);
  cv::split(rgb, colors);
  if (format.has_alpha()) {
    cv::Mat& alpha = conversion.rgb.planes.back();
    cmyk.planes.back().convertTo(alpha, alpha.type(), is_8_bit ? 1 : full_scale_of_inks(cmyk.format));
  }
  return conversion;
}

Image flatten(const Image& image, const PlaneSamples& background) {
  const Alpha kind = image.format.alpha;
  PixelFormat format = image.format;
  format.alpha = Alpha::none;
  Image result = make_image(format, image.size);
  const cv::Mat& alpha = image.planes.back();
  const bool is_float = format.sample == SampleType::f32;
  const int opaque = is_float ? 1 : (1 << format.depth_bits) - 1;
  for (unsigned index = 0; index < format.planes(); ++index) {
    const cv::Mat& color = image.planes[index];
    cv::Mat& flat = result.planes[index];
    const double below = background[index];
    switch (format.sample) {
      case SampleType::u8:
        flatten_plane<std::uint8_t, std::int64_t>(color, alpha, kind, {opaque, std::lround(below)}, flat);
        break;
      case SampleType::u16:
        flatten_plane<std::uint16_t, std::int64_t>(color, alpha, kind, {opaque, std::lround(below)}, flat);
        break;
      case SampleType::f32:
        flatten_plane<float, double>(color, alpha, kind, {static_cast<double>(opaque), below}, flat);
        break;
    }
  }
  return result;
}

std::optional<Image> to_srgb(const Image& deep, const std::vector<std::uint8_t>& icc) {
  const auto transform = SrgbTransform::from(icc, deep.format.family, deep.format.sample);
  if (!transform) return std::nullopt;
  const auto colors = static_cast<std::ptrdiff_t>(deep.format.color_planes());
  cv::Mat packed;
  cv::merge(std::vector<cv::Mat>(deep.planes.begin(), deep.planes.begin() + colors), packed);
  cv::Mat converted(packed.size(), packed.type());
  transform->apply(packed, converted);

  Image result = make_image(deep.format, deep.size);
  std::vector<cv::Mat> planes(result.planes.begin(), result.planes.begin() + colors);
  cv::split(converted, planes);
  if (deep.format.has_alpha()) deep.planes.back().copyTo(result.planes.back());
  return result;
}

}  // namespace resizer::imaging
