#include "imaging/color/transfer_curves.hpp"

#include <algorithm>
#include <cmath>

#include "imaging/color/hdr_light.hpp"
#include "imaging/color/icc.hpp"

namespace resizer::imaging {
namespace {

/// Enough that interpolation errors are below a 16-bit step, except near black.
constexpr std::size_t kIntervals = 4096;

/// The interpolated value of a table at `place`, from 0 to 1. NaN, which files of floats may contain, is black.
float look_up(const std::vector<float>& table, float place) noexcept {
  const float position = place > 0 ? std::min(place, 1.0F) * static_cast<float>(kIntervals) : 0.0F;
  const auto index = std::min(static_cast<std::size_t>(position), kIntervals - 1);
  const float fraction = position - static_cast<float>(index);
  return table[index] + fraction * (table[index + 1] - table[index]);
}

/// The inverse of a rising table at `value`, from 0 to 1.
float find_place(const std::vector<float>& table, float value) noexcept {
  const auto above = std::lower_bound(table.begin() + 1, table.end() - 1, value);
  const float low = *(above - 1);
  const float fraction = *above > low ? std::clamp((value - low) / (*above - low), 0.0F, 1.0F) : 0.0F;
  return (static_cast<float>(above - 1 - table.begin()) + fraction) / static_cast<float>(kIntervals);
}

std::vector<float> inverse_by_root(const std::vector<float>& light, unsigned square_roots) {
  std::vector<float> samples(kIntervals + 1);
  for (std::size_t index = 0; index <= kIntervals; ++index) {
    float value = static_cast<float>(index) / static_cast<float>(kIntervals);
    for (unsigned i = 0; i < square_roots; ++i) value *= value;
    samples[index] = find_place(light, value);
  }
  return samples;
}

}  // namespace

TransferCurves::TransferCurves(ByteView icc, ColorFamily family) {
  for (std::vector<float>& light : tone_tables(icc, family, kIntervals + 1)) {
    std::vector<float> samples = inverse_by_root(light, square_roots_);
    channels_.push_back({std::move(light), std::move(samples)});
  }
}

// Near black PQ is about the sixth root of light (m1), so the eighth root is steep enough.
TransferCurves::TransferCurves(CodePoints high_range, ColorFamily family) : square_roots_(3) {
  std::vector<float> light(kIntervals + 1);
  for (std::size_t index = 0; index <= kIntervals; ++index) {
    const double signal = static_cast<double>(index) / static_cast<double>(kIntervals);
    light[index] = static_cast<float>(high_range_light(signal, high_range));
  }
  const std::vector<float> samples = inverse_by_root(light, square_roots_);
  channels_.assign(family == ColorFamily::gray ? 1 : 3, {light, samples});
}

void TransferCurves::to_light(unsigned channel, float* samples, std::size_t width) const noexcept {
  const std::vector<float>& table = channels_[channel].light;
  for (std::size_t x = 0; x < width; ++x) samples[x] = look_up(table, samples[x]);
}

void TransferCurves::to_samples(unsigned channel, float* light, std::size_t width) const noexcept {
  const std::vector<float>& table = channels_[channel].samples;
  for (std::size_t x = 0; x < width; ++x) {
    float root = std::max(light[x], 0.0F);
    for (unsigned i = 0; i < square_roots_; ++i) root = std::sqrt(root);
    light[x] = look_up(table, root);
  }
}

}  // namespace resizer::imaging
