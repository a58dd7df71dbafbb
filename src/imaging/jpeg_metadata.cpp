#include "imaging/jpeg_metadata.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <string_view>

#include "resizer/imaging/exif.hpp"

namespace resizer::imaging {
namespace {

using namespace std::string_view_literals;

// Exif 2.3, 4.7.2; XMP specification part 3, 1.1.3; ICC.1:2010 B.4; Adobe gain map and ISO 21496-1 annex C.
constexpr auto kExif = "Exif\0\0"sv;
constexpr auto kXmp = "http://ns.adobe.com/xap/1.0/\0"sv;
constexpr auto kPhotoshop = "Photoshop 3.0\0"sv;
constexpr auto kIcc = "ICC_PROFILE\0"sv;
constexpr auto kIsoGainMap = "urn:iso:std:iso:ts:21496:-1\0"sv;
constexpr std::array kGainMapXmp = {"http://ns.adobe.com/hdr-gain-map/1.0/"sv, "HDRGainMap"sv};

constexpr int kApp1 = JPEG_APP0 + 1;
constexpr int kApp2 = JPEG_APP0 + 2;
constexpr int kApp13 = JPEG_APP0 + 13;
constexpr unsigned kMaxSegmentBytes = 65533;
constexpr std::size_t kIccHeaderBytes = kIcc.size() + 2;

std::string_view text_of(ByteView bytes) noexcept {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

ByteView body_after(ByteView segment, std::string_view identifier) noexcept {
  if (!text_of(segment).starts_with(identifier)) return {};
  return segment.subspan(identifier.size());
}

void take(ByteView body, Bytes& into) {
  if (into.empty()) into.assign(body.begin(), body.end());
}

/// Profiles come in numbered chunks (ICC.1:2010, B.4); a set with a gap is no profile.
Bytes join_icc(const jpeg_decompress_struct& codec) {
  std::array<ByteView, 256> chunks;
  unsigned expected = 0;
  for (const jpeg_marker_struct* marker = codec.marker_list; marker != nullptr; marker = marker->next) {
    const ByteView segment(marker->data, marker->data_length);
    if (marker->marker != kApp2 || segment.size() <= kIccHeaderBytes) continue;
    if (!text_of(segment).starts_with(kIcc)) continue;
    const unsigned number = segment[kIcc.size()];
    expected = segment[kIcc.size() + 1];
    if (chunks[number].empty()) chunks[number] = segment.subspan(kIccHeaderBytes);
  }
  Bytes profile;
  for (unsigned number = 1; number <= expected; ++number) {
    if (chunks[number].empty()) return {};
    profile.insert(profile.end(), chunks[number].begin(), chunks[number].end());
  }
  return profile;
}

bool names_gain_map(const Bytes& xmp) {
  return std::any_of(kGainMapXmp.begin(), kGainMapXmp.end(),
                     [&](std::string_view name) { return text_of(xmp).find(name) != std::string_view::npos; });
}

void write_segment(jpeg_compress_struct& codec, int marker, std::string_view identifier, const Bytes& body) {
  const std::size_t length = identifier.size() + body.size();
  if (body.empty() || length > kMaxSegmentBytes) return;
  jpeg_write_m_header(&codec, marker, static_cast<unsigned>(length));
  for (const char byte : identifier) jpeg_write_m_byte(&codec, static_cast<unsigned char>(byte));
  for (const std::uint8_t byte : body) jpeg_write_m_byte(&codec, byte);
}

}  // namespace

void save_metadata_markers(jpeg_decompress_struct& codec) {
  for (const int marker : {kApp1, kApp2, kApp13}) jpeg_save_markers(&codec, marker, 0xFFFF);
}

void collect_metadata(const jpeg_decompress_struct& codec, ImageInfo& info) {
  for (const jpeg_marker_struct* marker = codec.marker_list; marker != nullptr; marker = marker->next) {
    const ByteView segment(marker->data, marker->data_length);
    if (marker->marker == kApp1) {
      take(body_after(segment, kExif), info.metadata.exif);
      take(body_after(segment, kXmp), info.metadata.xmp);
    } else if (marker->marker == kApp13) {
      take(body_after(segment, kPhotoshop), info.metadata.iptc);
    } else if (marker->marker == kApp2 && text_of(segment).starts_with(kIsoGainMap)) {
      info.warnings.add(model::Warning::gain_map_dropped);
    }
  }
  info.metadata.icc = join_icc(codec);
  if (names_gain_map(info.metadata.xmp)) info.warnings.add(model::Warning::gain_map_dropped);
  const ExifSummary exif = summarise_exif(info.metadata.exif);
  info.orientation = exif.orientation;
  if (exif.broken) info.warnings.add(model::Warning::exif_broken);
}

void write_metadata_markers(jpeg_compress_struct& codec, const Metadata& metadata) {
  write_segment(codec, kApp1, kExif, metadata.exif);
  write_segment(codec, kApp1, kXmp, metadata.xmp);
  if (!metadata.icc.empty()) {
    jpeg_write_icc_profile(&codec, metadata.icc.data(), static_cast<unsigned>(metadata.icc.size()));
  }
  write_segment(codec, kApp13, kPhotoshop, metadata.iptc);
}

}  // namespace resizer::imaging
