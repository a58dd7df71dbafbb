#include "imaging/codecs/png/file.hpp"

#include <string>

#include "imaging/codecs/png/metadata.hpp"
#include "imaging/core/big_endian.hpp"
#include "util/error.hpp"

namespace resizer::imaging {

namespace {

std::string name_of_type(std::uint32_t type) {
  std::string name;
  for (const int shift : {24, 16, 8, 0}) {
    const auto letter = static_cast<char>(type >> shift);
    name += (letter >= 'A' && letter <= 'Z') || (letter >= 'a' && letter <= 'z') ? letter : '?';
  }
  return name;
}

/// Critical chunks, which readers must not skip, start with a capital letter (PNG 5.4).
bool critical(std::uint32_t type) noexcept {
  return (type & 0x20000000U) == 0;
}

/// Whether pixels or their transparency depend on a chunk.
bool decides_pixels(std::uint32_t type, const PngFile& file) noexcept {
  if (type == png_chunk_type("tRNS")) return true;
  if (type == png_chunk_type("PLTE")) return file.header.color == PngColor::palette;
  return critical(type) && type != png_chunk_type("IEND");
}

/// Whether a damaged chunk of this type is better than none.
bool is_needed(std::uint32_t type) noexcept {
  return type == png_chunk_type("PLTE") || type == png_chunk_type("IEND");
}

PngHeader read_header(ByteView data) {
  constexpr std::uint32_t kMaxSidePx = 0x7FFFFFFF;
  if (data.size() != 13) raise_corrupt_png("the header has the wrong length");
  PngHeader header;
  header.size = {big_endian_u32(&data[0]), big_endian_u32(&data[4])};
  if (header.size.width_px == 0 || header.size.height_px == 0) raise_corrupt_png("the image has no pixels");
  if (header.size.width_px > kMaxSidePx || header.size.height_px > kMaxSidePx)
    raise_corrupt_png("the size is out of range");
  const unsigned depth = data[8];
  const unsigned color = data[9];
  // The allowed depths of each color type as bits (PNG 11.2.2).
  constexpr std::array<std::uint32_t, 7> kDepths{0x10116, 0, 0x10100, 0x116, 0x10100, 0, 0x10100};
  if (color >= kDepths.size() || depth > 16 || (kDepths[color] >> depth & 1) == 0) {
    raise_corrupt_png("color type " + std::to_string(color) + " with " + std::to_string(depth) +
                      " bits does not exist");
  }
  header.bit_depth = static_cast<std::uint8_t>(depth);
  header.color = static_cast<PngColor>(color);
  if (data[10] != 0 || data[11] != 0 || data[12] > 1)
    raise_corrupt_png("unknown compression, filter or interlace method");
  header.interlaced = data[12] == 1;
  return header;
}

void read_palette(ByteView data, PngFile& file) {
  const bool is_gray = file.header.color == PngColor::gray || file.header.color == PngColor::gray_alpha;
  if (is_gray) raise_corrupt_png("a gray image has a palette");
  if (!file.palette.empty()) raise_corrupt_png("there is more than one palette");
  if (data.empty() || data.size() % 3 != 0 || data.size() > std::size_t{3} * 256)
    raise_corrupt_png("the palette has the wrong length");
  for (std::size_t i = 0; i < data.size(); i += 3) file.palette.push_back({data[i], data[i + 1], data[i + 2]});
}

/// A transparent level or color has 16 bits, of which those beyond the depth must be 0 and do not count (11.3.1.1).
std::array<std::uint16_t, 3> read_transparent_color(ByteView data, PngFile& file) {
  const auto mask = static_cast<std::uint16_t>((1U << file.header.bit_depth) - 1);
  std::array<std::uint16_t, 3> color{};
  for (std::size_t i = 0; i < data.size() / 2; ++i) {
    const std::uint16_t sample = big_endian_u16(&data[2 * i]);
    color[i] = sample & mask;
    if (color[i] != sample) {
      file.damage.odd({util::ErrorCode::corrupt, "PNG: the transparent color has more bits than the pixels"});
    }
  }
  return color;
}

void read_transparency(ByteView data, PngFile& file) {
  if (file.transparent || !file.palette_alpha.empty()) raise_corrupt_png("there is more than one transparency chunk");
  switch (file.header.color) {
    case PngColor::palette:
      if (file.palette.empty()) raise_corrupt_png("the transparency stands before the palette");
      if (data.empty()) raise_corrupt_png("the transparency is empty");
      if (data.size() > file.palette.size()) raise_corrupt_png("there is more transparency than palette");
      file.palette_alpha.assign(data.begin(), data.end());
      break;
    case PngColor::gray:
      if (data.size() != 2) raise_corrupt_png("the transparent level has the wrong length");
      file.transparent = read_transparent_color(data, file);
      break;
    case PngColor::rgb:
      if (data.size() != 6) raise_corrupt_png("the transparent color has the wrong length");
      file.transparent = read_transparent_color(data, file);
      break;
    default:
      raise_corrupt_png("an image with an alpha channel has a transparent color too");
  }
}

/// Chunks that come too late for a streaming reader are invalid (5.6).
void check_place(std::uint32_t type, const PngFile& file) {
  const bool before_pixels =
      is_png_color_chunk(type) || type == png_chunk_type("tRNS") || type == png_chunk_type("PLTE");
  const bool is_late =
      (before_pixels && !file.image_data.empty()) || (is_png_color_chunk(type) && !file.palette.empty());
  if (is_late) raise_corrupt_png("chunk " + name_of_type(type) + " stands too late");
}

void read_chunk(const PngChunk& chunk, PngFile& file) {
  check_place(chunk.type, file);
  if (is_png_color_chunk(chunk.type)) return read_png_color_chunk(chunk, file.color);
  switch (chunk.type) {
    case png_chunk_type("PLTE"):
      return read_palette(chunk.data, file);
    case png_chunk_type("tRNS"):
      return read_transparency(chunk.data, file);
    case png_chunk_type("acTL"):
      file.animated = true;
      return;
    case png_chunk_type("IEND"):
      file.ended = true;
      if (!chunk.data.empty()) raise_corrupt_png("the end of the image holds data");
      return;
    default:
      if (critical(chunk.type)) {
        throw util::Error(util::ErrorCode::unsupported_format, "PNG: unknown chunk " + name_of_type(chunk.type));
      }
      read_png_metadata(chunk, file);
  }
}

/// An invalid chunk is skipped. An invalid transparency chunk is skipped by all readers and affects no pixel; one that
/// was damaged later does.
void read_any_chunk(const PngChunk& chunk, PngFile& file) {
  try {
    read_chunk(chunk, file);
  } catch (const util::Error& error) {
    const bool is_palette = chunk.type == png_chunk_type("PLTE") && file.header.color == PngColor::palette;
    const bool is_unknown = error.code() == util::ErrorCode::unsupported_format;
    if (is_palette || is_unknown) throw;
    const bool is_long_text = error.code() == util::ErrorCode::too_large;
    file.metadata.has_more_xmp |= is_long_text;
    if (!is_long_text) file.damage.odd(error);
  }
}

void note_bad_checksum(const PngChunk& chunk, PngFile& file) {
  const util::Error error(util::ErrorCode::corrupt, "PNG: chunk " + name_of_type(chunk.type) + " fails its checksum");
  if (decides_pixels(chunk.type, file)) return file.damage.lost(error);
  if (chunk.type == png_chunk_type("iCCP") && !file.color.profile) file.color.profile.emplace();
  file.damage.odd(error);
}

PngHeader read_first_chunk(PngChunkReader& chunks) {
  const auto first = chunks.next();
  if (!first) throw util::Error(util::ErrorCode::truncated, "PNG: the file ends within its header");
  if (first->type == png_chunk_type("CgBI")) {
    throw util::Error(
        util::ErrorCode::unsupported_format,
        "PNG in Apple's CgBI variant, which is for iOS alone; Xcode's pngcrush -revert-iphone-optimizations "
        "turns it back");
  }
  if (first->type != png_chunk_type("IHDR") || !first->intact()) raise_corrupt_png("the header is damaged");
  return read_header(first->data);
}

}  // namespace

void raise_corrupt_png(const std::string& reason) {
  throw util::Error(util::ErrorCode::corrupt, "PNG: " + reason);
}

unsigned PngHeader::channels() const noexcept {
  switch (color) {
    case PngColor::rgb:
      return 3;
    case PngColor::gray_alpha:
      return 2;
    case PngColor::rgb_alpha:
      return 4;
    default:
      return 1;
  }
}

std::size_t PngHeader::row_bytes(std::uint32_t width_px) const noexcept {
  return (std::size_t{width_px} * channels() * bit_depth + 7) / 8;
}

PngFile read_png_file(ByteView bytes) {
  if (bytes.size() < kPngSignature.size()) throw util::Error(util::ErrorCode::truncated, "PNG: the file has no header");
  PngChunkReader chunks(bytes.subspan(kPngSignature.size()));
  PngFile file;
  file.header = read_first_chunk(chunks);
  for (ByteView here = chunks.rest(); !file.ended; here = chunks.rest()) {
    const auto chunk = chunks.next();
    const bool is_image_data = chunk && chunk->type == png_chunk_type("IDAT");
    // A truncated file may end with pixels: decoding shows how far they go.
    if (file.image_data.empty() && (is_image_data || !chunk)) file.image_data = here;
    if (!chunk) break;
    if (is_image_data) continue;
    const bool intact = chunk->intact();
    if (!intact) note_bad_checksum(*chunk, file);
    if (intact || is_needed(chunk->type)) read_any_chunk(*chunk, file);
  }
  if (file.ended && !chunks.rest().empty()) {
    file.damage.odd({util::ErrorCode::corrupt, "PNG: there are bytes behind the end of the image"});
  }
  if (file.header.color == PngColor::palette && file.palette.empty()) raise_corrupt_png("the palette is missing");
  return file;
}

}  // namespace resizer::imaging
