#include "imaging/color/icc.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "imaging/color/lcms.hpp"
#include "imaging/core/big_endian.hpp"

#include "util/error.hpp"

namespace resizer::imaging {
namespace {

Profile open_profile(ByteView icc, cmsColorSpaceSignature space) {
  if (icc.empty()) return {};
  Profile profile(cmsOpenProfileFromMem(icc.data(), static_cast<cmsUInt32Number>(icc.size())));
  if (profile && cmsGetColorSpace(profile.get()) != space) profile.reset();
  return profile;
}

struct DeleteTransform {
  void operator()(void* transform) const noexcept { cmsDeleteTransform(transform); }
};
using Transform = std::unique_ptr<void, DeleteTransform>;

struct Space {
  cmsColorSpaceSignature signature;
  cmsUInt32Number samples_8;
  cmsUInt32Number samples_16;
};

Space space_of(ColorFamily family) noexcept {
  switch (family) {
    case ColorFamily::gray:
      return {cmsSigGrayData, TYPE_GRAY_8, TYPE_GRAY_16};
    case ColorFamily::cmyk:
      // 8-bit CMYK that is not "reversed" in lcms2 has 255 for full ink, as CMYK planes have here.
      return {cmsSigCmykData, TYPE_CMYK_8, TYPE_CMYK_16};
    case ColorFamily::rgb:
    case ColorFamily::ycbcr:
      break;
  }
  return {cmsSigRgbData, TYPE_RGB_8, TYPE_RGB_16};
}

std::vector<float> sample_curve(const cmsToneCurve* curve, std::size_t count) {
  std::vector<float> table(count);
  float highest = 0;
  for (std::size_t index = 0; index < count; ++index) {
    const float sample = static_cast<float>(index) / static_cast<float>(count - 1);
    highest = std::max(highest, cmsEvalToneCurveFloat(curve, sample));
    table[index] = highest;
  }
  for (float& light : table) light = highest > 0 ? light / highest : 0;
  return table;
}

}  // namespace

bool is_whole_profile(ByteView icc) noexcept {
  constexpr std::size_t kSignatureOffset = 36;
  constexpr std::string_view kSignature = "acsp";
  constexpr std::size_t kTableOffset = 128;
  constexpr std::size_t kCountBytes = 4;
  constexpr std::size_t kTagBytes = 12;
  if (icc.size() < kTableOffset + kCountBytes || big_endian_u32(icc.data()) > icc.size()) return false;
  if (!std::ranges::equal(icc.subspan(kSignatureOffset, kSignature.size()), kSignature)) return false;
  const std::uint32_t tags = big_endian_u32(&icc[kTableOffset]);
  ByteView table = icc.subspan(kTableOffset + kCountBytes);
  if (tags == 0 || tags > table.size() / kTagBytes) return false;
  for (table = table.first(tags * kTagBytes); !table.empty(); table = table.subspan(kTagBytes)) {
    const std::uint64_t offset = big_endian_u32(&table[4]);
    if (offset + big_endian_u32(&table[8]) > icc.size()) return false;
  }
  return true;
}

std::optional<SrgbTransform> SrgbTransform::from(ByteView icc, ColorFamily family, SampleType sample) {
  const bool is_8_bit = sample == SampleType::u8;
  const Space from = space_of(family);
  const Profile source = open_profile(icc, from.signature);
  if (!source) return std::nullopt;
  const ColorFamily result = family == ColorFamily::gray ? ColorFamily::gray : ColorFamily::rgb;
  const Space to = space_of(result);
  // No optimization where it would reduce 16 bits to a coarse grid; CMYK uses a grid anyway.
  const cmsUInt32Number precision = family == ColorFamily::cmyk ? 0 : cmsFLAGS_NOOPTIMIZE;
  void* transform = cmsCreateTransform(source.get(), is_8_bit ? from.samples_8 : from.samples_16,
                                       make_srgb(result).get(), is_8_bit ? to.samples_8 : to.samples_16,
                                       INTENT_RELATIVE_COLORIMETRIC, cmsFLAGS_BLACKPOINTCOMPENSATION | precision);
  if (transform == nullptr) return std::nullopt;
  return SrgbTransform(transform);
}

void SrgbTransform::Delete::operator()(void* transform) const noexcept {
  cmsDeleteTransform(transform);
}

void SrgbTransform::apply(const cv::Mat& packed, cv::Mat& converted) const {
  cmsDoTransformLineStride(transform_.get(), packed.data, converted.data, static_cast<cmsUInt32Number>(packed.cols),
                           static_cast<cmsUInt32Number>(packed.rows), static_cast<cmsUInt32Number>(packed.step),
                           static_cast<cmsUInt32Number>(converted.step), 0, 0);
}

std::array<std::uint16_t, 3> srgb_in_profile(std::array<std::uint8_t, 3> srgb, ByteView icc, ColorFamily family) {
  constexpr std::uint16_t kWiden = 257;
  std::array<std::uint16_t, 3> color{};
  std::ranges::transform(srgb, color.begin(), [](std::uint8_t level) { return std::uint16_t(level * kWiden); });
  const Space to = space_of(family);
  Profile target = open_profile(icc, to.signature);
  if (!target && family != ColorFamily::gray) return color;
  if (!target) target = make_srgb(ColorFamily::gray);
  const Transform transform(cmsCreateTransform(make_srgb(ColorFamily::rgb).get(), TYPE_RGB_16, target.get(),
                                               to.samples_16, INTENT_RELATIVE_COLORIMETRIC,
                                               cmsFLAGS_BLACKPOINTCOMPENSATION | cmsFLAGS_NOOPTIMIZE));
  std::array<std::uint16_t, 3> converted = color;
  if (transform) cmsDoTransform(transform.get(), color.data(), converted.data(), 1);
  return converted;
}

LabTransform::LabTransform() {
  const Profile lab(cmsCreateLab4Profile(nullptr));
  const Profile srgb = make_srgb(ColorFamily::rgb);
  transform_.reset(cmsCreateTransform(lab.get(), TYPE_Lab_FLT, srgb.get(), TYPE_RGB_FLT, INTENT_RELATIVE_COLORIMETRIC,
                                      cmsFLAGS_NOOPTIMIZE));
  if (!transform_) throw util::Error(util::ErrorCode::internal, "cannot create a transform for L*a*b* colors");
}

void LabTransform::Delete::operator()(void* transform) const noexcept {
  cmsDeleteTransform(transform);
}

void LabTransform::apply(const cv::Mat& packed) const {
  cmsDoTransformLineStride(transform_.get(), packed.data, packed.data, static_cast<cmsUInt32Number>(packed.cols),
                           static_cast<cmsUInt32Number>(packed.rows), static_cast<cmsUInt32Number>(packed.step),
                           static_cast<cmsUInt32Number>(packed.step), 0, 0);
}

std::vector<std::vector<float>> tone_tables(ByteView icc, ColorFamily family, std::size_t count) {
  constexpr std::array kRgbCurves{cmsSigRedTRCTag, cmsSigGreenTRCTag, cmsSigBlueTRCTag};
  const bool is_gray = family == ColorFamily::gray;
  const Profile profile = open_profile(icc, space_of(family).signature);
  const ToneCurve srgb = srgb_curve();
  std::vector<std::vector<float>> tables;
  for (std::size_t channel = 0; channel < (is_gray ? 1 : kRgbCurves.size()); ++channel) {
    const cmsTagSignature tag = is_gray ? cmsSigGrayTRCTag : kRgbCurves[channel];
    const auto* own = profile ? static_cast<const cmsToneCurve*>(cmsReadTag(profile.get(), tag)) : nullptr;
    tables.push_back(sample_curve(own != nullptr ? own : srgb.get(), count));
  }
  return tables;
}

}  // namespace resizer::imaging
