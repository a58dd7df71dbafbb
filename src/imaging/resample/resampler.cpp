#include "imaging/resample/resampler.hpp"

#include <algorithm>
#include <limits>

#include "imaging/core/image_rows.hpp"
#include "imaging/core/row_ring.hpp"
#include "imaging/resample/plane_resampler.hpp"

namespace resizer::imaging {
namespace {

float maximum_of(const PixelFormat& format) noexcept {
  return format.sample == SampleType::f32 ? 1.0F : static_cast<float>((1U << format.depth_bits) - 1);
}

PixelFormat resampled_format(const PixelFormat& source, const Resampling& wanted) noexcept {
  PixelFormat format = source;
  if (format.family == ColorFamily::ycbcr) format.subsampling = wanted.chroma;
  format.alpha = wanted.alpha;
  return format;
}

/// Resamples all planes of one image to one size, each at its own rate.
class Pass {
 public:
  Pass(const DecodedLayout& layout, const Resampling& wanted, WeightsCache& cache);

  /// The rows of plane 0 that must be held at once.
  std::size_t rows_held() const noexcept { return imaging::rows_held(planes_, target_.format, target_.size.height_px); }
  bool is_complete() const noexcept { return next_row_ == target_.size.height_px; }
  /// The end of the rows of plane 0 required by make_next_rows().
  std::size_t next_end_row() const noexcept { return rows_for(planes_, target_.format, next_row_).end; }
  /// Computes the next row of every plane that has one.
  void make_next_rows(RowRing& ring);
  Image take_target() && { return std::move(target_); }

 private:
  std::optional<unsigned> weighting_alpha(unsigned plane) const;
  void finish_row(float* row, const float* alpha, unsigned plane, std::size_t y);

  const DecodedLayout& layout_;
  Image target_;
  std::vector<PlaneResampler> planes_;
  std::optional<PlaneResampler> chroma_alpha_;
  std::size_t next_row_ = 0;
};

Pass::Pass(const DecodedLayout& layout, const Resampling& wanted, WeightsCache& cache)
    : layout_(layout), target_(make_image(resampled_format(layout.format, wanted), wanted.size)) {
  const auto spec_for = [&](unsigned plane, Subsampling source, Subsampling target) {
    return PlaneResampler::Spec{.plane = plane,
                                .subsampling = source,
                                .region = wanted.region,
                                .bounds = wanted.bounds,
                                .target = plane_size(wanted.size, target),
                                .filter = wanted.filter};
  };
  for (unsigned plane = 0; plane < layout.format.planes(); ++plane) {
    planes_.emplace_back(spec_for(plane, layout.format.subsampling_of(plane), target_.format.subsampling_of(plane)),
                         layout, cache);
  }
  if (layout.format.has_alpha() && layout.format.family == ColorFamily::ycbcr) {
    // Chroma is divided by alpha at its own size, in the source as in the target.
    const bool own_plane = needs_chroma_alpha(layout.format);
    chroma_alpha_.emplace(spec_for(own_plane ? RowRing::kChromaAlphaPlane : layout.format.planes() - 1,
                                   layout.format.subsampling, target_.format.subsampling),
                          layout, cache);
  }
}

std::optional<unsigned> Pass::weighting_alpha(unsigned plane) const {
  if (layout_.format.alpha != Alpha::straight || plane >= layout_.format.color_planes()) return std::nullopt;
  const bool is_chroma = layout_.format.subsampling_of(plane) != Subsampling{};
  return is_chroma ? RowRing::kChromaAlphaPlane : layout_.format.planes() - 1;
}

void Pass::make_next_rows(RowRing& ring) {
  const std::size_t luma_row = next_row_++;
  const float* alpha = nullptr;
  const float* chroma_alpha = nullptr;
  for (unsigned count = 0; count < planes_.size(); ++count) {
    // Alpha comes first: the colors are divided by it.
    const auto plane =
        static_cast<unsigned>((count + planes_.size() - (layout_.format.has_alpha() ? 1 : 0)) % planes_.size());
    const unsigned log2_y = target_.format.subsampling_of(plane).log2_y;
    const std::size_t y = luma_row >> log2_y;
    if (y << log2_y != luma_row) continue;
    ring.provide(planes_[plane].rows_for(y).end);
    float* row = planes_[plane].make_row(ring, y, weighting_alpha(plane));
    const bool is_alpha = plane >= layout_.format.color_planes();
    if (is_alpha) alpha = row;
    if (plane == 1 && chroma_alpha_) chroma_alpha = chroma_alpha_->make_row(ring, y, std::nullopt);
    const bool is_chroma = chroma_alpha_ && (plane == 1 || plane == 2);
    finish_row(row, is_alpha ? nullptr : is_chroma ? chroma_alpha : alpha, plane, y);
  }
}

void Pass::finish_row(float* row, const float* alpha, unsigned plane, std::size_t y) {
  cv::Mat& target = target_.planes[plane];
  const auto width = static_cast<std::size_t>(target.cols);
  const float maximum = maximum_of(target_.format);
  if (alpha != nullptr) {
    if (layout_.format.alpha == Alpha::straight) {
      unpremultiply_row(row, alpha, width, {});
    } else {
      // Premultiplied is the distance of each sample from zero.
      unpremultiply_row(row, alpha, width,
                        {.factor = maximum, .zero = static_cast<float>(layout_.format.zero_sample(plane))});
    }
    // With alpha as it will be stored, so that colors do not overshoot where a filter does.
    if (target_.format.alpha == Alpha::premultiplied) premultiply_row(row, alpha, width, maximum);
  }
  store_row(row, width, target_.format.sample, maximum, target.ptr(static_cast<int>(y)));
}

/// Runs all passes over one stream of rows. The pass that needs the fewest rows is next, so that none looks back
/// further than it would alone.
void run(std::vector<Pass>& passes, RowRing& ring) {
  const auto rows_needed = [](const Pass& pass) {
    return pass.is_complete() ? std::numeric_limits<std::size_t>::max() : pass.next_end_row();
  };
  for (;;) {
    Pass& next = *std::ranges::min_element(passes, {}, rows_needed);
    if (next.is_complete()) break;
    next.make_next_rows(ring);
  }
  ring.drain();
}

}  // namespace

struct Resampler::State {
  WeightsCache weights;
  RingMemory rows;
};

Resampler::Resampler() : state_(std::make_unique<State>()) {}
Resampler::~Resampler() = default;
Resampler::Resampler(Resampler&&) noexcept = default;
Resampler& Resampler::operator=(Resampler&&) noexcept = default;

std::vector<Image> Resampler::resample(RowSource& rows, const DecodedLayout& layout,
                                       std::span<const Resampling> wanted) {
  std::vector<Pass> passes;
  std::size_t rows_held = 0;
  for (const Resampling& one : wanted) {
    passes.emplace_back(layout, one, state_->weights);
    rows_held = std::max(rows_held, passes.back().rows_held());
  }
  RowRing ring(rows, layout, rows_held, state_->rows);
  run(passes, ring);
  std::vector<Image> targets;
  targets.reserve(passes.size());
  for (Pass& pass : passes) targets.push_back(std::move(pass).take_target());
  return targets;
}

Image Resampler::resample(const Image& image, const Resampling& wanted) {
  ImageRows rows(image);
  const DecodedLayout layout = rows.layout();
  return std::move(resample(rows, layout, std::span(&wanted, 1)).front());
}

}  // namespace resizer::imaging
