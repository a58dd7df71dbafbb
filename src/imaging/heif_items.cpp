#include "imaging/heif_items.hpp"

#include <algorithm>

namespace resizer::imaging {

HeifItems::HeifItems(ByteView meta) {
  constexpr std::size_t kVersionAndFlagsBytes = 4;
  if (meta.size() < kVersionAndFlagsBytes) return;
  const std::vector<Box> boxes = boxes_in(meta.subspan(kVersionAndFlagsBytes));
  read_primary(find_box(boxes, "pitm"));
  read_types(find_box(boxes, "iinf"));
  read_sources(find_box(boxes, "iref"));
  const std::vector<Box> properties = boxes_in(find_box(boxes, "iprp"));
  properties_ = boxes_in(find_box(properties, "ipco"));
  for (const Box& box : properties) {
    if (box.type == fourcc("ipma")) read_associations(box.body);
  }
}

const Box* HeifItems::property(std::initializer_list<std::string_view> names, bool (*wanted)(ByteView)) const {
  for (const std::uint32_t item : {primary_, first_source_}) {
    const auto found = associations_.find(item);
    if (found == associations_.end()) continue;
    for (const std::size_t index : found->second) {
      if (index == 0 || index > properties_.size()) continue;
      const Box& box = properties_[index - 1];
      const bool named = std::any_of(names.begin(), names.end(), [&](auto name) { return box.type == fourcc(name); });
      if (named && (wanted == nullptr || wanted(box.body))) return &box;
    }
  }
  return nullptr;
}

void HeifItems::read_primary(ByteView body) {
  if (body.empty()) return;
  Cursor cursor(body);
  const unsigned version = cursor.u32() >> 24U;
  primary_ = cursor.id(version > 0);
}

void HeifItems::read_types(ByteView body) {
  if (body.empty()) return;
  Cursor cursor(body);
  const unsigned version = cursor.u32() >> 24U;
  cursor.id(version > 0);  // how many there are
  for (const Box& entry : boxes_in(cursor.rest())) {
    Cursor item(entry.body);
    const unsigned entry_version = item.u32() >> 24U;
    if (entry_version < 2) continue;
    item.id(entry_version > 2);
    item.u16();  // protection
    types_.push_back(item.u32());
  }
}

void HeifItems::read_sources(ByteView body) {
  if (body.empty()) return;
  Cursor cursor(body);
  const bool wide = cursor.u32() >> 24U > 0;
  for (const Box& reference : boxes_in(cursor.rest())) {
    Cursor ids(reference.body);
    if (reference.type != fourcc("dimg") || ids.id(wide) != primary_) continue;
    if (ids.u16() > 0) first_source_ = ids.id(wide);
  }
}

void HeifItems::read_associations(ByteView body) {
  Cursor cursor(body);
  const std::uint32_t version_and_flags = cursor.u32();
  const bool wide_index = (version_and_flags & 1U) != 0;
  const std::uint32_t items = cursor.u32();
  for (std::uint32_t item = 0; item < items; ++item) {
    auto& indexes = associations_[cursor.id(version_and_flags >> 24U > 0)];
    const unsigned count = cursor.u8();
    // The highest bit says whether the property is essential.
    for (unsigned i = 0; i < count; ++i) indexes.push_back(wide_index ? cursor.u16() & 0x7FFFU : cursor.u8() & 0x7FU);
  }
}

}  // namespace resizer::imaging
