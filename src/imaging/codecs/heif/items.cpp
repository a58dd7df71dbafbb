#include "imaging/codecs/heif/items.hpp"

#include <algorithm>
#include <string>

namespace resizer::imaging {
namespace {

using util::Error;
using util::ErrorCode;

/// The largest grid has 65,536 tiles, and as many of alpha.
constexpr std::size_t kMaxEntries = std::size_t{1} << 18U;

void check_count(std::size_t entries, const char* what) {
  if (entries > kMaxEntries) throw Error(ErrorCode::too_large, std::string("HEIF: too many ") + what);
}

}  // namespace

HeifItems::HeifItems(ByteView file) : file_(file) {
  constexpr std::size_t kVersionBytes = 4;
  const ByteView meta = find_box(file, "meta");
  if (meta.size() < kVersionBytes) {
    const bool is_film = !find_box(file, "moov").empty();
    throw Error(is_film ? ErrorCode::unsupported_format : ErrorCode::corrupt,
                is_film ? "HEIF: an image sequence without a still image" : "HEIF: the file has no image");
  }
  const ByteView boxes = meta.subspan(kVersionBytes);
  item_data_ = find_box(boxes, "idat");
  read_primary(find_box(boxes, "pitm"));
  read_types(find_box(boxes, "iinf"));
  read_locations(find_box(boxes, "iloc"));
  read_references(find_box(boxes, "iref"));
  read_properties(find_box(boxes, "iprp"));
}

const HeifItem& HeifItems::at(std::uint32_t id) const {
  const auto found = items_.find(id);
  if (found == items_.end()) throw Error(ErrorCode::corrupt, "HEIF: an image is missing");
  return found->second;
}

const Box* HeifItems::property(std::uint32_t id, std::string_view type, bool (*wanted)(ByteView)) const {
  for (const HeifProperty& property : at(id).properties) {
    if (property.box.type != fourcc(type)) continue;
    if (wanted == nullptr || wanted(property.box.body)) return &property.box;
  }
  return nullptr;
}

std::vector<std::uint32_t> HeifItems::referred_by(std::uint32_t from, std::string_view type) const {
  std::vector<std::uint32_t> targets;
  for (const Reference& reference : references_) {
    if (reference.from == from && reference.type == fourcc(type)) targets.push_back(reference.to);
  }
  return targets;
}

std::vector<ByteView> HeifItems::parts(const HeifItem& item) const {
  if (item.is_protected) throw Error(ErrorCode::unsupported_format, "HEIF: the image is encrypted");
  if (item.is_elsewhere || item.construction > 1) {
    throw Error(ErrorCode::unsupported_format, "HEIF: the image's data is in another file or item");
  }
  const ByteView source = item.construction == 0 ? file_ : item_data_;
  std::vector<ByteView> views;
  std::uint64_t total_bytes = 0;
  for (const auto& [offset, length] : item.extents) {
    if (offset > source.size() || length > source.size() - offset) {
      throw Error(ErrorCode::truncated, "HEIF: the file ends before its image does");
    }
    views.push_back(source.subspan(offset, length == 0 ? source.size() - offset : length));
    total_bytes += views.back().size();
    // Overlapping parts could multiply the data of the file.
    if (total_bytes > file_.size()) throw Error(ErrorCode::corrupt, "HEIF: an image's data overlaps itself");
  }
  return views;
}

std::uint64_t HeifItems::data_bytes(std::uint32_t id) const {
  std::uint64_t bytes = 0;
  for (const ByteView part : parts(at(id))) bytes += part.size();
  return bytes;
}

HeifData HeifItems::data(std::uint32_t id) const {
  const std::vector<ByteView> views = parts(at(id));
  if (views.empty()) throw Error(ErrorCode::truncated, "HEIF: an image has no data");
  if (views.size() == 1) return HeifData(views.front());
  Bytes joined;
  for (const ByteView part : views) joined.insert(joined.end(), part.begin(), part.end());
  return HeifData(std::move(joined));
}

void HeifItems::read_primary(ByteView body) {
  Cursor cursor(body);
  const bool wide = take_version(cursor).version > 0;
  primary_ = cursor.id(wide);
}

void HeifItems::read_types(ByteView body) {
  Cursor cursor(body);
  const bool wide = take_version(cursor).version > 0;
  cursor.id(wide);  // how many there are
  BoxReader entries(cursor.rest());
  while (const auto entry = entries.next()) {
    if (entry->type == fourcc("infe")) read_type(entry->body);
    check_count(items_.size(), "items");
  }
}

void HeifItems::read_type(ByteView body) {
  Cursor cursor(body);
  const auto [version, flags] = take_version(cursor);
  if (version < 2) return;  // without a type: not an image
  const std::uint32_t id = cursor.id(version > 2);
  HeifItem& item = items_[id];
  item.is_hidden = (flags & 1U) != 0;
  item.is_protected = cursor.u16() != 0;
  item.type = cursor.u32();
  cursor.text();  // its name
  if (item.type == fourcc("mime")) item.content_type = cursor.text();
}

void HeifItems::read_locations(ByteView body) {
  if (body.empty()) return;
  Cursor cursor(body);
  const unsigned version = take_version(cursor).version;
  const unsigned sizes = cursor.u16();
  const unsigned offset_bytes = sizes >> 12U;
  const unsigned length_bytes = sizes >> 8U & 15U;
  const unsigned base_bytes = sizes >> 4U & 15U;
  const unsigned index_bytes = version > 0 ? sizes & 15U : 0;
  if (std::max({offset_bytes, length_bytes, base_bytes, index_bytes}) > sizeof(std::uint64_t)) {
    throw Error(ErrorCode::corrupt, "HEIF: a location of impossible size");
  }
  std::size_t extents = 0;
  const std::uint32_t count = cursor.id(version > 1);
  for (std::uint32_t index = 0; index < count; ++index) {
    const std::uint32_t id = cursor.id(version > 1);
    const unsigned construction = version > 0 ? cursor.u16() & 15U : 0;
    const bool is_elsewhere = cursor.u16() != 0;
    const std::uint64_t base = cursor.integer(base_bytes);
    const unsigned extent_count = cursor.u16();
    check_count(extents += extent_count, "parts of items");
    const auto found = items_.find(id);
    for (unsigned extent = 0; extent < extent_count; ++extent) {
      cursor.integer(index_bytes);
      const std::uint64_t offset = cursor.integer(offset_bytes);
      const std::uint64_t length = cursor.integer(length_bytes);
      if (found == items_.end()) continue;
      // On overflow the offset is wrong, but checked like any other.
      found->second.extents.push_back({base + offset, length});
      found->second.construction = construction;
      found->second.is_elsewhere = is_elsewhere;
    }
  }
}

void HeifItems::read_references(ByteView body) {
  if (body.empty()) return;
  Cursor cursor(body);
  const bool wide = take_version(cursor).version > 0;
  BoxReader boxes(cursor.rest());
  while (const auto box = boxes.next()) {
    Cursor ids(box->body);
    const std::uint32_t from = ids.id(wide);
    const unsigned count = ids.u16();
    check_count(references_.size() + count, "references between items");
    for (unsigned index = 0; index < count; ++index) references_.push_back({box->type, from, ids.id(wide)});
  }
}

void HeifItems::read_properties(ByteView body) {
  constexpr std::size_t kMaxIndex = 0x7FFF;
  std::vector<Box> properties;
  BoxReader container(find_box(body, "ipco"));
  while (const auto box = container.next()) {
    if (properties.size() == kMaxIndex) break;
    properties.push_back(*box);
  }
  BoxReader boxes(body);
  while (const auto box = boxes.next()) {
    if (box->type == fourcc("ipma")) read_associations(box->body, properties);
  }
}

void HeifItems::read_associations(ByteView body, const std::vector<Box>& properties) {
  Cursor cursor(body);
  const auto [version, flags] = take_version(cursor);
  const bool wide_index = (flags & 1U) != 0;
  const std::uint32_t count = cursor.u32();
  for (std::uint32_t entry = 0; entry < count; ++entry) {
    const auto found = items_.find(cursor.id(version > 0));
    const unsigned association_count = cursor.u8();
    for (unsigned i = 0; i < association_count; ++i) {
      const unsigned value = wide_index ? cursor.u16() : (cursor.u8() * 0x101U) & 0x807FU;
      const std::size_t index = value & 0x7FFFU;
      if (found == items_.end() || index == 0 || index > properties.size()) continue;
      // Repeated entries for an item are ignored.
      if (found->second.properties.size() == UINT8_MAX) continue;
      found->second.properties.push_back({properties[index - 1], (value & 0x8000U) != 0});
    }
  }
}

}  // namespace resizer::imaging
