#include "imaging/codecs/jpeg/metadata.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <string_view>

#include "imaging/codecs/jpeg/icc.hpp"
#include "imaging/codecs/jpeg/segments.hpp"
#include "imaging/metadata/density.hpp"
#include "imaging/metadata/exif.hpp"
#include "imaging/metadata/exif_directory.hpp"
#include "imaging/metadata/xmp.hpp"

namespace resizer::imaging {
namespace {

using namespace std::string_view_literals;

// Exif 2.3, 4.7.2; XMP specification part 3, 1.1.3; CIPA DC-007, 5.1; ICC.1:2010 B.4; Adobe gain map and ISO 21496-1
// annex C.
constexpr auto kExif = "Exif\0\0"sv;
constexpr auto kXmp = "http://ns.adobe.com/xap/1.0/\0"sv;
constexpr auto kExtendedXmp = "http://ns.adobe.com/xmp/extension/\0"sv;
constexpr auto kPhotoshop = "Photoshop 3.0\0"sv;
constexpr auto kMultiPicture = "MPF\0"sv;
constexpr auto kIcc = "ICC_PROFILE\0"sv;
constexpr auto kIsoGainMap = "urn:iso:std:iso:ts:21496:-1\0"sv;

// JFIF 1.02 density units.
constexpr UINT8 kPerInch = 1;
constexpr UINT8 kPerCentimeter = 2;

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

/// Image resources may continue in the next segment, even in the middle of one.
void append(ByteView body, Bytes& to) {
  to.insert(to.end(), body.begin(), body.end());
}

/// Whether the file has other images than previews of the first one (CIPA DC-007, 5.2.3.3).
bool has_more_images(ByteView index) {
  constexpr auto kEntries = static_cast<ExifTag>(0xB002);
  constexpr std::size_t kEntryBytes = 16;
  constexpr std::uint32_t kTypeMask = 0xFFFFFF;
  constexpr std::uint32_t kPreviews = 0x01;  // the upper byte of the type
  ExifStream stream(index);
  const auto first = stream.first_directory();
  const auto directory = first ? stream.directory(*first) : std::nullopt;
  if (!directory) return false;
  for (const ExifEntry& entry : directory->entries) {
    if (entry.tag != kEntries) continue;
    // The first entry is the image itself.
    for (std::size_t at = entry.value.begin + kEntryBytes; at + kEntryBytes <= entry.value.end; at += kEntryBytes) {
      if ((stream.u32(at) & kTypeMask) >> 16U != kPreviews) return true;
    }
    return false;
  }
  return false;
}

/// The density in the JFIF header. Without a unit it is only the pixel aspect ratio.
std::optional<PixelDensity> read_density(const jpeg_decompress_struct& codec) noexcept {
  const bool per_inch = codec.density_unit == kPerInch;
  if (!per_inch && codec.density_unit != kPerCentimeter) return std::nullopt;
  return pixel_density(codec.X_density, codec.Y_density, per_inch ? 1 : kCentimetresPerInch);
}

void write_segment(jpeg_compress_struct& codec, JpegMarker marker, std::string_view identifier, ByteView body) {
  if (body.empty()) return;
  jpeg_write_m_header(&codec, static_cast<int>(marker), static_cast<unsigned>(identifier.size() + body.size()));
  for (const char byte : identifier) jpeg_write_m_byte(&codec, static_cast<unsigned char>(byte));
  for (const std::uint8_t byte : body) jpeg_write_m_byte(&codec, byte);
}

}  // namespace

void collect_metadata(const jpeg_decompress_struct& codec, ByteView jpeg, ImageInfo& info) {
  ByteView multi_picture_index;
  JpegIccChunks profile;
  JpegSegments segments(jpeg);
  for (auto segment = segments.next(); segment && segment->marker != JpegMarker::start_of_scan;
       segment = segments.next()) {
    const ByteView body = segment->body;
    if (segment->marker == JpegMarker::app1) {
      take(body_after(body, kExif), info.metadata.exif);
      take(body_after(body, kXmp), info.metadata.xmp);
      info.metadata.has_more_xmp |= text_of(body).starts_with(kExtendedXmp);
    } else if (segment->marker == JpegMarker::comment) {
      info.metadata.has_text = true;
    } else if (segment->marker == JpegMarker::app13) {
      append(body_after(body, kPhotoshop), info.metadata.iptc);
    } else if (segment->marker == JpegMarker::app2 && text_of(body).starts_with(kIsoGainMap)) {
      info.warnings.add(model::Warning::gain_map_dropped);
    } else if (segment->marker == JpegMarker::app2) {
      profile.add(body_after(body, kIcc));
      if (multi_picture_index.empty()) multi_picture_index = body_after(body, kMultiPicture);
    }
  }
  info.metadata.icc = profile.join();
  if (info.metadata.icc.empty() && !profile.empty()) info.warnings.add(model::Warning::profile_broken);
  info.metadata.density = read_density(codec);
  info.warnings.add(parts_described_by_xmp(info.metadata.xmp));
  // A gain map is one of these images.
  if (has_more_images(multi_picture_index) && !info.warnings.has(model::Warning::gain_map_dropped)) {
    info.warnings.add(model::Warning::pages_dropped);
  }
  const ExifSummary exif = summarize_exif(info.metadata.exif);
  info.orientation = exif.orientation;
  if (exif.broken) info.warnings.add(model::Warning::exif_broken);
}

void set_density(jpeg_compress_struct& codec, const Metadata& metadata) noexcept {
  if (!metadata.density) return;
  codec.density_unit = kPerInch;
  codec.X_density = static_cast<UINT16>(std::lround(metadata.density->x_per_inch));
  codec.Y_density = static_cast<UINT16>(std::lround(metadata.density->y_per_inch));
}

void write_metadata_markers(jpeg_compress_struct& codec, const Metadata& metadata) {
  write_segment(codec, JpegMarker::app1, kExif, metadata.exif);
  write_segment(codec, JpegMarker::app1, kXmp, metadata.xmp);
  if (!metadata.icc.empty()) {
    jpeg_write_icc_profile(&codec, metadata.icc.data(), static_cast<unsigned>(metadata.icc.size()));
  }
  for (ByteView rest = metadata.iptc; !rest.empty();) {
    const ByteView part = rest.first(std::min(rest.size(), kMaxSegmentBytes - kPhotoshop.size()));
    write_segment(codec, JpegMarker::app13, kPhotoshop, part);
    rest = rest.subspan(part.size());
  }
}

}  // namespace resizer::imaging
