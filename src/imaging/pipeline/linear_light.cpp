#include "imaging/pipeline/linear_light.hpp"

#include <algorithm>
#include <utility>

#include "imaging/color/matrix.hpp"

namespace resizer::imaging {
namespace {

/// Scales samples of one plane to 0...1, or -0.5...0.5 for chroma (ITU-T H.273, 8.3).
struct Scaling {
  float offset;
  float factor;
};

Scaling scaling_of(const PixelFormat& format, unsigned plane) noexcept {
  if (format.sample == SampleType::f32) return {0, 1};
  const auto zero = static_cast<float>(format.zero_sample(plane));
  const bool is_chroma = format.family == ColorFamily::ycbcr && (plane == 1 || plane == 2);
  if (!is_chroma) return {zero, 1 / (static_cast<float>(format.white_sample(plane)) - zero)};
  // In YCgCo, chroma is quantized like luma (equations 44 to 47).
  const unsigned steps = format.matrix == Matrix::ycgco ? 219 : 224;
  const unsigned limited = steps << (format.depth_bits - 8U);
  const unsigned full = (1U << format.depth_bits) - 1;
  return {zero, 1 / static_cast<float>(format.range == Range::limited ? limited : full)};
}

PixelFormat light_format(const PixelFormat& stored) noexcept {
  PixelFormat format;
  format.family = stored.family == ColorFamily::gray ? ColorFamily::gray : ColorFamily::rgb;
  format.sample = SampleType::f32;
  format.depth_bits = 32;
  format.alpha = stored.has_alpha() ? Alpha::straight : Alpha::none;
  return format;
}

}  // namespace

LinearLightRows::LinearLightRows(RowSource& stored, const DecodedLayout& stored_layout, const TransferCurves& curves)
    : stored_layout_(stored_layout), curves_(curves) {
  const Size size = stored_layout_.size;
  const Region all{0, 0, static_cast<double>(size.width_px), static_cast<double>(size.height_px)};
  // Restore the sharpness lost by means here: they were means of samples, not of light.
  WeightsCache weights;
  for (unsigned plane = 0; plane < stored_layout_.format.planes(); ++plane) {
    const Subsampling subsampling = stored_layout_.format.subsampling_of(plane);
    planes_.emplace_back(PlaneResampler::Spec{.plane = plane,
                                              .subsampling = subsampling,
                                              .region = all,
                                              .target = size,
                                              .filter = model::Filter::bilinear},
                         stored_layout_, weights);
  }
  layout_.format = light_format(stored_layout_.format);
  ring_.emplace(stored, stored_layout_, rows_held(planes_, layout_.format, size.height_px), memory_);
  layout_.size = size;
  layout_.scale = stored_layout_.scale;
  layout_.batch_rows = kRowsAtOnce;
  for (unsigned plane = 0; plane < layout_.format.planes(); ++plane) {
    layout_.row_capacity_bytes[plane] = std::size_t{size.width_px} * sizeof(float);
    layout_.row_capacity[plane] = size.height_px;
  }
}

/// A few rows to upsample chroma, and sums and results as floats for each plane.
std::uint64_t LinearLightRows::required_bytes(const SourceRows& stored) noexcept {
  constexpr std::uint64_t kRingRows = 64;
  constexpr std::uint64_t kRowsOfFloats = 3;
  const std::uint64_t ring_rows = kRingRows + std::uint64_t{2} * stored.batch_rows;
  return (stored.size.width_px + kRowAlignmentBytes) * ring_rows * stored.pixel_bytes +
         stored.size.width_px * kRowsOfFloats * kRowsAtOnce * sizeof(float) * kMaxPlanes;
}

void LinearLightRows::read(const RowBuffers& rows) {
  const std::size_t end = std::min<std::size_t>(next_row_ + kRowsAtOnce, stored_layout_.size.height_px);
  for (; next_row_ < end; ++next_row_) fill(rows, next_row_);
}

void LinearLightRows::fill(const RowBuffers& rows, std::size_t y) {
  const PixelFormat& stored = stored_layout_.format;
  const std::size_t width = stored_layout_.size.width_px;
  std::vector<const float*> samples;
  std::vector<Row> targets;
  for (unsigned plane = 0; plane < stored.planes(); ++plane) {
    ring_->provide(planes_[plane].rows_for(y).end);
    samples.push_back(planes_[plane].make_row(*ring_, y, std::nullopt));
    targets.push_back(reinterpret_cast<float*>(rows[plane].row(y)));
  }
  if (stored.family == ColorFamily::ycbcr) {
    mix_rgb(samples, targets[0], targets[1], targets[2]);
  } else {
    for (unsigned plane = 0; plane < stored.color_planes(); ++plane) {
      scale_to_unity(plane, samples[plane], targets[plane]);
    }
  }
  if (stored.has_alpha()) scale_to_unity(stored.planes() - 1, samples.back(), targets.back());
  for (unsigned channel = 0; channel < stored.color_planes(); ++channel) {
    if (stored.alpha == Alpha::premultiplied) unpremultiply_row(targets[channel], targets.back(), width, {});
    curves_.to_light(channel, targets[channel], width);
  }
  if (const auto cones = stored.family == ColorFamily::ycbcr ? rgb_from_cones(stored.matrix) : std::nullopt) {
    multiply_rows(*cones, {targets[0], targets[1], targets[2]}, width);
  }
}

void LinearLightRows::scale_to_unity(unsigned plane, const float* samples, Row row) const noexcept {
  const auto [offset, factor] = scaling_of(stored_layout_.format, plane);
  for (std::size_t x = 0; x < stored_layout_.size.width_px; ++x) row[x] = (samples[x] - offset) * factor;
}

void LinearLightRows::mix_rgb(const std::vector<const float*>& ycbcr, Row red, Row green, Row blue) const noexcept {
  for (const auto& [plane, row] : {std::pair{0U, red}, {1U, green}, {2U, blue}}) {
    scale_to_unity(plane, ycbcr[plane], row);
  }
  multiply_rows(rgb_from_ycbcr(stored_layout_.format), {red, green, blue}, stored_layout_.size.width_px);
}

}  // namespace resizer::imaging
