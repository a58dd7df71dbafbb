#include "imaging/resample/filter_weights.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numbers>
#include <utility>

#include "imaging/core/sine.hpp"

namespace resizer::imaging {
namespace {

double triangle(double x) {
  return 1 - x;
}

double catmull_rom(double x) {
  return x < 1 ? (1.5 * x - 2.5) * x * x + 1 : ((2.5 - 0.5 * x) * x - 4) * x + 2;
}

double spline36(double x) {
  if (x < 1) return ((13.0 / 11 * x - 453.0 / 209) * x - 3.0 / 209) * x + 1;
  if (x < 2) {
    x -= 1;
    return ((-6.0 / 11 * x + 270.0 / 209) * x - 156.0 / 209) * x;
  }
  x -= 2;
  return ((1.0 / 11 * x - 45.0 / 209) * x + 26.0 / 209) * x;
}

/// sinc(x) sinc(x/3), with one sine: sin 3t = 3 sin t - 4 sin^3 t.
double lanczos3(double x) {
  constexpr double kTiny = 1e-4;
  if (x < kTiny) return 1;
  const double t = std::numbers::pi * x / 3;
  const double first = sine(t);
  return first * first * (3 - 4 * first * first) / (3 * t * t);
}

struct Kernel {
  double (*value)(double);  ///< For 0 <= x < support.
  double support;
};

Kernel kernel_of(model::Filter filter) {
  switch (filter) {
    case model::Filter::bilinear:
      return {triangle, 1};
    case model::Filter::bicubic:
      return {catmull_rom, 2};
    case model::Filter::spline36:
      return {spline36, 3};
    case model::Filter::lanczos3:
    case model::Filter::box:
    case model::Filter::nearest:
      break;
  }
  return {lanczos3, 3};
}

/// Accumulates the weights of one target sample.
class Taps {
 public:
  Taps(std::uint32_t source_first, std::uint32_t source_length)
      : first_(source_first), end_(std::int64_t{source_first} + source_length) {}

  void clear() { entries_.clear(); }

  /// Adds the weight of source sample `position`, mirrored at the edges if outside.
  void add(std::int64_t position, double weight) {
    if (std::abs(weight) < kNegligible) return;
    while (position < first_ || position >= end_) {
      position = (position < first_ ? 2 * first_ : 2 * end_) - 1 - position;
    }
    entries_.push_back({position, weight});
  }

  void append_to(FilterWeights& result, std::vector<float>& weights) const {
    const double unit = result.spec.unit;
    std::int64_t low = end_;
    std::int64_t high = 0;
    double sum = 0;
    for (const Entry& entry : entries_) {
      low = std::min(low, entry.position);
      high = std::max(high, entry.position);
      sum += entry.weight;
    }
    const auto count = static_cast<std::size_t>(high - low + 1);
    const std::size_t begin = weights.size();
    weights.resize(begin + count, 0.0F);
    for (const Entry& entry : entries_) {
      weights[begin + static_cast<std::size_t>(entry.position - low)] += static_cast<float>(entry.weight / sum * unit);
    }
    result.first.push_back(static_cast<std::uint32_t>(low));
    result.count.push_back(static_cast<std::uint32_t>(count));
  }

 private:
  struct Entry {
    std::int64_t position;
    double weight;
  };
  static constexpr double kNegligible = 1e-7;
  std::int64_t first_;
  std::int64_t end_;
  std::vector<Entry> entries_;
};

/// A mean of `count` samples attenuates waves of four means' length by sin(pi/4) / (count sin(pi/(4 count))). With this
/// s, the filter (-s, 1 + 2s, -s) restores them exactly, and longer ones nearly.
double sharpening_of_means(std::uint32_t count) {
  const double quarter = std::numbers::pi / 4;
  return (count * sine(quarter / count) / sine(quarter) - 1) / 2;
}

void sample_kernel(const Kernel& kernel, double sharpening, double center, double stretch, Taps& taps) {
  const auto value_at = [&](std::int64_t position) {
    const double distance = std::abs(static_cast<double>(position) + 0.5 - center) / stretch;
    return distance < kernel.support ? kernel.value(distance) : 0;
  };
  const double reach = kernel.support * stretch + (sharpening > 0 ? 1 : 0);
  const auto first = static_cast<std::int64_t>(std::ceil(center - reach - 0.5));
  const auto last = static_cast<std::int64_t>(std::floor(center + reach - 0.5));
  double before = 0;
  double here = value_at(first);
  for (auto position = first; position <= last; ++position) {
    const double after = value_at(position + 1);
    taps.add(position, (1 + 2 * sharpening) * here - sharpening * (before + after));
    before = std::exchange(here, after);
  }
}

void share_area(double begin, double end, Taps& taps) {
  for (auto position = static_cast<std::int64_t>(std::floor(begin)); static_cast<double>(position) < end; ++position) {
    const auto left = static_cast<double>(position);
    taps.add(position, std::min(end, left + 1) - std::max(begin, left));
  }
}

}  // namespace

FilterWeights make_filter_weights(const FilterSpec& spec) {
  const double ratio = spec.extent / spec.target_length;
  const Kernel kernel = kernel_of(spec.filter);
  const double sharpening = sharpening_of_means(spec.mean_of);
  FilterWeights result;
  result.spec = spec;
  std::vector<float> compact;
  Taps taps(spec.source_first, spec.source_length);
  for (std::uint32_t target = 0; target < spec.target_length; ++target) {
    const double center = spec.start + (target + 0.5) * ratio;
    taps.clear();
    if (spec.filter == model::Filter::box && ratio > 1) {
      share_area(center - ratio / 2, center + ratio / 2, taps);
    } else if (spec.filter == model::Filter::box || spec.filter == model::Filter::nearest) {
      taps.add(static_cast<std::int64_t>(std::floor(center)), 1);
    } else {
      sample_kernel(kernel, sharpening, center, std::max(1.0, ratio), taps);
    }
    taps.append_to(result, compact);
  }

  const std::uint32_t longest = *std::max_element(result.count.begin(), result.count.end());
  result.taps = (longest + kWeightBlock - 1) / kWeightBlock * kWeightBlock;
  result.weights.assign(result.taps * spec.target_length, 0.0F);
  auto next = compact.begin();
  for (std::size_t target = 0; target < spec.target_length; ++target) {
    std::copy_n(next, result.count[target], result.weights.begin() + static_cast<std::ptrdiff_t>(target * result.taps));
    next += result.count[target];
  }
  return result;
}

}  // namespace resizer::imaging
