#include <algorithm>
#include <array>
#include <string_view>

#include "imaging/codecs/heif/codec.hpp"
#include "imaging/codecs/heif/encode_options.hpp"
#include "imaging/codecs/heif/libde265.hpp"
#include "imaging/codecs/heif/libheif.hpp"

namespace resizer::imaging {
namespace {

/// Whether the file type box (ISO/IEC 14496-12, 4.3) names one of these brands among its first ones.
template <std::size_t kCount>
bool has_brand(ByteView head, const std::array<std::string_view, kCount>& brands) noexcept {
  constexpr std::size_t kBrandOffset = 8;
  constexpr std::size_t kBrandBytes = 4;
  const std::string_view text(reinterpret_cast<const char*>(head.data()), std::min<std::size_t>(head.size(), 32));
  if (text.size() < kBrandOffset + kBrandBytes || text.substr(4, 4) != "ftyp") return false;
  for (std::size_t at = kBrandOffset; at + kBrandBytes <= text.size(); at += kBrandBytes) {
    if (std::find(brands.begin(), brands.end(), text.substr(at, kBrandBytes)) != brands.end()) return true;
  }
  return false;
}

bool is_avif(ByteView head) noexcept {
  using namespace std::string_view_literals;
  return has_brand(head, std::array{"avif"sv, "avis"sv});
}

bool is_heic(ByteView head) noexcept {
  using namespace std::string_view_literals;
  return has_brand(head, std::array{"heic"sv, "heix"sv, "heim"sv, "heis"sv, "hevc"sv, "hevx"sv, "mif1"sv, "msf1"sv});
}

/// In addition to the planes, libaom keeps its search state, which grows as its speed decreases.
std::uint64_t avif_encoder_pixel_bytes(const PixelFormat& format) noexcept {
  constexpr std::uint64_t kSearchBytes = 32;
  return whole_image_encoder(format) + kSearchBytes;
}

}  // namespace

const Codec& avif_codec() noexcept {
  static constexpr Codec kCodec{
      .format = model::Format::avif,
      .matches = is_avif,
      .open = open_heif,
      .storable = avif_storable,
      .encode = encode_avif,
      .default_quality = AvifEncodeOptions{}.quality,
      .size_curve = {7.05, 7.53, 8.01, 8.42, 8.81, 9.17, 9.55, 9.79, 10.04, 10.52, 11.47},
      .encoder_pixel_bytes = avif_encoder_pixel_bytes,
      .load_encoder = [] { libheif(); },
  };
  return kCodec;
}

const Codec& heic_codec() noexcept {
  static constexpr Codec kCodec{
      .format = model::Format::heic,
      .matches = is_heic,
      .open = open_heif,
      .storable = nullptr,
      .encode = nullptr,
      .load_decoder = [] { libde265(); },
  };
  return kCodec;
}

}  // namespace resizer::imaging
