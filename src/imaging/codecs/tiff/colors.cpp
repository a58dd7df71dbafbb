#include "imaging/codecs/tiff/colors.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <opencv2/core.hpp>

namespace resizer::imaging {
namespace {

/// The encoding of L*a*b* samples: flip bits, then value = scale * sample + offset.
struct LabCode {
  std::uint32_t flip = 0;
  float scale = 1;
  float offset = 0;
};
using LabCodes = std::array<LabCode, 3>;

/// TIFF 6.0, section 23: L* from 0 to full scale, a* and b* signed with one unit to each of the upper 8 bits.
LabCodes cie_codes(unsigned bits) noexcept {
  const std::uint32_t half = 1U << (bits - 1U);
  const LabCode chroma{half, bits == 8 ? 1 : 1 / 256.0F, -128};
  return {{{0, 100 / static_cast<float>(2 * half - 1), 0}, chroma, chroma}};
}

/// ICC.1:2001-04, 6.3.4.2: in 16 bits 100 is 0xFF00.
LabCodes icc_codes(unsigned bits) noexcept {
  const float unit = bits == 8 ? 1 : 1 / 256.0F;
  return {{{0, 100 * unit / 255, 0}, {0, unit, -128}, {0, unit, -128}}};
}

/// RFC 2301, 6.2.3: a* from -85 to 85, b* from -75 to 125, zero at 128 and 96 of 255.
LabCodes itu_codes(unsigned bits) noexcept {
  const auto white = static_cast<float>((1U << bits) - 1);
  const float unit = bits == 8 ? 1 : 256;
  const auto code = [=](float range, float zero) { return LabCode{0, range / white, -range * zero * unit / white}; };
  return {{code(100, 0), code(170, 128), code(200, 96)}};
}

LabCodes codes_of(const TiffImage& image) noexcept {
  if (image.numbers == TiffNumbers::floats) return {};  // L*, a* and b* themselves
  if (image.color == TiffColor::icc_lab) return icc_codes(image.bits);
  return image.color == TiffColor::itu_lab ? itu_codes(image.bits) : cie_codes(image.bits);
}

template <class Sample>
std::uint32_t flipped(Sample sample, std::uint32_t flip) noexcept {
  return static_cast<std::uint32_t>(sample) ^ flip;
}
float flipped(float sample, std::uint32_t /*flip*/) noexcept {
  return sample;
}

template <class Sample>
Sample* samples(const RowBuffers& rows, unsigned plane, std::size_t y) noexcept {
  return reinterpret_cast<Sample*>(rows[plane].row(y));
}

/// IEC 61966-2-1, continued above 1.
float srgb_sample(float light) noexcept {
  if (light <= 0.0031308F) return 12.92F * std::max(light, 0.0F);
  return 1.055F * std::pow(light, 1 / 2.4F) - 0.055F;
}

}  // namespace

TiffColors::TiffColors(const TiffImage& image) : image_(image) {
  if (image.is_lab()) lab_.emplace();
}

void TiffColors::convert(const RowBuffers& rows, std::uint32_t width_px, std::size_t y) {
  const SampleType sample = image_.format.sample;
  if (sample == SampleType::f32) bound_floats(rows, width_px, y);
  switch (image_.color) {
    case TiffColor::as_stored:
      return;
    case TiffColor::min_is_white:
      return invert(rows, width_px, y);
    case TiffColor::palette:
      return sample == SampleType::u8 ? look_up<std::uint8_t>(rows, width_px, y)
                                      : look_up<std::uint16_t>(rows, width_px, y);
    case TiffColor::cie_lab:
    case TiffColor::icc_lab:
    case TiffColor::itu_lab:
      return sample == SampleType::u8    ? convert_lab<std::uint8_t>(rows, width_px, y)
             : sample == SampleType::u16 ? convert_lab<std::uint16_t>(rows, width_px, y)
                                         : convert_lab<float>(rows, width_px, y);
    case TiffColor::log_l:
    case TiffColor::log_luv:
      return convert_log(rows, width_px, y);
  }
}

/// Clamps floats: NaN, or overflow in sums, would spread to all pixels within reach of the filter. Alpha must be from 0
/// to 1.
void TiffColors::bound_floats(const RowBuffers& rows, std::uint32_t width_px, std::size_t y) const {
  constexpr float kMost = 1e30F;
  const auto bound = [=](unsigned plane, float lowest, float highest) {
    auto* row = samples<float>(rows, plane, y);
    for (std::uint32_t x = 0; x < width_px; ++x) {
      const float number = std::isnan(row[x]) ? 0 : row[x];
      row[x] = std::min(std::max(number, lowest), highest);
    }
  };
  const unsigned colors = image_.format.color_planes();
  for (unsigned plane = 0; plane < colors; ++plane) bound(plane, -kMost, kMost);
  if (image_.format.has_alpha()) bound(colors, 0, 1);
}

/// In premultiplied gray, white equals alpha.
void TiffColors::invert(const RowBuffers& rows, std::uint32_t width_px, std::size_t y) const {
  const PixelFormat& format = image_.format;
  const auto width = static_cast<int>(width_px);
  cv::Mat gray(1, width, mat_type(format.sample), rows[0].row(y));
  if (format.alpha == Alpha::premultiplied) {
    cv::subtract(cv::Mat(1, width, mat_type(format.sample), rows[1].row(y)), gray, gray);
    return;
  }
  const double white = format.sample == SampleType::f32 ? 1.0 : (1U << format.depth_bits) - 1;
  cv::subtract(cv::Scalar(white), gray, gray);
}

template <class Sample>
void TiffColors::look_up(const RowBuffers& rows, std::uint32_t width_px, std::size_t y) const {
  auto* red = samples<Sample>(rows, 0, y);  // holds the index
  auto* green = samples<Sample>(rows, 1, y);
  auto* blue = samples<Sample>(rows, 2, y);
  const auto* palette = image_.palette.data();
  for (std::uint32_t x = 0; x < width_px; ++x) {
    const auto& color = palette[red[x]];
    red[x] = static_cast<Sample>(color[0]);
    green[x] = static_cast<Sample>(color[1]);
    blue[x] = static_cast<Sample>(color[2]);
  }
  const auto stored_white = static_cast<unsigned>(image_.palette.size() - 1);
  constexpr unsigned kWhite = std::numeric_limits<Sample>::max();
  if (!image_.format.has_alpha() || stored_white == kWhite) return;
  auto* alpha = samples<Sample>(rows, 3, y);
  for (std::uint32_t x = 0; x < width_px; ++x) {
    alpha[x] = static_cast<Sample>((alpha[x] * kWhite + stored_white / 2) / stored_white);
  }
}

template <class Sample>
void TiffColors::convert_lab(const RowBuffers& rows, std::uint32_t width_px, std::size_t y) {
  const LabCodes codes = codes_of(image_);
  packed_.create(1, static_cast<int>(width_px), CV_32FC3);
  auto* packed = packed_.ptr<float>();
  for (unsigned channel = 0; channel < codes.size(); ++channel) {
    const LabCode code = codes[channel];
    const auto* stored = samples<Sample>(rows, channel, y);
    for (std::uint32_t x = 0; x < width_px; ++x) {
      packed[3 * x + channel] = code.scale * static_cast<float>(flipped(stored[x], code.flip)) + code.offset;
    }
  }
  lab_->apply(packed_);
  std::array<cv::Mat, 3> planes;
  for (unsigned channel = 0; channel < planes.size(); ++channel) {
    const double white = image_.format.sample == SampleType::f32 ? 1 : std::numeric_limits<Sample>::max();
    cv::Mat target(1, static_cast<int>(width_px), mat_type(image_.format.sample), rows[channel].row(y));
    cv::extractChannel(packed_, planes[channel], static_cast<int>(channel));
    planes[channel].convertTo(target, target.type(), white);
  }
}

/// G. Ward Larson, "The LogLuv Encoding for Full Gamut, High Dynamic Range Images" (1998): colors relative to white of
/// equal energy, here in the primaries of ITU-R BT.709 about that same white.
void TiffColors::convert_log(const RowBuffers& rows, std::uint32_t width_px, std::size_t y) const {
  auto* first = samples<float>(rows, 0, y);
  if (image_.color == TiffColor::log_l) {
    std::transform(first, first + width_px, first, srgb_sample);
    return;
  }
  auto* second = samples<float>(rows, 1, y);
  auto* third = samples<float>(rows, 2, y);
  for (std::uint32_t x = 0; x < width_px; ++x) {
    const float cie_x = first[x];
    const float cie_y = second[x];
    const float cie_z = third[x];
    first[x] = srgb_sample(2.68966F * cie_x - 1.27586F * cie_y - 0.41379F * cie_z);
    second[x] = srgb_sample(-1.02211F * cie_x + 1.97829F * cie_y + 0.04382F * cie_z);
    third[x] = srgb_sample(0.06122F * cie_x - 0.22449F * cie_y + 1.16327F * cie_z);
  }
}

}  // namespace resizer::imaging
