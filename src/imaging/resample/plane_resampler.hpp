#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "imaging/core/row_ring.hpp"
#include "imaging/resample/filter_weights.hpp"
#include "imaging/resample/resampler.hpp"
#include "imaging/resample/row_filter.hpp"

namespace resizer::imaging {

/// A cache of weights: photos from one camera need the same ones.
class WeightsCache {
 public:
  std::shared_ptr<const FilterWeights> get(const FilterSpec& spec);

 private:
  std::vector<std::shared_ptr<const FilterWeights>> entries_;  // most recently used last
};

/// A half-open range of rows of plane 0.
struct RowRange {
  std::size_t first = 0;
  std::size_t end = 0;
};

/// Resamples one plane, row by row, from a ring of source rows.
class PlaneResampler {
 public:
  /// `region` and `bounds` are in pixels of the whole image, `target` is the size of the resulting plane.
  struct Spec {
    unsigned plane = 0;
    Subsampling subsampling;
    Region region;
    std::optional<Region> bounds{};
    Size target;
    model::Filter filter = model::Filter::lanczos3;
  };
  PlaneResampler(const Spec& spec, const DecodedLayout& layout, WeightsCache& cache);

  /// The rows of plane 0 required for target row `y`, which is computed with the other rows of its block. Neither end
  /// of the range ever moves back from one row to the next.
  const RowRange& rows_for(std::size_t y) const noexcept { return rows_for_block_[y / kRowsAtOnce]; }

  /// Computes target row `y` as floats, valid until the next call. Call in order of rows. If `alpha_plane` is given,
  /// which has the size of this plane, samples are multiplied by it.
  float* make_row(const RowRing& ring, std::size_t y, std::optional<unsigned> alpha_plane);

 private:
  void make_block(const RowRing& ring, std::size_t first_y, std::optional<unsigned> alpha_plane);
  void sum_source_rows(const RowRing& ring, std::size_t y, std::optional<unsigned> alpha_plane, float* sum);

  void plan_rows();

  Spec spec_;
  Size source_;
  SampleType sample_;
  std::shared_ptr<const FilterWeights> vertical_;
  std::shared_ptr<const FilterWeights> horizontal_;
  std::vector<RowRange> rows_for_block_;
  std::vector<float> sums_;
  std::vector<float> columns_;
  std::vector<float> results_;
  RowBlock sum_block_;
  RowBlock result_block_;
  std::optional<std::size_t> block_made_;
  std::vector<const std::uint8_t*> rows_;
  std::vector<const std::uint8_t*> alpha_rows_;
};

/// The rows that all planes of an image in format `target` need for row `luma_row` of its plane 0.
RowRange rows_for(std::span<const PlaneResampler> planes, const PixelFormat& target, std::size_t luma_row) noexcept;

/// The rows of plane 0 that a ring must hold for all `height` rows of such an image.
std::size_t rows_held(std::span<const PlaneResampler> planes, const PixelFormat& target, std::size_t height) noexcept;

}  // namespace resizer::imaging
