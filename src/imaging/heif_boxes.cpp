#include "imaging/heif_boxes.hpp"

#include <algorithm>
#include <string_view>

#include "imaging/heif_items.hpp"

namespace resizer::imaging {
namespace {

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
bool has_gain_map(const HeifItems& items) {
  if (items.has_type("tmap")) return true;
  return std::any_of(items.properties().begin(), items.properties().end(), [](const Box& box) {
    const std::string_view text(reinterpret_cast<const char*>(box.body.data()), box.body.size());
    return box.type == fourcc("auxC") && text.find("hdrgainmap") != std::string_view::npos;
  });
}

}  // namespace

HeifBoxes read_heif_boxes(ByteView file) {
  const std::vector<Box> top = boxes_in(file);
  const HeifItems items(find_box(top, "meta"));
  HeifBoxes boxes;
  boxes.is_sequence = !find_box(top, "moov").empty();
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
