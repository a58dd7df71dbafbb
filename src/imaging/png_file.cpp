#include "imaging/png_file.hpp"

#include <string>

#include "imaging/big_endian.hpp"
#include "imaging/png_metadata.hpp"
#include "resizer/util/error.hpp"

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

/// Critical chunks, which no reader may skip, have a capital first (PNG 5.4).
bool critical(std::uint32_t type) noexcept {
  return (type & 0x20000000U) == 0;
}

/// Whether even a damaged chunk of this type is better than none.
bool is_needed(std::uint32_t type) noexcept {
  return type == png_chunk_type("PLTE") || type == png_chunk_type("IEND");
}

PngHeader read_header(ByteView data) {
  constexpr std::uint32_t kMaxSidePx = 0x7FFFFFFF;
  if (data.size() != 13) raise_corrupt_png("the header has the wrong length");
  PngHeader header;
  header.size = {big_endian_u32(&data[0]), big_endian_u32(&data[4])};
  if (header.size.width_px == 0 || header.size.height_px == 0) raise_corrupt_png("the picture has no pixels");
  if (header.size.width_px > kMaxSidePx || header.size.height_px > kMaxSidePx)
    raise_corrupt_png("the size is out of range");
  const unsigned depth = data[8];
  const unsigned color = data[9];
  // The allowed depths of each colour type as bits (PNG 11.2.2).
  constexpr std::array<std::uint32_t, 7> kDepths{0x10116, 0, 0x10100, 0x116, 0x10100, 0, 0x10100};
  if (color >= kDepths.size() || depth > 16 || (kDepths[color] >> depth & 1) == 0) {
    raise_corrupt_png("colour type " + std::to_string(color) + " with " + std::to_string(depth) +
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
  if (data.empty() || data.size() % 3 != 0 || data.size() > std::size_t{3} * 256)
    raise_corrupt_png("the palette has the wrong length");
  file.palette.clear();
  for (std::size_t i = 0; i < data.size(); i += 3) file.palette.push_back({data[i], data[i + 1], data[i + 2]});
}

void read_transparency(ByteView data, PngFile& file) {
  const auto sample = [&](std::size_t index) { return big_endian_u16(&data[2 * index]); };
  switch (file.header.color) {
    case PngColor::palette:
      if (data.size() > file.palette.size()) raise_corrupt_png("there is more transparency than palette");
      file.palette_alpha.assign(data.begin(), data.end());
      break;
    case PngColor::gray:
      if (data.size() != 2) raise_corrupt_png("the transparent level has the wrong length");
      file.transparent = {sample(0), 0, 0};
      break;
    case PngColor::rgb:
      if (data.size() != 6) raise_corrupt_png("the transparent colour has the wrong length");
      file.transparent = {sample(0), sample(1), sample(2)};
      break;
    default:
      raise_corrupt_png("a picture with an alpha channel has a transparent colour too");
  }
}

void read_chunk(const PngChunk& chunk, PngFile& file) {
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
      return;
    default:
      if (critical(chunk.type)) {
        throw util::Error(util::ErrorCode::unsupported_format, "PNG: unknown chunk " + name_of_type(chunk.type));
      }
      read_png_metadata(chunk, file);
  }
}

/// Leaves out what is damaged and can be done without.
void read_ancillary_chunk(const PngChunk& chunk, PngFile& file) {
  try {
    read_chunk(chunk, file);
  } catch (const util::Error& error) {
    file.damage.lost(error);
  }
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
  const auto first = chunks.next();
  if (!first) throw util::Error(util::ErrorCode::truncated, "PNG: the file ends within its header");
  if (first->type != png_chunk_type("IHDR") || !first->intact()) raise_corrupt_png("the header is damaged");
  file.header = read_header(first->data);
  for (ByteView here = chunks.rest(); !file.ended; here = chunks.rest()) {
    const auto chunk = chunks.next();
    if (!chunk) {
      // What is left may be pixels cut short: how far they reach shows when they are decoded.
      if (file.image_data.empty()) file.image_data = here;
      break;
    }
    if (chunk->type == png_chunk_type("IDAT")) {
      if (file.image_data.empty()) file.image_data = here;
      continue;
    }
    if (chunk->intact()) {
      critical(chunk->type) ? read_chunk(*chunk, file) : read_ancillary_chunk(*chunk, file);
    } else {
      file.damage.lost({util::ErrorCode::corrupt, "PNG: chunk " + name_of_type(chunk->type) + " fails its checksum"});
      if (is_needed(chunk->type)) read_chunk(*chunk, file);
    }
  }
  if (file.header.color == PngColor::palette && file.palette.empty()) raise_corrupt_png("the palette is missing");
  if (file.metadata.code_points) file.metadata.icc.clear();
  return file;
}

}  // namespace resizer::imaging
