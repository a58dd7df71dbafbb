#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "imaging/core/code_points.hpp"

namespace resizer::imaging {

/// The print resolution in pixels per inch.
struct PixelDensity {
  double x_per_inch = 0;
  double y_per_inch = 0;
  friend constexpr bool operator==(PixelDensity, PixelDensity) = default;
};

/// The georeference (OGC GeoTIFF 1.1) and GDAL tags, each as stored.
struct GeoReference {
  std::vector<double> pixel_scale{};
  std::vector<double> tiepoints{};
  std::vector<double> transformation{};
  std::vector<std::uint16_t> keys{};
  std::vector<double> double_params{};
  std::string ascii_params{};
  std::string gdal_metadata{};
  std::string gdal_no_data{};
  bool complete = true;  ///< Nothing in the file was skipped.
  friend bool operator==(const GeoReference&, const GeoReference&) = default;
};

/// A longer profile, EXIF or XMP is taken for an attack.
inline constexpr std::size_t kMaxMetadataBytes = std::size_t{32} << 20U;

/// The metadata of a file; empty where it has none.
struct Metadata {
  /// The ICC profile (ICC.1): that of the file, byte for byte, or one generated from its other color information. Empty
  /// for sRGB, and for high dynamic range, which is described by code points only.
  std::vector<std::uint8_t> icc;
  /// If the file has them. `icc` is equivalent, unless they are for high dynamic range or have no profile.
  std::optional<CodePoints> code_points;
  /// A profile beside code points, for readers that do not support those.
  std::vector<std::uint8_t> fallback_icc;
  /// The rendering intent of a file marked as sRGB without a profile.
  std::optional<std::uint8_t> srgb_intent;
  std::vector<std::uint8_t> exif;  ///< A TIFF stream (Exif 2.3, 4.5.2) that begins with "II" or "MM".
  std::vector<std::uint8_t> xmp;   ///< An XMP packet, UTF-8.
  std::vector<std::uint8_t> iptc;  ///< The contents of JPEG's APP13 after "Photoshop 3.0\0".
  /// For formats that store it outside EXIF. From 1 to 65535, which all of them can hold.
  std::optional<PixelDensity> density;
  std::optional<GeoReference> georeference{};
  /// The EXIF orientation, 1 to 8, for formats that store it outside EXIF.
  int orientation = 1;
  bool lost_maker_note = false;  ///< EXIF had maker notes that cannot be moved.
  bool has_more_xmp = false;     ///< There is extended XMP (XMP part 3, 1.1.3.1), which is not read.
  bool has_more_iptc = false;    ///< There is IPTC that is too long to be read.
  bool has_flat_pixels = false;  ///< The pixel aspect ratio is not square, and there is no density.
  bool has_text = false;         ///< There are comments or texts, which are not kept.
};

}  // namespace resizer::imaging
