#include <algorithm>
#include <bit>
#include <cmath>

#include "imaging/resample/filter_weights.hpp"
#include "imaging/resample/resampler.hpp"
#include "imaging/resample/row_filter.hpp"

namespace resizer::imaging {
namespace {

/// The largest chroma step of a ring.
constexpr std::uint32_t kWidestChromaStep = 4;

std::uint64_t most_rows(const SourceRows& rows) noexcept {
  return rows.size.height_px + std::uint64_t{kRowsAtOnce};
}

/// The rows that the widest filter needs for one block of rows.
std::uint64_t rows_held(const SourceRows& rows, const Resampling& wanted) noexcept {
  const double factor = std::max(1.0, wanted.region.height / wanted.size.height_px);
  const auto target_rows = static_cast<double>(kRowsAtOnce << wanted.chroma.log2_y);
  const double held = std::ceil(kWidestFilterTaps * std::max<double>(factor, kWidestChromaStep) + target_rows * factor);
  return static_cast<std::uint64_t>(std::min(held, static_cast<double>(most_rows(rows))));
}

/// All outputs share one ring.
std::uint64_t ring_bytes(const SourceRows& rows, std::span<const Resampling> wanted) noexcept {
  std::uint64_t held = 1;
  for (const Resampling& one : wanted) held = std::max(held, rows_held(rows, one));
  const std::uint64_t ring_rows = std::min(most_rows(rows), std::bit_ceil(held + rows.batch_rows));
  return (rows.size.width_px + kRowAlignmentBytes) * ring_rows * rows.pixel_bytes;
}

/// Sums, columns and results of each plane, as floats.
std::uint64_t block_bytes(const SourceRows& rows, std::span<const Resampling> wanted) noexcept {
  std::uint64_t widths = 0;
  for (const Resampling& one : wanted) widths += std::uint64_t{rows.size.width_px} * 2 + one.size.width_px;
  return widths * kRowsAtOnce * sizeof(float) * kMaxPlanes;
}

std::uint64_t weights_of(std::uint32_t source_px, std::uint32_t target_px) noexcept {
  constexpr auto kTaps = static_cast<std::uint64_t>(kWidestFilterTaps);
  return kTaps * std::max(source_px, target_px) + 2 * kWeightBlock * std::uint64_t{target_px};
}

/// Horizontal and vertical, for luma and chroma, and twice while they are computed.
std::uint64_t weight_bytes(const SourceRows& rows, std::span<const Resampling> wanted) noexcept {
  constexpr std::uint64_t kRates = 2;
  constexpr std::uint64_t kCopies = 2;
  std::uint64_t weights = 0;
  for (const Resampling& one : wanted) {
    weights += weights_of(rows.size.width_px, one.size.width_px) + weights_of(rows.size.height_px, one.size.height_px);
  }
  return weights * kRates * kCopies * sizeof(float);
}

}  // namespace

std::uint64_t Resampler::required_bytes(const SourceRows& rows, std::span<const Resampling> wanted) noexcept {
  return ring_bytes(rows, wanted) + block_bytes(rows, wanted) + weight_bytes(rows, wanted);
}

}  // namespace resizer::imaging
