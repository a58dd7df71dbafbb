#include "imaging/heif_boxes.hpp"

#include <algorithm>
#include <map>
#include <string_view>

#include "imaging/big_endian.hpp"
#include "resizer/util/error.hpp"

namespace resizer::imaging {
namespace {

constexpr std::uint32_t fourcc(std::string_view name) noexcept {
  std::uint32_t type = 0;
  for (const char letter : name) type = type << 8U | static_cast<std::uint8_t>(letter);
  return type;
}

/// Takes integers from the front of some bytes.
class Cursor {
 public:
  explicit Cursor(ByteView bytes) noexcept : rest_(bytes) {}

  ByteView take(std::size_t count) {
    if (count > rest_.size()) throw util::Error(util::ErrorCode::truncated, "HEIF: a box ends too early");
    const ByteView taken = rest_.first(count);
    rest_ = rest_.subspan(count);
    return taken;
  }
  std::uint8_t u8() { return take(1)[0]; }
  std::uint16_t u16() { return big_endian_u16(take(2).data()); }
  std::uint32_t u32() { return big_endian_u32(take(4).data()); }
  /// An item's number, which later versions of a box have in four bytes.
  std::uint32_t id(bool wide) { return wide ? u32() : u16(); }
  ByteView rest() const noexcept { return rest_; }

 private:
  ByteView rest_;
};

struct Box {
  std::uint32_t type = 0;
  ByteView body;
};

/// The boxes side by side in `bytes`, up to one that does not make sense. The last one may be cut short.
std::vector<Box> boxes_in(ByteView bytes) {
  constexpr std::size_t kHeaderBytes = 8;
  constexpr std::size_t kWideHeaderBytes = 16;
  std::vector<Box> boxes;
  while (bytes.size() >= kHeaderBytes) {
    std::uint64_t size = big_endian_u32(bytes.data());
    std::size_t header = kHeaderBytes;
    if (size == 1 && bytes.size() >= kWideHeaderBytes) {
      size = std::uint64_t{big_endian_u32(&bytes[8])} << 32U | big_endian_u32(&bytes[12]);
      header = kWideHeaderBytes;
    } else if (size == 0) {
      size = bytes.size();
    }
    if (size < header) break;
    const std::size_t present = static_cast<std::size_t>(std::min<std::uint64_t>(size, bytes.size()));
    boxes.push_back({big_endian_u32(&bytes[4]), bytes.subspan(header, present - header)});
    bytes = bytes.subspan(present);
  }
  return boxes;
}

ByteView find(const std::vector<Box>& boxes, std::string_view name) {
  const auto found = std::find_if(boxes.begin(), boxes.end(), [&](const Box& box) { return box.type == fourcc(name); });
  return found == boxes.end() ? ByteView{} : found->body;
}

using ItemId = std::uint32_t;

/// The items of a file and what belongs to them.
class Items {
 public:
  explicit Items(ByteView meta) {
    constexpr std::size_t kVersionAndFlagsBytes = 4;
    if (meta.size() < kVersionAndFlagsBytes) return;
    const std::vector<Box> boxes = boxes_in(meta.subspan(kVersionAndFlagsBytes));
    read_primary(find(boxes, "pitm"));
    read_types(find(boxes, "iinf"));
    read_sources(find(boxes, "iref"));
    const std::vector<Box> properties = boxes_in(find(boxes, "iprp"));
    properties_ = boxes_in(find(properties, "ipco"));
    for (const Box& box : properties) {
      if (box.type == fourcc("ipma")) read_associations(box.body);
    }
  }

  /// The first property of one of these types that the primary item, or else the first one it is put together from,
  /// has.
  const Box* property(std::initializer_list<std::string_view> names, bool (*wanted)(ByteView) = nullptr) const {
    for (const ItemId item : {primary_, first_source_}) {
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

  const std::vector<Box>& properties() const noexcept { return properties_; }
  bool has_type(std::string_view name) const {
    return std::find(types_.begin(), types_.end(), fourcc(name)) != types_.end();
  }

 private:
  void read_primary(ByteView body) {
    if (body.empty()) return;
    Cursor cursor(body);
    const unsigned version = cursor.u32() >> 24U;
    primary_ = cursor.id(version > 0);
  }

  void read_types(ByteView body) {
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

  void read_sources(ByteView body) {
    if (body.empty()) return;
    Cursor cursor(body);
    const bool wide = cursor.u32() >> 24U > 0;
    for (const Box& reference : boxes_in(cursor.rest())) {
      Cursor ids(reference.body);
      if (reference.type != fourcc("dimg") || ids.id(wide) != primary_) continue;
      if (ids.u16() > 0) first_source_ = ids.id(wide);
    }
  }

  void read_associations(ByteView body) {
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

  ItemId primary_ = 0;
  ItemId first_source_ = 0;
  std::vector<std::uint32_t> types_;
  std::vector<Box> properties_;
  std::map<ItemId, std::vector<std::size_t>> associations_;
};

/// AV1 Codec ISO Media File Format Binding, 2.3.3.
void read_av1_configuration(ByteView body, HeifBoxes& boxes) {
  const unsigned bits = Cursor(body).take(3)[2];
  const bool high = (bits & 0x40U) != 0;
  const bool twelve = (bits & 0x20U) != 0;
  boxes.depth_bits = static_cast<std::uint8_t>(!high ? 8 : twelve ? 12 : 10);
  boxes.gray = (bits & 0x10U) != 0;
  boxes.chroma = {static_cast<std::uint8_t>(bits >> 3U & 1U), static_cast<std::uint8_t>(bits >> 2U & 1U)};
}

/// ISO/IEC 14496-15, 8.3.3.1.2.
void read_hevc_configuration(ByteView body, HeifBoxes& boxes) {
  constexpr std::size_t kChromaOffset = 16;
  const ByteView fields = Cursor(body).take(kChromaOffset + 2);
  const unsigned chroma_format = fields[kChromaOffset] & 3U;
  boxes.gray = chroma_format == 0;
  boxes.chroma = {static_cast<std::uint8_t>(chroma_format == 1 || chroma_format == 2 ? 1 : 0),
                  static_cast<std::uint8_t>(chroma_format == 1 ? 1 : 0)};
  boxes.depth_bits = static_cast<std::uint8_t>(8 + (fields[kChromaOffset + 1] & 7U));
}

bool is_nclx(ByteView color_box) {
  constexpr std::size_t kBytes = 11;
  return color_box.size() >= kBytes && big_endian_u32(color_box.data()) == fourcc("nclx");
}

CodedColor read_nclx(ByteView color_box) {
  Cursor cursor(color_box);
  cursor.u32();
  CodedColor color;
  color.primaries = cursor.u16();
  color.transfer = cursor.u16();
  color.matrix = cursor.u16();
  color.full_range = (cursor.u8() & 0x80U) != 0;
  return color;
}

/// Apple's auxiliary picture, or the item that ISO 21496-1 tone-maps with.
bool has_gain_map(const Items& items) {
  if (items.has_type("tmap")) return true;
  return std::any_of(items.properties().begin(), items.properties().end(), [](const Box& box) {
    const std::string_view text(reinterpret_cast<const char*>(box.body.data()), box.body.size());
    return box.type == fourcc("auxC") && text.find("hdrgainmap") != std::string_view::npos;
  });
}

}  // namespace

HeifBoxes read_heif_boxes(ByteView file) {
  const std::vector<Box> top = boxes_in(file);
  const Items items(find(top, "meta"));
  HeifBoxes boxes;
  boxes.is_sequence = !find(top, "moov").empty();
  boxes.has_gain_map = has_gain_map(items);
  if (const Box* configuration = items.property({"av1C", "hvcC"})) {
    const bool av1 = configuration->type == fourcc("av1C");
    av1 ? read_av1_configuration(configuration->body, boxes) : read_hevc_configuration(configuration->body, boxes);
  }
  if (const Box* color = items.property({"colr"}, is_nclx)) boxes.color = read_nclx(color->body);
  for (const Box& box : items.properties()) {
    if (box.type != fourcc("colr") || !is_nclx(box.body)) continue;
    constexpr std::size_t kTypeBytes = 4;
    boxes.color_offsets.push_back(static_cast<std::size_t>(box.body.data() - file.data()) + kTypeBytes);
  }
  return boxes;
}

}  // namespace resizer::imaging
