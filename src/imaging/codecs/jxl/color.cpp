#include "imaging/codecs/jxl/color.hpp"

#include <optional>

#include "imaging/codecs/jxl/libjxl.hpp"
#include "imaging/color/hdr_light.hpp"
#include "imaging/color/primaries.hpp"
#include "util/error.hpp"

namespace resizer::imaging {
namespace {

constexpr std::uint16_t kBt709 = 1;
constexpr std::uint16_t kDciP3 = 11;
constexpr std::uint16_t kDisplayP3 = 12;

/// ITU-T H.273, table 2. None for other combinations of primaries and white.
std::optional<std::uint16_t> primaries_of(const JxlColorEncoding& color) noexcept {
  if (color.color_space == JXL_COLOR_SPACE_GRAY) return kBt709;
  if (color.white_point == JXL_WHITE_POINT_DCI && color.primaries == JXL_PRIMARIES_P3) return kDciP3;
  if (color.white_point != JXL_WHITE_POINT_D65) return std::nullopt;
  if (color.primaries == JXL_PRIMARIES_P3) return kDisplayP3;
  if (color.primaries == JXL_PRIMARIES_CUSTOM) return std::nullopt;
  return static_cast<std::uint16_t>(color.primaries);  // libjxl numbers the others as H.273 does
}

/// libjxl numbers transfer functions as H.273 does, except for powers, which that does not have.
std::optional<CodePoints> code_points_of(const JxlColorEncoding& color) noexcept {
  const auto primaries = primaries_of(color);
  if (!primaries || color.transfer_function == JXL_TRANSFER_FUNCTION_GAMMA) return std::nullopt;
  return CodePoints{*primaries, static_cast<std::uint16_t>(color.transfer_function)};
}

bool is_srgb(CodePoints points) noexcept {
  return points == CodePoints{kBt709, JXL_TRANSFER_FUNCTION_SRGB};
}

std::optional<JxlColorEncoding> encoded_color(const JxlDecoder* decoder) {
  JxlColorEncoding color;
  const bool is_encoded = libjxl().JxlDecoderGetColorAsEncodedProfile(
                              decoder, nullptr, JXL_COLOR_PROFILE_TARGET_ORIGINAL, &color) == JXL_DEC_SUCCESS;
  return is_encoded ? std::optional(color) : std::nullopt;
}

/// Empty if there is none.
Bytes profile_of(const JxlDecoder* decoder, JxlColorProfileTarget target) {
  std::size_t size_bytes = 0;
  if (libjxl().JxlDecoderGetICCProfileSize(decoder, nullptr, target, &size_bytes) != JXL_DEC_SUCCESS) return {};
  if (size_bytes > kMaxMetadataBytes) return {};
  Bytes icc(size_bytes);
  const auto status = libjxl().JxlDecoderGetColorAsICCProfile(decoder, nullptr, target, icc.data(), icc.size());
  return status == JXL_DEC_SUCCESS ? icc : Bytes{};
}

void set_chromaticity(double (&xy)[2], const Chromaticity& color) noexcept {  // NOLINT(modernize-avoid-c-arrays)
  xy[0] = color.x;
  xy[1] = color.y;
}

JxlColorEncoding encoding_of(CodePoints points, ColorFamily family) noexcept {
  JxlColorEncoding color{};
  const Chromaticities* known = chromaticities_of(points.primaries);
  const Chromaticities& colors = known != nullptr ? *known : kSrgbChromaticities;
  color.color_space = family == ColorFamily::gray ? JXL_COLOR_SPACE_GRAY : JXL_COLOR_SPACE_RGB;
  color.white_point = JXL_WHITE_POINT_CUSTOM;
  set_chromaticity(color.white_point_xy, colors.white);
  color.primaries = JXL_PRIMARIES_CUSTOM;
  set_chromaticity(color.primaries_red_xy, colors.red);
  set_chromaticity(color.primaries_green_xy, colors.green);
  set_chromaticity(color.primaries_blue_xy, colors.blue);
  color.transfer_function = static_cast<JxlTransferFunction>(points.transfer);
  color.rendering_intent = JXL_RENDERING_INTENT_RELATIVE;
  return color;
}

}  // namespace

void read_jxl_color(const JxlDecoder* decoder, ImageInfo& info) {
  const auto color = encoded_color(decoder);
  const auto points = color ? code_points_of(*color) : std::nullopt;
  if (points && is_srgb(*points)) {
    info.metadata.srgb_intent = static_cast<std::uint8_t>(color->rendering_intent);
    return;
  }
  if (points && is_high_dynamic_range(*points)) {
    info.metadata.code_points = points;
    return;
  }
  info.metadata.icc = profile_of(decoder, JXL_COLOR_PROFILE_TARGET_ORIGINAL);
  if (info.metadata.icc.empty()) info.warnings.add(model::Warning::color_space_unknown);
}

bool needs_conversion(const JxlDecoder* decoder, const JxlBasicInfo& basic) {
  return basic.uses_original_profile == JXL_FALSE && !encoded_color(decoder);
}

JxlColorEncoding wide_jxl_color(ColorFamily family) noexcept {
  constexpr std::uint16_t kBt2020 = 9;
  return encoding_of({kBt2020, JXL_TRANSFER_FUNCTION_SRGB}, family);
}

Bytes jxl_pixel_profile(const JxlDecoder* decoder) {
  return profile_of(decoder, JXL_COLOR_PROFILE_TARGET_DATA);
}

void set_jxl_color(JxlEncoder* encoder, const PixelFormat& format, const Metadata* metadata) {
  const auto high_range = metadata != nullptr ? high_range_of(metadata->code_points) : std::nullopt;
  JxlEncoderStatus status = JXL_ENC_SUCCESS;
  if (!high_range && metadata != nullptr && !metadata->icc.empty()) {
    status = libjxl().JxlEncoderSetICCProfile(encoder, metadata->icc.data(), metadata->icc.size());
  } else {
    const CodePoints points = high_range.value_or(CodePoints{kBt709, JXL_TRANSFER_FUNCTION_SRGB});
    const JxlColorEncoding color = encoding_of(points, format.family);
    status = libjxl().JxlEncoderSetColorEncoding(encoder, &color);
  }
  if (status == JXL_ENC_SUCCESS) return;
  throw util::Error(util::ErrorCode::unsupported_format, "JPEG XL: libjxl cannot use the color profile of the image");
}

}  // namespace resizer::imaging
