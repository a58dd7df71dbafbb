#include "imaging/pipeline/output_metadata.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "imaging/color/profiles.hpp"
#include "imaging/metadata/exif.hpp"
#include "imaging/metadata/image_resources.hpp"
#include "imaging/metadata/xmp.hpp"

namespace resizer::imaging {
namespace {

/// Whether the data color space of the profile (ICC.1:2010, 7.2.6) matches the channels of the image.
bool profile_fits(ByteView icc, ColorFamily family) {
  constexpr std::size_t kColorSpaceOffset = 16;
  if (icc.size() < kColorSpaceOffset + 4) return false;
  const std::string_view space(reinterpret_cast<const char*>(icc.data()) + kColorSpaceOffset, 4);
  return space == (family == ColorFamily::gray ? "GRAY" : family == ColorFamily::cmyk ? "CMYK" : "RGB ");
}

/// Tolerates rounding to whole pixels per meter or inch.
bool is_square(PixelDensity density) noexcept {
  constexpr double kTolerance = 0.01;
  return std::abs(density.x_per_inch - density.y_per_inch) <= kTolerance * density.x_per_inch;
}

bool loses_pixel_shape(const Metadata& source, const Metadata& kept, const model::MetadataTraits& target) noexcept {
  const bool is_kept = kept.density && target.density;
  return source.has_flat_pixels || (source.density && !is_square(*source.density) && !is_kept);
}

void drop_too_long(Bytes& block, std::size_t max_bytes, model::Warning warning, model::Warnings& warnings) {
  if (block.size() <= max_bytes) return;
  block.clear();
  warnings.add(warning);
}

}  // namespace

Metadata output_metadata(const ImageInfo& info, const Image& finished, const model::MetadataTraits& target,
                         model::Keep keep, model::Warnings& warnings) {
  const Metadata& source = info.metadata;
  Metadata kept;
  if (keep != model::Keep::none && profile_fits(source.icc, finished.format.family)) kept.icc = source.icc;
  if (keep != model::Keep::none) {
    kept.code_points = source.code_points;
    if (profile_fits(source.fallback_icc, finished.format.family)) kept.fallback_icc = source.fallback_icc;
    if (source.icc.empty()) kept.srgb_intent = source.srgb_intent;
  }
  // Images without a profile are sRGB, so an sRGB profile is not missed.
  const bool is_missed = !source.icc.empty() && source.icc != srgb_profile(finished.format.family);
  if (kept.icc.empty() && is_missed) warnings.add(model::Warning::profile_dropped);
  if (keep == model::Keep::all) {
    kept.exif = updated_exif(source.exif, finished.size, info.orientation);
    kept.xmp = updated_xmp(source.xmp, finished.size, info.orientation);
    kept.iptc = descriptive_resources(source.iptc);
    kept.density = source.density;
    if (target.georeference) kept.georeference = source.georeference;
    const bool is_whole =
        kept.georeference == source.georeference && (!source.georeference || source.georeference->complete);
    if (!is_whole) warnings.add(model::Warning::georeference_dropped);
    drop_too_long(kept.exif, target.max_exif_bytes, model::Warning::exif_dropped, warnings);
    drop_too_long(kept.xmp, target.max_xmp_bytes, model::Warning::xmp_dropped, warnings);
    drop_too_long(kept.iptc, target.max_iptc_bytes, model::Warning::iptc_dropped, warnings);
    if (source.has_more_iptc) warnings.add(model::Warning::iptc_dropped);
    const bool is_xmp_unreadable = kept.xmp.empty() && !source.xmp.empty();
    if (is_xmp_unreadable || source.has_more_xmp) warnings.add(model::Warning::xmp_dropped);
    if (source.lost_maker_note) warnings.add(model::Warning::maker_notes_dropped);
    if (source.has_text) warnings.add(model::Warning::text_dropped);
  }
  const bool is_told = target.orientation || summarize_exif(kept.exif).orientation == info.orientation;
  if (is_told) kept.orientation = info.orientation;
  if (!is_told) warnings.add(model::Warning::orientation_dropped);
  if (loses_pixel_shape(source, kept, target)) warnings.add(model::Warning::pixels_not_square);
  return kept;
}

}  // namespace resizer::imaging
