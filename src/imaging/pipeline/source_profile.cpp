#include "imaging/pipeline/source_profile.hpp"

#include "imaging/color/icc.hpp"
#include "imaging/color/profiles.hpp"
#include "imaging/metadata/exif.hpp"

namespace resizer::imaging {

void settle_profile(ImageInfo& info) {
  Metadata& metadata = info.metadata;
  if (!metadata.icc.empty() && !is_whole_profile(metadata.icc)) {
    metadata.icc.clear();
    info.warnings.add(model::Warning::profile_broken);
  }
  const bool is_rgb = info.pixels.family == ColorFamily::rgb || info.pixels.family == ColorFamily::ycbcr;
  const bool is_known = !metadata.icc.empty() || metadata.code_points || metadata.srgb_intent;
  if (is_rgb && !is_known && summarize_exif(metadata.exif).is_adobe_rgb) metadata.icc = adobe_rgb_profile();
}

}  // namespace resizer::imaging
