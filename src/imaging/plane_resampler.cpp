#include "imaging/plane_resampler.hpp"

#include <algorithm>

namespace resizer::imaging {

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
    : spec_(spec), source_(plane_size(layout.size, spec.subsampling)), sample_(layout.format.sample) {
  const double step_x = 1U << spec.subsampling.log2_x;
  const double step_y = 1U << spec.subsampling.log2_y;
  horizontal_ = cache.get(
      {spec.filter, source_.width_px, spec.region.left / step_x, spec.region.width / step_x, spec.target.width_px});
  vertical_ = cache.get(
      {spec.filter, source_.height_px, spec.region.top / step_y, spec.region.height / step_y, spec.target.height_px});
  // filter_row() reads whole weight blocks: what lies behind the row stays 0.
  sum_.assign(source_.width_px + kRowBlock + horizontal_->taps, 0.0F);
  result_.resize(spec.target.width_px + kRowBlock);
}

std::size_t PlaneResampler::first_row_for(std::size_t y) const noexcept {
  return std::size_t{vertical_->first[y]} << spec_.subsampling.log2_y;
}

std::size_t PlaneResampler::end_row_for(std::size_t y) const noexcept {
  return (std::size_t{vertical_->first[y]} + vertical_->count[y]) << spec_.subsampling.log2_y;
}

float* PlaneResampler::make_row(const RowRing& ring, std::size_t y, std::optional<unsigned> alpha_plane) {
  rows_.clear();
  alpha_rows_.clear();
  for (std::size_t tap = 0; tap < vertical_->count[y]; ++tap) {
    const std::size_t source_y = vertical_->first[y] + tap;
    rows_.push_back(ring.row(spec_.plane, source_y));
    if (alpha_plane) alpha_rows_.push_back(ring.row(*alpha_plane, source_y));
  }
  sum_rows({sample_, rows_, alpha_rows_, vertical_->of(y), source_.width_px}, sum_.data());
  std::fill(sum_.begin() + source_.width_px, sum_.end(), 0.0F);
  filter_row(sum_.data(), *horizontal_, result_.data());
  return result_.data();
}

}  // namespace resizer::imaging
