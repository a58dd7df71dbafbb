#include "imaging/metadata/xmp.hpp"

#include <algorithm>
#include <array>
#include <locale>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "imaging/metadata/xmp_packet.hpp"

namespace resizer::imaging {
namespace {

using model::Warning;
using namespace std::string_view_literals;

/// A longer packet is taken for an attack; the longest in use contain a thumbnail or an editing history.
constexpr std::size_t kMaxPacketBytes = std::size_t{32} << 20U;

constexpr auto kTiff = "http://ns.adobe.com/tiff/1.0/"sv;
constexpr auto kExif = "http://ns.adobe.com/exif/1.0/"sv;
constexpr auto kXmp = "http://ns.adobe.com/xap/1.0/"sv;
constexpr auto kXmpNote = "http://ns.adobe.com/xmp/note/"sv;
constexpr auto kContainerItem = "http://ns.google.com/photos/1.0/container/item/"sv;

/// Properties of parts of the file that are not carried over.
struct DroppedProperties {
  std::string_view space;  ///< A prefix of their namespace.
  std::string_view name;   ///< A prefix of their names; empty: the whole namespace.
  std::optional<Warning> part{};
};

// Ultra HDR image format 1.1; Apple's HDRGainMap; Motion Photo format 1.0 and its predecessor Micro Video; Dynamic
// Depth 1.0 and its predecessor; XMP part 1, 8.4 (thumbnails); XMP part 3, 1.1.3.1 (extended XMP).
constexpr std::array kDropped = {
    DroppedProperties{"http://ns.adobe.com/hdr-gain-map/"sv, ""sv, Warning::gain_map_dropped},
    DroppedProperties{"http://ns.apple.com/HDRGainMap/"sv, ""sv, Warning::gain_map_dropped},
    DroppedProperties{"http://ns.apple.com/pixeldatainfo/"sv, ""sv},
    DroppedProperties{"http://ns.google.com/photos/1.0/container/"sv, ""sv},
    DroppedProperties{"http://ns.google.com/photos/1.0/camera/"sv, "MotionPhoto"sv, Warning::motion_photo_dropped},
    DroppedProperties{"http://ns.google.com/photos/1.0/camera/"sv, "MicroVideo"sv, Warning::motion_photo_dropped},
    DroppedProperties{"http://ns.oplus.com/photos/1.0/camera/"sv, ""sv},
    DroppedProperties{"http://ns.google.com/photos/1.0/depthmap/"sv, ""sv, Warning::depth_map_dropped},
    DroppedProperties{"http://ns.google.com/photos/dd/1.0/"sv, ""sv, Warning::depth_map_dropped},
    DroppedProperties{"http://ns.google.com/photos/1.0/image/"sv, ""sv},
    DroppedProperties{"http://ns.google.com/photos/1.0/audio/"sv, ""sv},
    DroppedProperties{kXmp, "Thumbnails"sv},
    DroppedProperties{kXmpNote, "HasExtendedXMP"sv},
};

/// The semantic of an item in a container.
struct Semantic {
  std::string_view value;
  Warning part;
};
constexpr std::array kSemantics = {Semantic{"GainMap"sv, Warning::gain_map_dropped},
                                   Semantic{"MotionPhoto"sv, Warning::motion_photo_dropped},
                                   Semantic{"Depth"sv, Warning::depth_map_dropped}};

const DroppedProperties* dropped_by(const XmpNode& node) noexcept {
  const bool declares = node.space == kXmlnsSpace;
  const auto* const found = std::find_if(kDropped.begin(), kDropped.end(), [&](const DroppedProperties& dropped) {
    if (declares) return dropped.name.empty() && node.value.starts_with(dropped.space);
    return node.space.starts_with(dropped.space) && node.name.starts_with(dropped.name);
  });
  return found == kDropped.end() ? nullptr : found;
}

void note_part(const XmpNode& node, model::Warnings& parts) {
  if (node.space == kContainerItem && node.name == "Semantic") {
    for (const Semantic& semantic : kSemantics) {
      if (node.value == semantic.value) parts.add(semantic.part);
    }
  }
  const bool is_off = node.value == "0" || node.value == "False";
  const DroppedProperties* const dropped = dropped_by(node);
  if (dropped != nullptr && dropped->part && !is_off && node.space != kXmlnsSpace) parts.add(*dropped->part);
}

std::string_view text_of(ByteView bytes) noexcept {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// The packet in UTF-8, which file formats require but some writers violate, without trailing zeros.
std::optional<std::string> utf8_packet(ByteView packet) {
  if (packet.size() < 2 || packet.size() > kMaxPacketBytes) return std::nullopt;
  const bool is_big_endian = packet[0] == 0 || packet[0] == 0xFE;
  const bool is_little_endian = packet[1] == 0 || packet[0] == 0xFF;
  std::string text;
  if (is_big_endian || is_little_endian) {
    std::u16string units;
    for (std::size_t at = 0; at + 1 < packet.size(); at += 2) {
      units += static_cast<char16_t>(packet[at + (is_big_endian ? 0 : 1)] << 8 | packet[at + (is_big_endian ? 1 : 0)]);
    }
    if (units.front() == u'\uFEFF') units.erase(0, 1);
    const auto& converter = std::use_facet<std::codecvt<char16_t, char8_t, std::mbstate_t>>(std::locale::classic());
    std::u8string converted(units.size() * 3, u8'\0');
    std::mbstate_t state{};
    const char16_t* read = nullptr;
    char8_t* written = nullptr;
    const auto result = converter.out(state, units.data(), units.data() + units.size(), read, converted.data(),
                                      converted.data() + converted.size(), written);
    if (result != std::codecvt_base::ok) return std::nullopt;
    text.assign(converted.data(), written);
  } else {
    text = text_of(packet);
  }
  text.erase(text.find_last_not_of('\0') + 1);
  return text;
}

struct Edit {
  ByteRange range;
  std::string replacement;
};

/// The new value of a property of the image; none if unchanged.
std::optional<std::string> current_value(const XmpNode& node, Size size, int orientation) {
  if (node.space == kTiff && node.name == "Orientation") return std::to_string(orientation);
  const bool is_width =
      (node.space == kTiff && node.name == "ImageWidth") || (node.space == kExif && node.name == "PixelXDimension");
  const bool is_height =
      (node.space == kTiff && node.name == "ImageLength") || (node.space == kExif && node.name == "PixelYDimension");
  if (is_width) return std::to_string(size.width_px);
  if (is_height) return std::to_string(size.height_px);
  return std::nullopt;
}

/// Of nested edits, only the outermost is applied.
Bytes with_edits(std::string_view packet, std::vector<Edit> edits) {
  std::ranges::sort(edits, [](const Edit& a, const Edit& b) {
    return a.range.begin != b.range.begin ? a.range.begin < b.range.begin : a.range.end > b.range.end;
  });
  Bytes updated;
  updated.reserve(packet.size());
  std::size_t at = 0;
  const auto copy_until = [&](std::size_t end) {
    updated.insert(updated.end(), packet.begin() + static_cast<std::ptrdiff_t>(at),
                   packet.begin() + static_cast<std::ptrdiff_t>(end));
  };
  for (const Edit& edit : edits) {
    if (edit.range.begin < at) continue;
    copy_until(edit.range.begin);
    updated.insert(updated.end(), edit.replacement.begin(), edit.replacement.end());
    at = edit.range.end;
  }
  copy_until(packet.size());
  return updated;
}

}  // namespace

model::Warnings parts_described_by_xmp(ByteView packet) {
  model::Warnings parts;
  // Few files have any, and parsing XML takes longer than searching for the namespaces.
  const std::string_view text = text_of(packet);
  model::Warnings named;
  bool names_any = text.find(kContainerItem) != std::string_view::npos;
  for (const DroppedProperties& dropped : kDropped) {
    if (!dropped.part || text.find(dropped.space) == std::string_view::npos) continue;
    names_any = true;
    if (dropped.name.empty()) named.add(*dropped.part);
  }
  if (!names_any) return parts;
  const auto readable = utf8_packet(packet);
  const bool is_read = readable && visit_xmp(*readable, [&](const XmpNode& node) { note_part(node, parts); });
  if (!is_read) parts.add(named);
  return parts;
}

Bytes updated_xmp(ByteView packet, Size size, int orientation) {
  const auto text = utf8_packet(packet);
  if (!text) return {};
  std::vector<Edit> edits;
  bool is_last_dropped = false;  // the last node to end is the outermost
  const bool is_read = visit_xmp(*text, [&](const XmpNode& node) {
    is_last_dropped = dropped_by(node) != nullptr;
    if (is_last_dropped) {
      edits.push_back({node.whole, {}});
    } else if (node.is_property) {
      auto value = current_value(node, size, orientation);
      if (value && node.is_simple) edits.push_back({node.content, std::move(*value)});
      if (value && !node.is_simple) edits.push_back({node.whole, {}});
    }
  });
  return is_read && !is_last_dropped ? with_edits(*text, std::move(edits)) : Bytes{};
}

}  // namespace resizer::imaging
