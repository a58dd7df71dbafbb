#include "imaging/codecs/heif/metadata.hpp"

#include <algorithm>
#include <set>

#include "imaging/metadata/exif.hpp"
#include "imaging/metadata/xmp.hpp"

namespace resizer::imaging {
namespace {

using model::Warning;

bool is_profile(ByteView color_box) noexcept {
  constexpr std::size_t kTypeBytes = 4;
  if (color_box.size() <= kTypeBytes) return false;
  const std::uint32_t type = big_endian_u32(color_box.data());
  return type == fourcc("prof") || type == fourcc("rICC");
}

/// The TIFF stream in an item of type 'Exif', whose first four bytes are its offset (ISO/IEC 23008-12, A.2.1).
ByteView exif_in(ByteView item) noexcept {
  constexpr std::size_t kOffsetBytes = 4;
  if (item.size() < kOffsetBytes) return {};
  const std::size_t offset = big_endian_u32(item.data());
  const ByteView block = item.subspan(kOffsetBytes);
  return without_exif_prefix(offset < block.size() ? block.subspan(offset) : block);
}

bool is_depth_map(std::string_view type) noexcept {
  return type == "urn:mpeg:mpegB:cicp:systems:auxiliary:depth" || type == "urn:mpeg:hevc:2015:auxid:2";
}

bool is_image(std::uint32_t type) noexcept {
  constexpr std::array kTypes{fourcc("av01"), fourcc("hvc1"), fourcc("grid"), fourcc("iden"),
                              fourcc("iovl"), fourcc("jpeg"), fourcc("unci"), fourcc("avc1")};
  return std::find(kTypes.begin(), kTypes.end(), type) != kTypes.end();
}

/// Independent images: neither hidden nor a part, a thumbnail or an auxiliary image of another.
std::size_t count_pages(const HeifItems& items) {
  std::set<std::uint32_t> parts;
  for (const auto& [type, from, to] : items.references()) {
    if (type == fourcc("dimg")) parts.insert(to);
    if (type == fourcc("thmb") || type == fourcc("auxl")) parts.insert(from);
  }
  return static_cast<std::size_t>(std::count_if(items.all().begin(), items.all().end(), [&](const auto& entry) {
    return is_image(entry.second.type) && !entry.second.is_hidden && parts.count(entry.first) == 0;
  }));
}

/// ISO/IEC 23008-12, 6.5.4: pixel spacing in both directions.
bool has_square_pixels(const HeifItems& items, const ImageItem& image) {
  const Box* box = image.property(items, "pasp");
  if (box == nullptr) return true;
  Cursor cursor(box->body);
  const std::uint32_t horizontal = cursor.u32();
  return cursor.u32() == horizontal;
}

}  // namespace

std::string_view auxiliary_type(const HeifItems& items, std::uint32_t id) {
  const Box* box = items.property(id, "auxC");
  if (box == nullptr) return {};
  Cursor cursor(box->body);
  take_version(cursor);
  return cursor.text();
}

bool is_alpha(std::string_view auxiliary_type) noexcept {
  return auxiliary_type == "urn:mpeg:mpegB:cicp:systems:auxiliary:alpha" ||
         auxiliary_type == "urn:mpeg:hevc:2015:auxid:1" || auxiliary_type == "urn:mpeg:avc:2015:auxid:1";
}

void read_heif_metadata(const HeifItems& items, const ImageItem& image, ImageInfo& info) {
  constexpr std::size_t kTypeBytes = 4;
  if (const Box* profile = image.property(items, "colr", is_profile)) {
    const ByteView icc = profile->body.subspan(kTypeBytes);
    info.metadata.icc.assign(icc.begin(), icc.end());
  }
  std::set<std::uint32_t> of_others;
  for (const auto& [type, from, to] : items.references()) {
    if (type == fourcc("cdsc") && to != items.primary()) of_others.insert(from);
    if (type == fourcc("cdsc") && to == items.primary()) of_others.erase(from);
  }
  for (const auto& [id, item] : items.all()) {
    const bool is_xmp = item.type == fourcc("mime") && item.content_type == "application/rdf+xml";
    if ((!is_xmp && item.type != fourcc("Exif")) || of_others.count(id) != 0 || item.extents.empty()) continue;
    const HeifData data = items.data(id);
    const ByteView block = is_xmp ? data.bytes() : exif_in(data.bytes());
    (is_xmp ? info.metadata.xmp : info.metadata.exif).assign(block.begin(), block.end());
  }
  if (summarize_exif(info.metadata.exif).broken) info.warnings.add(Warning::exif_broken);
  info.warnings.add(parts_described_by_xmp(info.metadata.xmp));
  if (!has_square_pixels(items, image)) info.warnings.add(Warning::pixels_not_square);
}

model::Warnings heif_extras(ByteView file, const HeifItems& items) {
  model::Warnings warnings;
  for (const auto& [id, item] : items.all()) {
    if (item.type == fourcc("tmap")) warnings.add(Warning::gain_map_dropped);  // ISO 21496-1
    const std::string_view type = auxiliary_type(items, id);
    if (type.find("hdrgainmap") != std::string_view::npos) warnings.add(Warning::gain_map_dropped);
    if (is_depth_map(type)) warnings.add(Warning::depth_map_dropped);
  }
  if (!find_box(file, "mpvd").empty()) warnings.add(Warning::motion_photo_dropped);
  if (!find_box(file, "moov").empty()) warnings.add(Warning::animation_dropped);
  if (count_pages(items) > 1 && !warnings.has(Warning::gain_map_dropped)) warnings.add(Warning::pages_dropped);
  return warnings;
}

}  // namespace resizer::imaging
