#include "imaging/color/profile_transform.hpp"

#include "imaging/color/lcms.hpp"

namespace resizer::imaging {
namespace {

Profile open_profile(ByteView icc) {
  return Profile(cmsOpenProfileFromMem(icc.data(), static_cast<cmsUInt32Number>(icc.size())));
}

cmsUInt32Number lcms_format(const PixelFormat& format, cmsUInt32Number sample_bytes) noexcept {
  const bool is_gray = format.family == ColorFamily::gray;
  return COLORSPACE_SH(is_gray ? PT_GRAY : PT_RGB) | CHANNELS_SH(format.color_planes()) |
         EXTRA_SH(format.has_alpha() ? 1 : 0) | BYTES_SH(sample_bytes);
}

}  // namespace

std::optional<ProfileTransform> ProfileTransform::between(ByteView from, ByteView to, const PixelFormat& to_format) {
  if (to_format.sample == SampleType::f32) return std::nullopt;
  const cmsColorSpaceSignature space = to_format.family == ColorFamily::gray ? cmsSigGrayData : cmsSigRgbData;
  const Profile source = open_profile(from);
  const Profile target = open_profile(to);
  if (!source || !target || cmsGetColorSpace(source.get()) != space || cmsGetColorSpace(target.get()) != space) {
    return std::nullopt;
  }
  // A grid of 49 points a side is exact enough for 8 bits, and many times as fast as the curves themselves.
  const bool is_8_bit = to_format.sample == SampleType::u8;
  const cmsUInt32Number precision = is_8_bit ? cmsFLAGS_HIGHRESPRECALC : cmsFLAGS_NOOPTIMIZE;
  void* transform = cmsCreateTransform(source.get(), lcms_format(to_format, sizeof(std::uint16_t)), target.get(),
                                       lcms_format(to_format, static_cast<cmsUInt32Number>(to_format.sample_bytes())),
                                       INTENT_RELATIVE_COLORIMETRIC, precision | cmsFLAGS_COPY_ALPHA);
  if (transform == nullptr) return std::nullopt;
  return ProfileTransform(transform);
}

void ProfileTransform::Delete::operator()(void* transform) const noexcept {
  cmsDeleteTransform(transform);
}

void ProfileTransform::apply(const void* pixels, void* converted, std::size_t count) const {
  cmsDoTransform(transform_.get(), pixels, converted, static_cast<cmsUInt32Number>(count));
}

}  // namespace resizer::imaging
