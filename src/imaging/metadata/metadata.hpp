#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "imaging/core/code_points.hpp"

namespace resizer::imaging {

/// How large the image is to be printed, in pixels an inch.
struct PixelDensity {
  double x_per_inch = 0;
  double y_per_inch = 0;
  friend constexpr bool operator==(PixelDensity, PixelDensity) = default;
};

/// Where on Earth the pixels lie (OGC GeoTIFF 1.1), and what GDAL says of their values; each as its tag has it.
struct GeoReference {
  std::vector<double> pixel_scale{};
  std::vector<double> tiepoints{};
  std::vector<double> transformation{};
  std::vector<std::uint16_t> keys{};
  std::vector<double> double_params{};
  std::string ascii_params{};
  std::string gdal_metadata{};
  std::string gdal_no_data{};
  bool complete = true;  ///< Nothing of what the file has was left out.
  friend bool operator==(const GeoReference&, const GeoReference&) = default;
};

/// A profile, EXIF or XMP that is longer is taken for an attack.
inline constexpr std::size_t kMaxMetadataBytes = std::size_t{32} << 20U;

/// What a file carries beside its pixels; empty where it has none.
struct Metadata {
  /// The ICC profile (ICC.1) of the colors: the file's, byte for byte, or one that says what the file says otherwise.
  /// Empty for sRGB, and for high dynamic range, which code points alone describe.
  std::vector<std::uint8_t> icc;
  /// Where the file has them. Unless they are of high dynamic range or of a kind that no profile is made for, `icc`
  /// says the same.
  std::optional<CodePoints> code_points;
  /// A profile that a file has beside code points, for readers that do not know those.
  std::vector<std::uint8_t> fallback_icc;
  /// Of a PNG that says it is sRGB without a profile: the rendering intent.
  std::optional<std::uint8_t> srgb_intent;
  std::vector<std::uint8_t> exif;  ///< A TIFF stream (Exif 2.3, 4.5.2) that begins with "II" or "MM".
  std::vector<std::uint8_t> xmp;   ///< An XMP packet, UTF-8.
  std::vector<std::uint8_t> iptc;  ///< The contents of JPEG's APP13 after "Photoshop 3.0\0".
  /// Where a format has a place for it beside EXIF. From 1 to 65535, which all of them can hold.
  std::optional<PixelDensity> density;
  std::optional<GeoReference> georeference{};
  /// Of the pixels, as EXIF counts it: 1 to 8, for formats that have a place for it beside EXIF.
  int orientation = 1;
  bool lost_maker_note = false;  ///< EXIF had maker notes, which cannot be moved from where they were in the file.
  bool has_more_xmp = false;     ///< There is XMP beside it (XMP part 3, 1.1.3.1: extended), which is not read.
  bool has_flat_pixels = false;  ///< It gives a shape of its pixels other than a square, without a density.
  bool has_text = false;         ///< There are comments or texts, which are not read.
};

}  // namespace resizer::imaging
