#include "imaging/heif_color.hpp"

#include <string>

#include "resizer/imaging/color.hpp"
#include "resizer/util/error.hpp"

namespace resizer::imaging {
namespace {

/// Code points of ITU-T H.273, tables 2 to 4.
constexpr std::uint16_t kIdentity = 0;
constexpr std::uint16_t kBt709 = 1;
constexpr std::uint16_t kUnspecified = 2;
constexpr std::uint16_t kBt601Pal = 5;
constexpr std::uint16_t kBt601Ntsc = 6;
constexpr std::uint16_t kBt2020 = 9;
constexpr std::uint16_t kFromPrimaries = 12;

Matrix matrix_of(const CodedColor& color) {
  const std::uint16_t matrix = color.matrix == kFromPrimaries ? color.primaries : color.matrix;
  switch (matrix) {
    case kBt709:
      return Matrix::bt709;
    case kUnspecified:
    case kBt601Pal:
    case kBt601Ntsc:
      return Matrix::bt601;
    case kBt2020:
      return Matrix::bt2020;
    default:
      throw util::Error(util::ErrorCode::unsupported_format,
                        "HEIF: unsupported matrix coefficients " + std::to_string(color.matrix));
  }
}

}  // namespace

void set_coded_color(const HeifBoxes& boxes, PixelFormat& format) {
  // Where nothing is said, libheif and others take what JPEG has: BT.601, full range.
  const CodedColor color = boxes.color.value_or(CodedColor{});
  format.range = color.full_range ? Range::full : Range::limited;
  if (boxes.gray) {
    format.family = ColorFamily::gray;
  } else if (color.matrix == kIdentity && boxes.chroma == Subsampling{}) {
    format.family = ColorFamily::rgb;
  } else {
    format.family = ColorFamily::ycbcr;
    format.subsampling = boxes.chroma;
    format.matrix = matrix_of(color);
  }
}

void describe_color(const CodedColor& color, Metadata& metadata) {
  if (!metadata.icc.empty()) return;
  const CodePoints points{color.primaries, color.transfer};
  if (is_high_dynamic_range(points)) {
    metadata.code_points = points;
  } else {
    metadata.icc = profile_of(points);
  }
}

Bytes with_neutral_color(ByteView file, const HeifBoxes& boxes) {
  constexpr std::array<std::uint8_t, 7> kNeutral{0, 1, 0, 13, 0, 6, 0x80};  // BT.709, sRGB, BT.601, full range
  Bytes copy(file.begin(), file.end());
  for (const std::size_t offset : boxes.color_offsets) {
    std::copy(kNeutral.begin(), kNeutral.end(), copy.begin() + static_cast<std::ptrdiff_t>(offset));
  }
  return copy;
}

}  // namespace resizer::imaging
