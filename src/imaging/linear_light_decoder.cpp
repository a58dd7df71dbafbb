#include "imaging/linear_light_decoder.hpp"

#include <algorithm>

namespace resizer::imaging {
namespace {

/// ITU-T H.273, 8.3: how much red and blue add to luma.
struct LumaWeights {
  float red;
  float blue;
};

LumaWeights luma_weights(Matrix matrix) noexcept {
  switch (matrix) {
    case Matrix::bt601:
      break;
    case Matrix::bt709:
      return {0.2126F, 0.0722F};
    case Matrix::bt2020:
      return {0.2627F, 0.0593F};
  }
  return {0.299F, 0.114F};
}

/// How samples of one plane become 0...1, or -0.5...0.5 for chroma (ITU-T H.273, 8.3).
struct Scaling {
  float offset;
  float factor;
};

Scaling scaling_of(const PixelFormat& format, unsigned plane) noexcept {
  if (format.sample == SampleType::f32) return {0, 1};
  const auto white = static_cast<float>((1U << format.depth_bits) - 1);
  const bool is_color = plane < format.color_planes();
  if (!is_color) return {0, 1 / white};
  const auto step = static_cast<float>(1U << (format.depth_bits - 8U));
  const bool is_limited = format.range == Range::limited;
  const bool is_chroma = format.family == ColorFamily::ycbcr && plane > 0;
  if (!is_chroma) return is_limited ? Scaling{16 * step, 1 / (219 * step)} : Scaling{0, 1 / white};
  return {128 * step, is_limited ? 1 / (224 * step) : 1 / white};
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

DecodedLayout LinearLightDecoder::start(const DecodeRequest& request) {
  stored_layout_ = stored_.start({request.max_shrink, {}, request.fail_on});
  const Size size = stored_layout_.size;
  const Region all{0, 0, static_cast<double>(size.width_px), static_cast<double>(size.height_px)};
  // What means took of the sharpness comes back here: they were taken of samples, not of light.
  WeightsCache weights;
  for (unsigned plane = 0; plane < stored_layout_.format.planes(); ++plane) {
    const Subsampling subsampling = stored_layout_.format.subsampling_of(plane);
    planes_.emplace_back(PlaneResampler::Spec{plane, subsampling, all, size, model::Filter::bilinear}, stored_layout_,
                         weights);
  }
  DecodedLayout layout;
  layout.format = light_format(stored_layout_.format);
  ring_.emplace(stored_, stored_layout_, rows_held(planes_, layout.format, size.height_px), memory_);
  layout.size = size;
  layout.scale = stored_layout_.scale;
  layout.batch_rows = kRowsAtOnce;
  for (unsigned plane = 0; plane < layout.format.planes(); ++plane) {
    layout.row_capacity_bytes[plane] = std::size_t{size.width_px} * sizeof(float);
    layout.row_capacity[plane] = size.height_px;
  }
  return layout;
}

void LinearLightDecoder::read(const RowBuffers& rows) {
  const std::size_t end = std::min<std::size_t>(next_row_ + kRowsAtOnce, stored_layout_.size.height_px);
  for (; next_row_ < end; ++next_row_) fill(rows, next_row_);
}

void LinearLightDecoder::fill(const RowBuffers& rows, std::size_t y) {
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
    if (stored.alpha == Alpha::premultiplied) unpremultiply_row(targets[channel], targets.back(), width, 1);
    curves_.to_light(channel, targets[channel], width);
  }
}

void LinearLightDecoder::scale_to_unity(unsigned plane, const float* samples, Row row) const noexcept {
  const auto [offset, factor] = scaling_of(stored_layout_.format, plane);
  for (std::size_t x = 0; x < stored_layout_.size.width_px; ++x) row[x] = (samples[x] - offset) * factor;
}

/// ITU-T H.273, equations 38 to 40 solved for R, G and B.
void LinearLightDecoder::mix_rgb(const std::vector<const float*>& ycbcr, Row red, Row green, Row blue) const noexcept {
  const PixelFormat& format = stored_layout_.format;
  const auto [weight_red, weight_blue] = luma_weights(format.matrix);
  const float weight_green = 1 - weight_red - weight_blue;
  const Scaling luma = scaling_of(format, 0);
  const Scaling chroma = scaling_of(format, 1);
  for (std::size_t x = 0; x < stored_layout_.size.width_px; ++x) {
    const float y = (ycbcr[0][x] - luma.offset) * luma.factor;
    const float from_blue = (ycbcr[1][x] - chroma.offset) * chroma.factor * 2 * (1 - weight_blue);
    const float from_red = (ycbcr[2][x] - chroma.offset) * chroma.factor * 2 * (1 - weight_red);
    red[x] = y + from_red;
    blue[x] = y + from_blue;
    green[x] = y - (weight_red * from_red + weight_blue * from_blue) / weight_green;
  }
}

}  // namespace resizer::imaging
