#include "imaging/support/scene.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "imaging/support/codec_testing.hpp"

namespace resizer::imaging::testing_support {
namespace {

constexpr std::size_t kAlpha = 3;

Color premultiplied(const Color& color) {
  return {color[0] * color[kAlpha], color[1] * color[kAlpha], color[2] * color[kAlpha], color[kAlpha]};
}

double lanczos3(double x) {
  if (x == 0) return 1;
  const double t = std::numbers::pi * x;
  return std::abs(x) < 3 ? 3 * std::sin(t) * std::sin(t / 3) / (t * t) : 0;
}

/// A line of `length` colors out of those that `source` gives.
template <class Source>
std::vector<Color> resampled_line(std::uint32_t source_length, std::uint32_t length, const Source& source) {
  const double ratio = static_cast<double>(source_length) / length;
  const double stretch = std::max(1.0, ratio);
  std::vector<Color> line;
  for (std::uint32_t target = 0; target < length; ++target) {
    const double center = (target + 0.5) * ratio - 0.5;
    Color sum{};
    double weights = 0;
    const auto last = static_cast<int>(std::floor(center + 3 * stretch));
    for (auto position = static_cast<int>(std::ceil(center - 3 * stretch)); position <= last; ++position) {
      const double weight = lanczos3((position - center) / stretch);
      const int end = static_cast<int>(source_length) - 1;
      const int mirrored = position < 0 ? -1 - position : position > end ? 2 * end + 1 - position : position;
      const Color color = source(static_cast<std::uint32_t>(std::clamp(mirrored, 0, end)));
      for (std::size_t i = 0; i < color.size(); ++i) sum[i] += weight * color[i];
      weights += weight;
    }
    for (double& value : sum) value /= weights;
    line.push_back(sum);
  }
  return line;
}

Color unpremultiplied(const Color& color) {
  const double alpha = std::clamp(color[kAlpha], 0.0, 1.0);
  Color result{0, 0, 0, alpha};
  for (std::size_t i = 0; i < kAlpha; ++i) {
    result[i] = color[kAlpha] > 0 ? std::clamp(color[i] / color[kAlpha], 0.0, 1.0) : 0;
  }
  return result;
}

double white_of(const PixelFormat& format) {
  return format.sample == SampleType::f32 ? 1 : std::pow(2, format.depth_bits) - 1;
}

/// A plane's sample at a place of plane 0, between its own samples by linear interpolation.
double interpolated(const Image& image, unsigned plane, std::uint32_t x, std::uint32_t y) {
  const Subsampling step = image.format.subsampling_of(plane);
  const Size size = plane_size(image.size, step);
  const auto place = [](std::uint32_t at, unsigned log2, std::uint32_t length) {
    return std::clamp((at + 0.5) / (1U << log2) - 0.5, 0.0, length - 1.0);
  };
  const double px = place(x, step.log2_x, size.width_px);
  const double py = place(y, step.log2_y, size.height_px);
  const auto left = static_cast<std::uint32_t>(px);
  const auto top = static_cast<std::uint32_t>(py);
  const std::uint32_t right = std::min(left + 1, size.width_px - 1);
  const std::uint32_t bottom = std::min(top + 1, size.height_px - 1);
  const auto row = [&](std::uint32_t at) {
    return sample_at(image, plane, left, at) * (left + 1 - px) + sample_at(image, plane, right, at) * (px - left);
  };
  return row(top) * (top + 1 - py) + row(bottom) * (py - top);
}

/// ITU-T H.273, equations 11 to 13 and 38 to 43, the other way round.
Color from_ycbcr(const PixelFormat& format, const std::array<double, 3>& stored) {
  const double scale = white_of(format) / 255;
  const bool limited = format.range == Range::limited;
  const double y = limited ? (stored[0] / scale - 16) / 219 : stored[0] / scale / 255;
  const auto chroma = [&](double value) {
    return limited ? (value / scale - 128) / 224 : (value - std::exp2(format.depth_bits - 1)) / white_of(format);
  };
  const double red_weight = format.matrix == Matrix::bt601 ? 0.299 : format.matrix == Matrix::bt709 ? 0.2126 : 0.2627;
  const double blue_weight = format.matrix == Matrix::bt601 ? 0.114 : format.matrix == Matrix::bt709 ? 0.0722 : 0.0593;
  const double red = y + 2 * (1 - red_weight) * chroma(stored[2]);
  const double blue = y + 2 * (1 - blue_weight) * chroma(stored[1]);
  const double green = (y - red_weight * red - blue_weight * blue) / (1 - red_weight - blue_weight);
  return {std::clamp(red, 0.0, 1.0), std::clamp(green, 0.0, 1.0), std::clamp(blue, 0.0, 1.0), 1};
}

}  // namespace

Color color_at(double u, double v) {
  constexpr double kTurn = 2 * std::numbers::pi;
  Color color{};
  for (std::size_t i = 0; i < kAlpha; ++i) {
    const auto shift = static_cast<double>(i);
    color[i] = 0.5 + 0.28 * std::sin(kTurn * (u + 0.7 * v) + 1.1 * shift) +
               0.12 * std::cos(kTurn * (0.8 * v - 0.5 * u) + shift);
  }
  color[kAlpha] = 0.6 + 0.4 * std::cos(kTurn * (0.6 * u - 0.5 * v));
  return color;
}

Scene make_scene(Size size, const std::function<Color(Color)>& change) {
  Scene scene{size, {}};
  for (std::uint32_t y = 0; y < size.height_px; ++y) {
    for (std::uint32_t x = 0; x < size.width_px; ++x) {
      scene.pixels.push_back(change(color_at((x + 0.5) / size.width_px, (y + 0.5) / size.height_px)));
    }
  }
  return scene;
}

Scene resampled(const Scene& scene, Size size) {
  std::vector<std::vector<Color>> wide;  // rows of the new width
  for (std::uint32_t y = 0; y < scene.size.height_px; ++y) {
    wide.push_back(resampled_line(scene.size.width_px, size.width_px,
                                  [&](std::uint32_t x) { return premultiplied(scene.at(x, y)); }));
  }
  Scene result{size, std::vector<Color>(std::size_t{size.width_px} * size.height_px)};
  for (std::uint32_t x = 0; x < size.width_px; ++x) {
    const auto column =
        resampled_line(scene.size.height_px, size.height_px, [&](std::uint32_t y) { return wide[y][x]; });
    for (std::uint32_t y = 0; y < size.height_px; ++y) {
      result.pixels[std::size_t{y} * size.width_px + x] = unpremultiplied(column[y]);
    }
  }
  return result;
}

Scene flattened(const Scene& scene) {
  Scene result = scene;
  for (Color& color : result.pixels) {
    for (std::size_t i = 0; i < kAlpha; ++i) color[i] = color[i] * color[kAlpha] + 1 - color[kAlpha];
    color[kAlpha] = 1;
  }
  return result;
}

Scene scene_of(const Image& image) {
  const PixelFormat& format = image.format;
  const double white = white_of(format);
  Scene scene{image.size, {}};
  for (std::uint32_t y = 0; y < image.size.height_px; ++y) {
    for (std::uint32_t x = 0; x < image.size.width_px; ++x) {
      std::array<double, 3> stored{};
      for (unsigned plane = 0; plane < format.color_planes(); ++plane) {
        stored[plane] = interpolated(image, plane, x, y);
      }
      Color color{stored[0] / white, stored[1] / white, stored[2] / white, 1};
      if (format.family == ColorFamily::gray) color = {color[0], color[0], color[0], 1};
      if (format.family == ColorFamily::ycbcr) color = from_ycbcr(format, stored);
      if (format.has_alpha()) color[kAlpha] = sample_at(image, format.planes() - 1, x, y) / white;
      scene.pixels.push_back(color);
    }
  }
  return scene;
}

double psnr_db(const Scene& a, const Scene& b) {
  if (a.size != b.size) return -1;
  double squares = 0;
  for (std::size_t i = 0; i < a.pixels.size(); ++i) {
    const Color first = premultiplied(a.pixels[i]);
    const Color second = premultiplied(b.pixels[i]);
    for (std::size_t channel = 0; channel < first.size(); ++channel) {
      squares += (first[channel] - second[channel]) * (first[channel] - second[channel]);
    }
  }
  const double mean = squares / static_cast<double>(4 * a.pixels.size());
  return mean > 0 ? std::min(99.0, -10 * std::log10(mean)) : 99;
}

}  // namespace resizer::imaging::testing_support
