#include "imaging/codecs/heif/color.hpp"

#include <string>

#include "imaging/color/hdr_light.hpp"
#include "imaging/color/primaries.hpp"
#include "imaging/color/profiles.hpp"

namespace resizer::imaging {
namespace {

constexpr std::uint16_t kPq = 16;

[[noreturn]] void raise_unsupported(const CodedColor& color) {
  throw util::Error(util::ErrorCode::unsupported_format,
                    "HEIF: unsupported matrix coefficients " + std::to_string(color.matrix));
}

/// ITU-T H.273, table 4.
Matrix matrix_of(const CodedColor& color) {
  switch (color.matrix) {
    case 1:
      return Matrix::bt709;
    case 2:  // unspecified: as in JPEG, like other readers
    case 5:
    case 6:
      return Matrix::bt601;
    case 4:
      return Matrix::fcc;
    case 7:
      return Matrix::smpte240m;
    case 8:
      return Matrix::ycgco;
    case 9:
      return Matrix::bt2020;
    case 12:
      return Matrix::chromaticity_derived;
    case 14:
      if (color.transfer == kPq) return Matrix::ictcp;  // with HLG, zimg uses display light
      break;
    default:
      break;
  }
  raise_unsupported(color);
}

}  // namespace

PixelFormat pixel_format_of(const ImageItem& image) {
  constexpr std::uint16_t kIdentity = 0;
  constexpr std::uint16_t kBt709 = 1;
  constexpr std::uint16_t kUnspecified = 2;
  const CodedColor& color = image.color;
  PixelFormat format;
  format.range = color.full_range ? Range::full : Range::limited;
  format.depth_bits = image.tile.depth_bits;
  format.sample = format.depth_bits > 8 ? SampleType::u16 : SampleType::u8;
  if (image.tile.gray) {
    format.family = ColorFamily::gray;
  } else if (color.matrix == kIdentity) {
    if (image.tile.chroma != Subsampling{}) raise_unsupported(color);
    format.family = ColorFamily::rgb;
  } else {
    format.family = ColorFamily::ycbcr;
    format.subsampling = image.tile.chroma;
    format.matrix = matrix_of(color);
  }
  if (format.matrix == Matrix::chromaticity_derived) {
    format.primaries = static_cast<std::uint8_t>(color.primaries == kUnspecified ? kBt709 : color.primaries);
    if (chromaticities_of(format.primaries) == nullptr) raise_unsupported(color);
  }
  return format;
}

void describe_color(const CodedColor& color, ImageInfo& info) {
  if (!info.metadata.icc.empty()) return;
  const CodePoints points{color.primaries, color.transfer};
  const ColorFamily family = info.pixels.family == ColorFamily::gray ? ColorFamily::gray : ColorFamily::rgb;
  if (is_high_dynamic_range(points)) {
    info.metadata.code_points = points;
    return;
  }
  info.metadata.icc = profile_of(points, family);
  if (info.metadata.icc.empty() && !is_shown_as_srgb(points, family)) {
    info.warnings.add(model::Warning::color_space_unknown);
  }
}

}  // namespace resizer::imaging
