#include "api/resize_options.hpp"

#include <cmath>
#include <optional>
#include <string>

#include "api/same_names.hpp"
#include "model/format.hpp"
#include "model/job.hpp"
#include "util/error.hpp"

namespace resizer::api {
namespace {

static_assert(are_same(Fit::inside, model::Fit::inside) && are_same(Fit::cover, model::Fit::cover) &&
              are_same(Fit::contain, model::Fit::contain) && are_same(Fit::fill, model::Fit::fill) &&
              are_same(Fit::outside, model::Fit::outside));
static_assert(
    are_same(Gravity::center, model::Gravity::center) && are_same(Gravity::north, model::Gravity::north) &&
    are_same(Gravity::northeast, model::Gravity::northeast) && are_same(Gravity::east, model::Gravity::east) &&
    are_same(Gravity::southeast, model::Gravity::southeast) && are_same(Gravity::south, model::Gravity::south) &&
    are_same(Gravity::southwest, model::Gravity::southwest) && are_same(Gravity::west, model::Gravity::west) &&
    are_same(Gravity::northwest, model::Gravity::northwest) &&
    are_same(Gravity::attention, model::Gravity::attention) && are_same(Gravity::entropy, model::Gravity::entropy));
static_assert(are_same(Chroma::yuv444, model::Chroma::yuv444) && are_same(Chroma::yuv422, model::Chroma::yuv422) &&
              are_same(Chroma::yuv420, model::Chroma::yuv420));
static_assert(are_same(Filter::lanczos3, model::Filter::lanczos3) &&
              are_same(Filter::bicubic, model::Filter::bicubic) &&
              are_same(Filter::spline36, model::Filter::spline36) &&
              are_same(Filter::bilinear, model::Filter::bilinear) && are_same(Filter::box, model::Filter::box) &&
              are_same(Filter::nearest, model::Filter::nearest));
static_assert(are_same(Format::jpeg, model::Format::jpeg) && are_same(Format::png, model::Format::png) &&
              are_same(Format::webp, model::Format::webp) && are_same(Format::tiff, model::Format::tiff) &&
              are_same(Format::avif, model::Format::avif) && are_same(Format::heic, model::Format::heic) &&
              are_same(Format::jxl, model::Format::jxl) && are_same(Format::gif, model::Format::gif) &&
              are_same(Format::bmp, model::Format::bmp) && are_same(Format::raw, model::Format::raw));
static_assert(are_same(Keep::icc, model::Keep::icc) && are_same(Keep::all, model::Keep::all) &&
              are_same(Keep::none, model::Keep::none));
static_assert(are_same(FailOn::none, model::FailOn::none) && are_same(FailOn::truncated, model::FailOn::truncated) &&
              are_same(FailOn::warning, model::FailOn::warning));

constexpr std::uint32_t kMaxSidePx = 1'000'000;

[[noreturn]] void refuse(const std::string& reason) {
  throw util::Error(util::ErrorCode::usage, reason);
}

void check_side(std::uint32_t px) {
  if (px == 0 || px > kMaxSidePx) refuse("a side must have 1 to " + std::to_string(kMaxSidePx) + " pixels");
}

model::TargetSize to_model(const Box& box) {
  if (!box.width_px && !box.height_px) refuse("a box must have a width or a height");
  if (box.width_px) check_side(*box.width_px);
  if (box.height_px) check_side(*box.height_px);
  return model::Box{box.width_px, box.height_px};
}

model::TargetSize to_model(const LongEdge& edge) {
  check_side(edge.length_px);
  return model::LongEdge{edge.length_px};
}

model::TargetSize to_model(const Percent& percent) {
  if (!std::isfinite(percent.value) || percent.value <= 0) refuse("a percentage must be above 0");
  return model::Percent{percent.value};
}

model::Crop to_model(const Crop& crop) {
  const auto length = [](std::uint32_t px) { return model::CropLength{.value = static_cast<double>(px)}; };
  return {length(crop.left_px), length(crop.top_px), length(crop.width_px), length(crop.height_px)};
}

/// The format named by the extensions of the output files.
std::optional<model::Format> named_format(const std::vector<Output>& outputs) {
  std::optional<model::Format> named;
  for (const Output& output : outputs) {
    if (!output.file) continue;
    const auto format = model::format_of_extension(output.file->extension().native());
    if (named && format && format != named) refuse("the output files have extensions of different formats");
    if (format) named = format;
  }
  return named;
}

void check(const ResizeOptions& options) {
  if (options.quality && (*options.quality < 1 || *options.quality > 100)) refuse("the quality must be from 1 to 100");
  if (options.effort && (*options.effort < 0 || *options.effort > 9)) refuse("the effort must be from 0 to 9");
  if (options.shrink_on_load && !(std::isfinite(*options.shrink_on_load) && *options.shrink_on_load >= 1)) {
    refuse("shrink_on_load must be at least 1");
  }
  if (options.crop && (options.crop->width_px == 0 || options.crop->height_px == 0)) refuse("the crop is empty");
  if (options.target_bytes == 0U) refuse("target_bytes must be above 0");
  if (options.max_pixels == 0) refuse("max_pixels must be above 0");
}

}  // namespace

model::ResizeOptions to_model(const std::vector<Output>& outputs, const ResizeOptions& options) {
  if (outputs.empty() || outputs.size() > model::kMaxOutputs) {
    refuse("an image can have 1 to " + std::to_string(model::kMaxOutputs) + " outputs");
  }
  check(options);
  model::ResizeOptions model;
  for (const Output& output : outputs) {
    model.sizes.push_back(std::visit([](const auto& size) { return to_model(size); }, output.size));
  }
  model.fit = same_name<model::Fit>(options.fit);
  model.gravity = same_name<model::Gravity>(options.gravity);
  if (options.crop) model.crop = to_model(*options.crop);
  if (options.background) {
    model.background = {options.background->red, options.background->green, options.background->blue};
  }
  model.upscale = options.upscale;
  model.filter = same_name<model::Filter>(options.filter);
  model.shrink_on_load = options.shrink_on_load;
  model.quality = options.quality;
  model.target_bytes = options.target_bytes;
  model.effort = options.effort;
  if (options.chroma) model.chroma = same_name<model::Chroma>(*options.chroma);
  model.progressive = options.progressive;
  const auto format = options.format ? same_name<model::Format>(*options.format) : named_format(outputs);
  if (format) model.formats = {*format};
  model.keep = same_name<model::Keep>(options.keep);
  model.to_srgb = options.to_srgb;
  model.linear = options.linear;
  model.auto_orient = options.auto_orient;
  model.max_pixels = options.max_pixels;
  model.fail_on = same_name<model::FailOn>(options.fail_on);
  return model;
}

ImageFacts to_public(const model::ImageFacts& facts) {
  return {.format = same_name<Format>(facts.format),
          .width_px = facts.width_px,
          .height_px = facts.height_px,
          .depth_bits = facts.depth_bits,
          .channels = facts.channels,
          .orientation = facts.orientation,
          .alpha = facts.alpha,
          .icc = facts.icc,
          .bytes = facts.bytes};
}

}  // namespace resizer::api
