#include "imaging/resample/plain_resampler.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>

namespace resizer::imaging::testing_support {
namespace {

double sinc(double x) {
  return x == 0 ? 1 : std::sin(std::numbers::pi * x) / (std::numbers::pi * x);
}

/// Keys 1981, equation 15 with a = -1/2.
double cubic(double x) {
  constexpr double a = -0.5;
  if (x < 1) return (a + 2) * std::pow(x, 3) - (a + 3) * std::pow(x, 2) + 1;
  return a * std::pow(x, 3) - 5 * a * std::pow(x, 2) + 8 * a * x - 4 * a;
}

/// The pieces of the cubic spline through six points, from the knot on their left.
double spline(double x) {
  const double t = x - std::floor(x);
  if (x < 1) return 1 - 3 * t / 209 - 453 * t * t / 209 + 13 * t * t * t / 11;
  if (x < 2) return -156 * t / 209 + 270 * t * t / 209 - 6 * t * t * t / 11;
  return 26 * t / 209 - 45 * t * t / 209 + t * t * t / 11;
}

double kernel(model::Filter filter, double x) {
  x = std::abs(x);
  switch (filter) {
    case model::Filter::bilinear:
      return x < 1 ? 1 - x : 0;
    case model::Filter::bicubic:
      return x < 2 ? cubic(x) : 0;
    case model::Filter::spline36:
      return x < 3 ? spline(x) : 0;
    default:
      return x < 3 ? sinc(x) * sinc(x / 3) : 0;
  }
}

/// One direction of a resampling.
struct Axis {
  model::Filter filter;
  std::size_t source_length;
  double start;
  double extent;
  std::size_t target_length;
  unsigned mean_of;
};

/// The weight of source sample `position`, counted on beyond the edges, in the target sample about `center`.
double weight_of(const Axis& axis, double center, double position) {
  const double ratio = axis.extent / static_cast<double>(axis.target_length);
  if (axis.filter == model::Filter::box && ratio > 1) {
    return std::max(0.0, std::min(position + 1, center + ratio / 2) - std::max(position, center - ratio / 2));
  }
  if (axis.filter == model::Filter::box || axis.filter == model::Filter::nearest) {
    return position == std::floor(center) ? 1 : 0;
  }
  const auto sampled = [&](double at) { return kernel(axis.filter, (at + 0.5 - center) / std::max(1.0, ratio)); };
  const double wave = std::numbers::pi / 4;
  const double left = std::sin(wave) / (axis.mean_of * std::sin(wave / axis.mean_of));
  const double sharpening = (1 / left - 1) / 2;
  return (1 + 2 * sharpening) * sampled(position) - sharpening * (sampled(position - 1) + sampled(position + 1));
}

std::size_t mirrored(std::int64_t position, std::size_t length) {
  const auto period = static_cast<std::int64_t>(2 * length);
  const auto within = static_cast<std::size_t>((position % period + period) % period);
  return within < length ? within : 2 * length - 1 - within;
}

/// The weights of all source samples in target sample `index`; they add up to 1.
std::vector<double> weights_of(const Axis& axis, std::size_t index) {
  const double ratio = axis.extent / static_cast<double>(axis.target_length);
  const double center = axis.start + (static_cast<double>(index) + 0.5) * ratio;
  const double reach = 3 * std::max(1.0, ratio) + 2;
  std::vector<double> weights(axis.source_length);
  double sum = 0;
  for (double position = std::floor(center - reach); position <= center + reach; ++position) {
    const double weight = weight_of(axis, center, position);
    weights[mirrored(static_cast<std::int64_t>(position), axis.source_length)] += weight;
    sum += weight;
  }
  for (double& weight : weights) weight /= sum;
  return weights;
}

/// Resamples the rows, and turns the result on its side: twice is both directions.
PlainPlane resample_and_transpose(const PlainPlane& plane, const Axis& axis) {
  PlainPlane result{plane.height, axis.target_length, std::vector<double>(plane.height * axis.target_length)};
  for (std::size_t index = 0; index < axis.target_length; ++index) {
    const std::vector<double> weights = weights_of(axis, index);
    const auto used = [](double weight) { return weight != 0; };
    const auto first = static_cast<std::size_t>(std::find_if(weights.begin(), weights.end(), used) - weights.begin());
    const auto end = weights.size() -
                     static_cast<std::size_t>(std::find_if(weights.rbegin(), weights.rend(), used) - weights.rbegin());
    for (std::size_t y = 0; y < plane.height; ++y) {
      double sum = 0;
      for (std::size_t x = first; x < end; ++x) sum += weights[x] * plane.at(x, y);
      result.at(y, index) = sum;
    }
  }
  return result;
}

struct PlaneResampling {
  Resampling wanted;
  Subsampling source;
  Subsampling target;
  unsigned mean_of;
};

PlainPlane resample_plane(const PlainPlane& plane, const PlaneResampling& by) {
  const double step_x = 1U << by.source.log2_x;
  const double step_y = 1U << by.source.log2_y;
  const Size size = plane_size(by.wanted.size, by.target);
  const Region& region = by.wanted.region;
  const Axis across{by.wanted.filter,      plane.width,   region.left / step_x,
                    region.width / step_x, size.width_px, by.mean_of};
  const Axis down{by.wanted.filter,       plane.height,   region.top / step_y,
                  region.height / step_y, size.height_px, by.mean_of};
  return resample_and_transpose(resample_and_transpose(plane, across), down);
}

/// The mean alpha of the pixels that each chroma sample stands for, as a sample.
PlainPlane chroma_alpha(const PlainPlane& alpha, Subsampling step, bool has_integers) {
  const auto groups = [](std::size_t length, unsigned log2) { return (length + (1U << log2) - 1) >> log2; };
  PlainPlane means{groups(alpha.width, step.log2_x), groups(alpha.height, step.log2_y), {}};
  means.samples.resize(means.width * means.height);
  for (std::size_t y = 0; y < means.height; ++y) {
    for (std::size_t x = 0; x < means.width; ++x) {
      double sum = 0;
      int count = 0;
      for (std::size_t row = y << step.log2_y; row < std::min(alpha.height, (y + 1) << step.log2_y); ++row) {
        for (std::size_t column = x << step.log2_x; column < std::min(alpha.width, (x + 1) << step.log2_x); ++column) {
          sum += alpha.at(column, row);
          ++count;
        }
      }
      means.at(x, y) = has_integers ? std::floor(sum / count) : sum / count;
    }
  }
  return means;
}

/// What a file has multiplied by its alpha is each sample's distance from this (ITU-T H.273, 8.3).
double zero_of(const PixelFormat& format, unsigned plane) {
  if (format.sample == SampleType::f32) return 0;
  const double step = 1U << (format.depth_bits - 8U);
  if (format.family == ColorFamily::ycbcr && plane > 0) return 128 * step;
  return format.family != ColorFamily::cmyk && format.range == Range::limited ? 16 * step : 0;
}

}  // namespace

PlainPlane plain_plane(const DecodedLayout& layout, const Image& rows, unsigned plane) {
  const cv::Mat& from = rows.planes[plane];
  PlainPlane result{static_cast<std::size_t>(from.cols), static_cast<std::size_t>(from.rows), {}};
  cv::Mat numbers;
  from.convertTo(numbers, CV_64F, 1.0 / (1U << layout.fraction_bits));
  result.samples.assign(numbers.begin<double>(), numbers.end<double>());
  return result;
}

PlainPlane plain_resample(const DecodedLayout& layout, const Image& rows, const Resampling& wanted, unsigned plane) {
  const PixelFormat& format = layout.format;
  PixelFormat target = format;
  target.subsampling = wanted.chroma;
  const Subsampling source_step = format.subsampling_of(plane);
  const PlaneResampling by{wanted, source_step, target.subsampling_of(plane), layout.mean_of[plane]};
  PlainPlane samples = plain_plane(layout, rows, plane);
  if (plane >= format.color_planes() || !format.has_alpha()) return resample_plane(samples, by);

  PlainPlane alpha = plain_plane(layout, rows, format.planes() - 1);
  if (source_step != Subsampling{}) alpha = chroma_alpha(alpha, source_step, format.sample != SampleType::f32);
  if (format.alpha == Alpha::straight) {
    std::ranges::transform(samples.samples, alpha.samples, samples.samples.begin(), std::multiplies<>());
  }
  const double zero = format.alpha == Alpha::premultiplied ? zero_of(format, plane) : 0;
  for (double& sample : samples.samples) sample -= zero;
  PlainPlane result = resample_plane(samples, by);
  const PlainPlane opacity = resample_plane(alpha, by);
  const double white = format.sample == SampleType::f32 ? 1 : (1U << format.depth_bits) - 1;
  for (std::size_t index = 0; index < result.samples.size(); ++index) {
    const double here = opacity.samples[index];
    result.samples[index] = result.samples[index] * (format.alpha == Alpha::straight ? 1 : white) / here + zero;
    if (wanted.alpha == Alpha::premultiplied) result.samples[index] *= std::clamp(here, 0.0, white) / white;
  }
  return result;
}

}  // namespace resizer::imaging::testing_support
