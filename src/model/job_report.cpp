#include "resizer/model/job_report.hpp"

namespace resizer::model {

template <>
std::span<const Name<Warning>> names<Warning>() noexcept {
  static constexpr std::array<Name<Warning>, 15> kNames{{{Warning::animation_dropped, "animation_dropped"},
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
                                                         {Warning::range_reduced, "range_reduced"}}};
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
      return "bits a channel were reduced: the output format holds no more";
    case Warning::alpha_flattened:
      return "transparency was laid on white: the output format has none";
    case Warning::profile_dropped:
      return "the colour profile was dropped";
    case Warning::profile_missing:
      return "CMYK without an ICC profile: colours are approximate";
    case Warning::exif_broken:
      return "the EXIF block is damaged and was read only in part";
    case Warning::data_damaged:
      return "the image data is damaged; what could be read was used";
    case Warning::exif_dropped:
      return "EXIF was dropped: the output format holds no block as long";
    case Warning::xmp_dropped:
      return "XMP was dropped, all or the extended part of it: the output format cannot hold it";
    case Warning::iptc_dropped:
      return "IPTC was dropped: the output format has no place for it";
    case Warning::text_dropped:
      return "comments were dropped";
    case Warning::depth_map_dropped:
      return "the depth map was dropped";
    case Warning::range_reduced:
      return "high dynamic range was fitted into sRGB";
  }
  return {};
}

StageTimes& StageTimes::operator+=(const StageTimes& other) noexcept {
  read += other.read;
  decode += other.decode;
  resample += other.resample;
  encode += other.encode;
  write += other.write;
  return *this;
}

}  // namespace resizer::model
