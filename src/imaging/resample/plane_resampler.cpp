#include "imaging/resample/plane_resampler.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace resizer::imaging {
namespace {

struct SampleRange {
  std::uint32_t first = 0;
  std::uint32_t length = 0;
};

/// The samples of a row or column of `samples` that a range between their edges touches.
SampleRange samples_within(double start, double extent, std::uint32_t samples) noexcept {
  constexpr double kRounding = 1e-6;
  const double first = std::clamp(std::floor(start + kRounding), 0.0, samples - 1.0);
  const double end = std::clamp(std::ceil(start + extent - kRounding), first + 1, static_cast<double>(samples));
  return {static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(end - first)};
}

}  // namespace

std::shared_ptr<const FilterWeights> WeightsCache::get(const FilterSpec& spec) {
  constexpr std::size_t kMaxEntries = 16;
  const auto found =
      std::find_if(entries_.begin(), entries_.end(), [&](const auto& entry) { return entry->spec == spec; });
  if (found != entries_.end()) {
    std::rotate(found, found + 1, entries_.end());
  } else {
    if (entries_.size() == kMaxEntries) entries_.erase(entries_.begin());
    entries_.push_back(std::make_shared<const FilterWeights>(make_filter_weights(spec)));
  }
  return entries_.back();
}

PlaneResampler::PlaneResampler(const Spec& spec, const DecodedLayout& layout, WeightsCache& cache)
    : spec_(spec), source_(plane_size(layout.size, spec.subsampling)), sample_(layout.row_sample()) {
  const double step_x = 1U << spec.subsampling.log2_x;
  const double step_y = 1U << spec.subsampling.log2_y;
  const std::uint32_t mean_of = layout.mean_of[spec.plane];
  const Region bounds = spec.bounds.value_or(
      Region{0, 0, static_cast<double>(layout.size.width_px), static_cast<double>(layout.size.height_px)});
  const SampleRange columns = samples_within(bounds.left / step_x, bounds.width / step_x, source_.width_px);
  horizontal_ = cache.get({.filter = spec.filter,
                           .source_length = columns.length,
                           .start = spec.region.left / step_x,
                           .extent = spec.region.width / step_x,
                           .target_length = spec.target.width_px,
                           .mean_of = mean_of,
                           .source_first = columns.first});
  const SampleRange rows = samples_within(bounds.top / step_y, bounds.height / step_y, source_.height_px);
  vertical_ = cache.get({.filter = spec.filter,
                         .source_length = rows.length,
                         .start = spec.region.top / step_y,
                         .extent = spec.region.height / step_y,
                         .target_length = spec.target.height_px,
                         .mean_of = mean_of,
                         .unit = 1.0 / (1U << layout.fraction_bits),
                         .source_first = rows.first});
  plan_rows();
  const auto block_of = [](std::vector<float>& memory, std::size_t width) {
    const std::size_t stride = (width + kRowBlock - 1) / kRowBlock * kRowBlock;
    memory.assign(stride * kRowsAtOnce, 0.0F);
    return RowBlock{memory.data(), stride};
  };
  sum_block_ = block_of(sums_, source_.width_px);
  result_block_ = block_of(results_, spec.target.width_px);
}

/// A target row exactly on a source row has a single tap. So the first and last row of a block need not have the widest
/// reach, nor does the reach grow from block to block.
void PlaneResampler::plan_rows() {
  const std::size_t height = spec_.target.height_px;
  rows_for_block_.assign((height + kRowsAtOnce - 1) / kRowsAtOnce, {std::numeric_limits<std::size_t>::max(), 0});
  for (std::size_t y = 0; y < height; ++y) {
    RowRange& rows = rows_for_block_[y / kRowsAtOnce];
    const std::size_t first = vertical_->first[y];
    rows.first = std::min(rows.first, first << spec_.subsampling.log2_y);
    rows.end = std::max(rows.end, (first + vertical_->count[y]) << spec_.subsampling.log2_y);
  }
  for (std::size_t block = 1; block < rows_for_block_.size(); ++block) {
    rows_for_block_[block].end = std::max(rows_for_block_[block].end, rows_for_block_[block - 1].end);
  }
  for (std::size_t block = rows_for_block_.size() - 1; block > 0; --block) {
    rows_for_block_[block - 1].first = std::min(rows_for_block_[block - 1].first, rows_for_block_[block].first);
  }
}

float* PlaneResampler::make_row(const RowRing& ring, std::size_t y, std::optional<unsigned> alpha_plane) {
  const std::size_t block = y / kRowsAtOnce;
  if (block_made_ != block) {
    make_block(ring, block * kRowsAtOnce, alpha_plane);
    block_made_ = block;
  }
  return result_block_.rows + y % kRowsAtOnce * result_block_.stride;
}

void PlaneResampler::make_block(const RowRing& ring, std::size_t first_y, std::optional<unsigned> alpha_plane) {
  const std::size_t end_y = std::min<std::size_t>(first_y + kRowsAtOnce, spec_.target.height_px);
  for (std::size_t y = first_y; y < end_y; ++y) {
    sum_source_rows(ring, y, alpha_plane, sum_block_.rows + (y - first_y) * sum_block_.stride);
  }
  filter_rows(sum_block_, source_.width_px, *horizontal_, columns_, result_block_);
}

void PlaneResampler::sum_source_rows(const RowRing& ring, std::size_t y, std::optional<unsigned> alpha_plane,
                                     float* sum) {
  rows_.clear();
  alpha_rows_.clear();
  for (std::size_t tap = 0; tap < vertical_->count[y]; ++tap) {
    const std::size_t source_y = vertical_->first[y] + tap;
    rows_.push_back(ring.row(spec_.plane, source_y));
    if (alpha_plane) alpha_rows_.push_back(ring.row(*alpha_plane, source_y));
  }
  sum_rows({sample_, rows_, alpha_rows_, vertical_->of(y), source_.width_px}, sum);
}

RowRange rows_for(std::span<const PlaneResampler> planes, const PixelFormat& target, std::size_t luma_row) noexcept {
  RowRange rows{std::numeric_limits<std::size_t>::max(), 0};
  for (unsigned plane = 0; plane < planes.size(); ++plane) {
    const RowRange& of_plane = planes[plane].rows_for(luma_row >> target.subsampling_of(plane).log2_y);
    rows.first = std::min(rows.first, of_plane.first);
    rows.end = std::max(rows.end, of_plane.end);
  }
  return rows;
}

std::size_t rows_held(std::span<const PlaneResampler> planes, const PixelFormat& target, std::size_t height) noexcept {
  std::size_t held = 1;
  for (std::size_t luma_row = 0; luma_row < height; ++luma_row) {
    const RowRange rows = rows_for(planes, target, luma_row);
    held = std::max(held, rows.end - rows.first);
  }
  return held;
}

}  // namespace resizer::imaging
