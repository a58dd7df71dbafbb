#include "resizer/imaging/resampler.hpp"

#include <algorithm>

#include "imaging/plane_resampler.hpp"
#include "imaging/row_ring.hpp"
#include "imaging/zimg_graph.hpp"

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

/// One picture on its way through: all of its planes, each at its own rate.
class Pass {
 public:
  Pass(const DecodedLayout& layout, const Resampling& wanted, WeightsCache& cache);

  /// How many rows of plane 0 must be held at once.
  std::size_t rows_held() const;
  void run(RowRing& ring);
  Image take_target() && { return std::move(target_); }

 private:
  std::optional<unsigned> weighting_alpha(unsigned plane) const;
  void make_rows(RowRing& ring, std::size_t luma_row);
  void finish_row(float* row, const float* alpha, unsigned plane, std::size_t y);

  const DecodedLayout& layout_;
  Image target_;
  std::vector<PlaneResampler> planes_;
  std::optional<PlaneResampler> chroma_alpha_;
};

Pass::Pass(const DecodedLayout& layout, const Resampling& wanted, WeightsCache& cache)
    : layout_(layout), target_(make_image(resampled_format(layout.format, wanted), wanted.size)) {
  const auto spec_for = [&](unsigned plane, Subsampling source, Subsampling target) {
    return PlaneResampler::Spec{plane, source, wanted.region, plane_size(wanted.size, target), wanted.filter};
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

std::size_t Pass::rows_held() const {
  std::size_t held = 1;
  for (std::size_t luma_row = 0; luma_row < target_.size.height_px; ++luma_row) {
    std::size_t first = layout_.size.height_px;
    std::size_t end = 0;
    for (unsigned plane = 0; plane < planes_.size(); ++plane) {
      const std::size_t y = luma_row >> target_.format.subsampling_of(plane).log2_y;
      first = std::min(first, planes_[plane].first_row_for(y));
      end = std::max(end, planes_[plane].end_row_for(y));
    }
    held = std::max(held, end - std::min(first, end));
  }
  return held;
}

void Pass::run(RowRing& ring) {
  for (std::size_t luma_row = 0; luma_row < target_.size.height_px; ++luma_row) make_rows(ring, luma_row);
  ring.drain();
}

std::optional<unsigned> Pass::weighting_alpha(unsigned plane) const {
  if (layout_.format.alpha != Alpha::straight || plane >= layout_.format.color_planes()) return std::nullopt;
  const bool is_chroma = layout_.format.subsampling_of(plane) != Subsampling{};
  return is_chroma ? RowRing::kChromaAlphaPlane : layout_.format.planes() - 1;
}

/// Makes one row of every plane that has one at this height.
void Pass::make_rows(RowRing& ring, std::size_t luma_row) {
  const float* alpha = nullptr;
  const float* chroma_alpha = nullptr;
  for (unsigned count = 0; count < planes_.size(); ++count) {
    // Alpha comes first: the colours are divided by it.
    const auto plane =
        static_cast<unsigned>((count + planes_.size() - (layout_.format.has_alpha() ? 1 : 0)) % planes_.size());
    const unsigned log2_y = target_.format.subsampling_of(plane).log2_y;
    const std::size_t y = luma_row >> log2_y;
    if (y << log2_y != luma_row) continue;
    ring.provide(planes_[plane].end_row_for(y));
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
    unpremultiply_row(row, alpha, width, layout_.format.alpha == Alpha::straight ? 1.0F : maximum);
    // With alpha as it will be stored: where a filter overshoots, colours must not.
    if (target_.format.alpha == Alpha::premultiplied) premultiply_row(row, alpha, width, maximum);
  }
  store_row(row, width, target_.format.sample, maximum, target.ptr(static_cast<int>(y)));
}

}  // namespace

struct Resampler::State {
  WeightsCache weights;
  RingMemory rows;
  GraphCache graphs;
  AlignedBuffer scratch;
};

Resampler::Resampler() : state_(std::make_unique<State>()) {}
Resampler::~Resampler() = default;
Resampler::Resampler(Resampler&&) noexcept = default;
Resampler& Resampler::operator=(Resampler&&) noexcept = default;

Image Resampler::resample(Decoder& decoder, const DecodedLayout& layout, const Resampling& wanted) {
  Pass pass(layout, wanted, state_->weights);
  RowRing ring(decoder, layout, pass.rows_held(), state_->rows);
  pass.run(ring);
  return std::move(pass).take_target();
}

Image Resampler::convert(const Image& image, const PixelFormat& format) {
  if (image.format == format) return image;
  Image target = make_image(format, image.size);
  state_->graphs.get({image.format, format, image.size}).process(image, target, state_->scratch);
  return target;
}

}  // namespace resizer::imaging
