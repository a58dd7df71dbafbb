#include "model/job_report.hpp"

namespace resizer::model {

template <>
std::span<const Name<Warning>> names<Warning>() noexcept {
  static constexpr std::array<Name<Warning>, 26> kNames{{{Warning::animation_dropped, "animation_dropped"},
                                                         {Warning::pages_dropped, "pages_dropped"},
                                                         {Warning::gain_map_dropped, "gain_map_dropped"},
                                                         {Warning::depth_reduced, "depth_reduced"},
                                                         {Warning::alpha_flattened, "alpha_flattened"},
                                                         {Warning::profile_dropped, "profile_dropped"},
                                                         {Warning::profile_missing, "profile_missing"},
                                                         {Warning::exif_broken, "exif_broken"},
                                                         {Warning::data_damaged, "data_damaged"},
                                                         {Warning::exif_dropped, "exif_dropped"},
                                                         {Warning::xmp_dropped, "xmp_dropped"},
                                                         {Warning::iptc_dropped, "iptc_dropped"},
                                                         {Warning::text_dropped, "text_dropped"},
                                                         {Warning::depth_map_dropped, "depth_map_dropped"},
                                                         {Warning::range_reduced, "range_reduced"},
                                                         {Warning::nonconforming, "nonconforming"},
                                                         {Warning::profile_broken, "profile_broken"},
                                                         {Warning::color_space_unknown, "color_space_unknown"},
                                                         {Warning::pixels_not_square, "pixels_not_square"},
                                                         {Warning::motion_photo_dropped, "motion_photo_dropped"},
                                                         {Warning::maker_notes_dropped, "maker_notes_dropped"},
                                                         {Warning::orientation_dropped, "orientation_dropped"},
                                                         {Warning::georeference_dropped, "georeference_dropped"},
                                                         {Warning::chroma_reduced, "chroma_reduced"},
                                                         {Warning::raw_preview_used, "raw_preview_used"},
                                                         {Warning::raw_preview_reduced, "raw_preview_reduced"}}};
  return kNames;
}

std::string_view describe(Warning warning) noexcept {
  switch (warning) {
    case Warning::animation_dropped:
      return "animated: only the first frame was kept";
    case Warning::pages_dropped:
      return "several pages: only the first was kept";
    case Warning::gain_map_dropped:
      return "the HDR gain map was dropped";
    case Warning::depth_reduced:
      return "bit depth was reduced: the output format has no more";
    case Warning::alpha_flattened:
      return "transparency was flattened onto the background: the output format has none";
    case Warning::profile_dropped:
      return "the color profile was dropped";
    case Warning::profile_missing:
      return "CMYK without an ICC profile: colors are approximate";
    case Warning::exif_broken:
      return "the EXIF block is damaged and was read only in part";
    case Warning::data_damaged:
      return "the image data is damaged; what could be read was used";
    case Warning::exif_dropped:
      return "EXIF was dropped: it is too long for the output format";
    case Warning::xmp_dropped:
      return "XMP, or its extended part, was dropped: the output format cannot hold it";
    case Warning::iptc_dropped:
      return "IPTC was dropped: the output format cannot hold it";
    case Warning::text_dropped:
      return "comments were dropped";
    case Warning::depth_map_dropped:
      return "the depth map was dropped";
    case Warning::range_reduced:
      return "high dynamic range was converted to sRGB";
    case Warning::nonconforming:
      return "the file violates its format, but no pixel is missing";
    case Warning::profile_broken:
      return "the color profile is damaged and was ignored";
    case Warning::color_space_unknown:
      return "the color space is unknown; colors are treated as sRGB";
    case Warning::pixels_not_square:
      return "the pixels are not square; the output treats them as square";
    case Warning::motion_photo_dropped:
      return "the video of the motion photo was dropped";
    case Warning::maker_notes_dropped:
      return "maker notes were dropped: moving them would break them";
    case Warning::orientation_dropped:
      return "the orientation was dropped: the output format cannot hold it";
    case Warning::georeference_dropped:
      return "the georeference was dropped";
    case Warning::chroma_reduced:
      return "chroma has half the resolution: the output format has no other";
    case Warning::raw_preview_used:
      return "made from the camera's JPEG preview, not from the RAW data";
    case Warning::raw_preview_reduced:
      return "made from the camera's JPEG preview, which has fewer pixels than the RAW data";
  }
  return {};
}

bool is_blemish(Warning warning) noexcept {
  switch (warning) {
    case Warning::exif_broken:
    case Warning::nonconforming:
    case Warning::profile_broken:
      return true;
    default:
      return false;
  }
}

StageTimes& StageTimes::operator+=(const StageTimes& other) noexcept {
  read += other.read;
  decode += other.decode;
  resample += other.resample;
  encode += other.encode;
  write += other.write;
  return *this;
}

template <>
std::span<const Name<MadeFrom>> names<MadeFrom>() noexcept {
  static constexpr std::array<Name<MadeFrom>, 3> kNames{{{MadeFrom::decoded_image, "decoded_image"},
                                                         {MadeFrom::larger_output, "larger_output"},
                                                         {MadeFrom::input_file, "input_file"}}};
  return kNames;
}

}  // namespace resizer::model
