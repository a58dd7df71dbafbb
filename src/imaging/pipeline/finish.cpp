#include "imaging/pipeline/finish.hpp"

#include <algorithm>
#include <opencv2/core.hpp>
#include <optional>
#include <utility>

#include "imaging/color/background.hpp"
#include "imaging/color/conversion.hpp"
#include "imaging/color/hdr.hpp"
#include "imaging/color/hdr_light.hpp"
#include "imaging/color/profiles.hpp"
#include "imaging/pipeline/alpha_bleeding.hpp"
#include "imaging/pipeline/chroma_choice.hpp"
#include "imaging/pipeline/content_crop.hpp"
#include "imaging/pipeline/sharpen.hpp"
#include "imaging/resample/orient.hpp"

namespace resizer::imaging {
namespace {

void convert_inks(Finished& picture) {
  CmykConversion conversion = cmyk_to_srgb(picture.image, picture.icc);
  if (!conversion.used_profile) picture.warnings.add(model::Warning::profile_missing);
  picture.image = std::move(conversion.rgb);
  picture.icc = srgb_profile();
}

/// Converts linear light back to samples, in place.
void encode_light(const Image& image, const TransferCurves& curves) {
  for (unsigned channel = 0; channel < image.format.color_planes(); ++channel) {
    const cv::Mat& plane = image.planes[channel];
    for (int y = 0; y < plane.rows; ++y) {
      curves.to_samples(channel, const_cast<float*>(plane.ptr<float>(y)), static_cast<std::size_t>(plane.cols));
    }
  }
}

void convert_to_srgb(Finished& picture, const std::optional<CodePoints>& high_range, ColorFamily stored,
                     Workspace& workspace) {
  PixelFormat deep;
  deep.family = picture.image.format.family == ColorFamily::gray ? ColorFamily::gray : ColorFamily::rgb;
  deep.sample = SampleType::u16;
  deep.depth_bits = 16;
  deep.alpha = picture.image.format.alpha;
  const bool is_srgb = picture.icc.empty() || picture.icc == srgb_profile(deep.family);
  if (high_range) {
    picture.image = fit_into_srgb(workspace.converter.convert(picture.image, deep), *high_range);
  } else if (!is_srgb) {
    std::optional<Image> converted = to_srgb(workspace.converter.convert(picture.image, deep), picture.icc);
    if (converted) picture.image = std::move(*converted);
    if (!converted) picture.warnings.add(model::Warning::profile_dropped);
  }
  picture.icc = srgb_profile(stored);
}

/// The same gray in three planes.
Image repeat_gray(const Image& gray) {
  Image rgb{gray.format, gray.size, {3, gray.planes.front()}};
  rgb.format.family = ColorFamily::rgb;
  rgb.planes.insert(rgb.planes.end(), gray.planes.begin() + 1, gray.planes.end());
  return rgb;
}

/// What shines through transparency that is not stored.
PlaneSamples samples_below(const Finished& picture, const FinishPlan& plan, PixelConverter& converter) {
  const PixelFormat& format = picture.image.format;
  if (!plan.target.background) return white_samples(format);
  PlaneSamples samples = background_samples(*plan.target.background, format, picture.icc, converter);
  if (plan.curves == nullptr) return samples;
  for (unsigned channel = 0; channel < format.color_planes(); ++channel) {
    auto light = static_cast<float>(samples[channel]);
    plan.curves->to_light(channel, &light, 1);
    samples[channel] = light;
  }
  return samples;
}

/// Fits the upright image to its canvas: cuts it, or pads it.
void fit_to_canvas(Finished& picture, std::optional<model::BackgroundColor> background, PixelConverter& converter) {
  Image& image = picture.image;
  const Geometry& geometry = picture.geometry;
  if (geometry.content_gravity) {
    const Position wanted = position_by_content(image, geometry.canvas, *geometry.content_gravity);
    const Position position = at_chroma_sample(wanted, image.format.subsampling);
    image = cut_out(image, geometry.canvas, position);
    picture.geometry = cut_to_canvas(geometry, position);
  } else if (image.size != geometry.canvas) {
    const PlaneSamples fill = background ? background_samples(*background, image.format, picture.icc, converter)
                                         : empty_samples(image.format);
    image = lay_on_canvas(image, geometry.canvas, {geometry.left_px, geometry.top_px}, fill);
  }
}

}  // namespace

Finished finish_image(Image resampled, const ImageInfo& info, const FinishPlan& plan, Workspace& workspace) {
  const auto& [geometry, target, curves] = plan;
  Finished finished{std::move(resampled), info.metadata.icc, geometry, {}};
  Image& image = finished.image;
  const bool is_cmyk = image.format.family == ColorFamily::cmyk;
  if (is_cmyk) convert_inks(finished);
  if (target.gray_to_rgb) image = repeat_gray(image);
  if (image.format.has_alpha() && !target.stored.has_alpha()) {
    image = flatten(image, samples_below(finished, plan, workspace.converter));
  }
  if (curves != nullptr) encode_light(image, *curves);
  if (target.to_srgb && !is_cmyk) {
    convert_to_srgb(finished, high_range_of(info.metadata.code_points), target.stored.family, workspace);
  }
  const bool is_lossy = target.stored.family == ColorFamily::ycbcr;
  if (is_lossy && image.format.has_alpha()) bleed_alpha_edges(image, workspace.resampler);
  image = workspace.converter.convert(image, target.pre_rotation);
  image = crop_to(orient_image(image, geometry.orientation), oriented(geometry.resampled, geometry.orientation));
  if (target.sharpen) image = sharpened(image, *target.sharpen);
  fit_to_canvas(finished, target.background, workspace.converter);
  if (target.chroma_by_content) halve_smooth_chroma(image);
  return finished;
}

/// Conversion and orientation take two copies of an image and one for scratch. Conversion to sRGB takes two more, of 16
/// bits and packed; sharpening another copy, and rows that are small beside a few of images.
std::uint64_t finishing_pixel_bytes(std::uint64_t resampled_pixel_bytes, const TargetPlan& target) noexcept {
  constexpr std::uint64_t kCopies = 2;
  constexpr std::uint64_t kDeepCopies = 2;
  const std::uint64_t deep = target.to_srgb ? kDeepCopies * sizeof(std::uint16_t) * kMaxPlanes : 0;
  const std::uint64_t copies = target.sharpen ? kCopies + 1 : kCopies;
  return copies * std::max(resampled_pixel_bytes, full_pixel_bytes(target.stored)) + deep;
}

}  // namespace resizer::imaging
