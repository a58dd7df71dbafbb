#include "imaging/codecs/heif/image_item.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace resizer::imaging {
namespace {

using util::Error;
using util::ErrorCode;

std::string name_of(std::uint32_t type) {
  std::string name;
  for (const unsigned shift : {24U, 16U, 8U, 0U}) {
    const auto letter = static_cast<char>(type >> shift);
    name += letter >= ' ' && letter <= '~' ? letter : '?';
  }
  return name;
}

[[noreturn]] void raise_unsupported(const std::string& what, std::uint32_t type) {
  throw Error(ErrorCode::unsupported_format, "HEIF: unsupported " + what + " '" + name_of(type) + "'");
}

/// An essential property must be understood (ISO/IEC 23008-12, 9.3).
void check_properties(const HeifItem& item) {
  static constexpr std::array kKnown{fourcc("av1C"), fourcc("hvcC"), fourcc("ispe"), fourcc("pixi"), fourcc("pasp"),
                                     fourcc("colr"), fourcc("irot"), fourcc("imir"), fourcc("clap"), fourcc("auxC"),
                                     fourcc("a1op"), fourcc("a1lx"), fourcc("clli"), fourcc("mdcv"), fourcc("cclv"),
                                     fourcc("amve"), fourcc("rloc"), fourcc("udes"), fourcc("altt")};
  for (const HeifProperty& property : item.properties) {
    const std::uint32_t type = property.box.type;
    // All layers: the best one, which is decoded.
    constexpr std::uint16_t kAnyLayer = UINT16_MAX;
    if (type == fourcc("lsel") && Cursor(property.box.body).u16() == kAnyLayer) continue;
    const bool is_known = std::find(kKnown.begin(), kKnown.end(), type) != kKnown.end();
    if (property.is_essential && !is_known) raise_unsupported("essential property", type);
  }
}

const HeifItem& coded_item(const HeifItems& items, std::uint32_t id) {
  const HeifItem& item = items.at(id);
  if (item.type != fourcc("av01") && item.type != fourcc("hvc1")) raise_unsupported("kind of image", item.type);
  check_properties(item);
  return item;
}

CodedItem with_configuration(const HeifItems& items, std::uint32_t id, ByteView data) {
  const bool is_av1 = items.at(id).type == fourcc("av01");
  const Box* configuration = items.property(id, is_av1 ? "av1C" : "hvcC");
  const Box* point = items.property(id, "a1op");
  CodedItem coded{.configuration = configuration != nullptr ? configuration->body : ByteView{}, .data = data};
  if (point != nullptr) coded.operating_point = Cursor(point->body).u8() & 31U;
  return coded;
}

CodedHeader read_header(const HeifItems& items, std::uint32_t id) {
  const bool is_av1 = coded_item(items, id).type == fourcc("av01");
  const HeifData data = items.data(id);
  const CodedItem coded = with_configuration(items, id, data.bytes());
  return is_av1 ? read_av1_header(coded) : read_hevc_header(coded);
}

std::optional<Size> stated_size(const HeifItems& items, std::uint32_t id) {
  const Box* extents = items.property(id, "ispe");
  if (extents == nullptr) return std::nullopt;
  Cursor cursor(extents->body);
  take_version(cursor);
  const std::uint32_t width = cursor.u32();
  return Size{width, cursor.u32()};
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

/// The grid's own data (ISO/IEC 23008-12, 6.6.2.3.2).
void read_grid(const HeifItems& items, std::uint32_t id, ImageItem& image) {
  const HeifData data = items.data(id);
  Cursor cursor(data.bytes());
  cursor.u8();
  const bool is_wide = (cursor.u8() & 1U) != 0;
  image.rows = cursor.u8() + 1U;
  image.columns = cursor.u8() + 1U;
  image.size.width_px = cursor.id(is_wide);
  image.size.height_px = cursor.id(is_wide);
  image.tiles = items.referred_by(id, "dimg");
  if (image.tiles.size() != std::size_t{image.rows} * image.columns) {
    throw Error(ErrorCode::corrupt, "HEIF: a grid whose tiles are not all there");
  }
}

/// How many of `tiles` of this length are needed for `length`.
std::uint32_t tiles_shown(std::uint32_t length, std::uint32_t tile, std::uint32_t tiles, std::uint8_t log2_step) {
  const std::uint32_t shown = tile == 0 ? tiles + 1 : (length - 1) / tile + 1;
  if (shown > tiles) throw Error(ErrorCode::corrupt, "HEIF: a grid that its tiles do not cover");
  if (shown > 1 && (tile & ((1U << log2_step) - 1)) != 0) {
    throw Error(ErrorCode::corrupt, "HEIF: tiles that end within a chroma sample");
  }
  return shown;
}

/// Drops tiles outside the image of the grid.
void trim_grid(ImageItem& image) {
  if (image.size.width_px == 0 || image.size.height_px == 0) {
    throw Error(ErrorCode::corrupt, "HEIF: a grid of no pixels");
  }
  const auto [width, height] = image.tile.size;
  const std::uint32_t columns = tiles_shown(image.size.width_px, width, image.columns, image.tile.chroma.log2_x);
  image.rows = tiles_shown(image.size.height_px, height, image.rows, image.tile.chroma.log2_y);
  std::vector<std::uint32_t> tiles;
  for (std::uint32_t row = 0; row < image.rows; ++row) {
    for (std::uint32_t column = 0; column < columns; ++column) {
      tiles.push_back(image.tiles[std::size_t{row} * image.columns + column]);
    }
  }
  image.tiles = std::move(tiles);
  image.columns = columns;
}

/// Follows identity items to a coded one or a grid.
std::uint32_t follow_identity(const HeifItems& items, std::uint32_t id, ImageItem& image) {
  constexpr std::size_t kMaxSteps = 8;
  image.described_by.push_back(id);
  while (items.at(id).type == fourcc("iden")) {
    const std::vector<std::uint32_t> sources = items.referred_by(id, "dimg");
    if (sources.size() != 1 || image.described_by.size() > kMaxSteps) {
      throw Error(ErrorCode::corrupt, "HEIF: an image that stands for no other");
    }
    check_properties(items.at(id));
    id = sources.front();
    image.described_by.push_back(id);
  }
  return id;
}

bool is_transformed(const HeifItem& item) {
  return std::any_of(item.properties.begin(), item.properties.end(), [](const HeifProperty& property) {
    const std::uint32_t type = property.box.type;
    return type == fourcc("irot") || type == fourcc("imir") || type == fourcc("clap");
  });
}

}  // namespace

bool is_nclx(ByteView color_box) noexcept {
  constexpr std::size_t kBytes = 11;
  return color_box.size() >= kBytes && big_endian_u32(color_box.data()) == fourcc("nclx");
}

const Box* ImageItem::property(const HeifItems& items, std::string_view type, bool (*wanted)(ByteView)) const {
  for (const std::uint32_t id : described_by) {
    if (const Box* found = items.property(id, type, wanted)) return found;
  }
  return nullptr;
}

HeifTransforms ImageItem::transforms(const HeifItems& items) const {
  HeifTransforms transforms(size);
  for (auto id = described_by.rbegin(); id != described_by.rend(); ++id) {
    for (const HeifProperty& property : items.at(*id).properties) transforms.apply(property.box);
  }
  return transforms;
}

ImageItem describe_image_item(const HeifItems& items, std::uint32_t id) {
  ImageItem image;
  id = follow_identity(items, id, image);
  const bool is_grid = items.at(id).type == fourcc("grid");
  if (is_grid) {
    check_properties(items.at(id));
    read_grid(items, id, image);
    id = image.tiles.front();
    image.described_by.push_back(id);
  } else {
    image.tiles = {id};
  }
  const CodedHeader header = read_header(items, id);
  image.tile = header.layout;
  image.pictures_held = header.pictures_held;
  const std::optional<Size> stated = stated_size(items, id);
  // Layers may be smaller than the largest in the stream; the decoded one must have the stated size.
  if (stated && header.may_be_smaller) image.tile.size = *stated;
  image.is_odd = !stated || *stated != image.tile.size;
  if (is_grid) {
    if (is_transformed(items.at(id))) {
      throw Error(ErrorCode::unsupported_format, "HEIF: a grid of turned or cropped tiles");
    }
    trim_grid(image);
  } else {
    image.size = image.tile.size;
  }
  const Box* color = image.property(items, "colr", is_nclx);
  image.color = color != nullptr ? read_nclx(color->body) : header.color;
  image.states_range = color != nullptr || header.states_range;
  return image;
}

CodedPicture decode_tile(const HeifItems& items, const ImageItem& image, std::uint32_t index) {
  const std::uint32_t id = image.tiles[index];
  const bool is_av1 = coded_item(items, id).type == fourcc("av01");
  const HeifData data = items.data(id);
  const CodedItem coded = with_configuration(items, id, data.bytes());
  const CodedLimits limits{image.tile.size, image.pictures_held};
  CodedPicture decoded = is_av1 ? decode_av1(coded, limits) : decode_hevc(coded, limits);
  if (decoded.layout != image.tile) {
    throw Error(ErrorCode::corrupt, "HEIF: the coded picture is not what the file says");
  }
  return decoded;
}

}  // namespace resizer::imaging
