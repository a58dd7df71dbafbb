#include "imaging/png_file.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "imaging/big_endian.hpp"
#include "imaging/pixel_density.hpp"
#include "imaging/zlib_stream.hpp"
#include "resizer/imaging/color.hpp"
#include "resizer/imaging/exif.hpp"
#include "resizer/util/error.hpp"

namespace resizer::imaging {

namespace {

/// A profile or an XMP packet that inflates to more is taken for an attack.
constexpr std::size_t kMaxMetadataBytes = std::size_t{32} << 20;

[[noreturn]] void corrupt(const std::string& reason) {
  throw util::Error(util::ErrorCode::corrupt, "PNG: " + reason);
}

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
  if (data.size() != 13) corrupt("the header has the wrong length");
  PngHeader header;
  header.size = {big_endian_u32(&data[0]), big_endian_u32(&data[4])};
  if (header.size.width_px == 0 || header.size.height_px == 0) corrupt("the picture has no pixels");
  if (header.size.width_px > kMaxSidePx || header.size.height_px > kMaxSidePx) corrupt("the size is out of range");
  const unsigned depth = data[8];
  const unsigned color = data[9];
  // The allowed depths of each colour type as bits (PNG 11.2.2).
  constexpr std::array<std::uint32_t, 7> kDepths{0x10116, 0, 0x10100, 0x116, 0x10100, 0, 0x10100};
  if (color >= kDepths.size() || depth > 16 || (kDepths[color] >> depth & 1) == 0) {
    corrupt("colour type " + std::to_string(color) + " with " + std::to_string(depth) + " bits does not exist");
  }
  header.bit_depth = static_cast<std::uint8_t>(depth);
  header.color = static_cast<PngColor>(color);
  if (data[10] != 0 || data[11] != 0 || data[12] > 1) corrupt("unknown compression, filter or interlace method");
  header.interlaced = data[12] == 1;
  return header;
}

void read_palette(ByteView data, PngFile& file) {
  if (data.empty() || data.size() % 3 != 0 || data.size() > std::size_t{3} * 256)
    corrupt("the palette has the wrong length");
  file.palette.clear();
  for (std::size_t i = 0; i < data.size(); i += 3) file.palette.push_back({data[i], data[i + 1], data[i + 2]});
}

void read_transparency(ByteView data, PngFile& file) {
  const auto sample = [&](std::size_t index) { return big_endian_u16(&data[2 * index]); };
  switch (file.header.color) {
    case PngColor::palette:
      if (data.size() > file.palette.size()) corrupt("there is more transparency than palette");
      file.palette_alpha.assign(data.begin(), data.end());
      break;
    case PngColor::gray:
      if (data.size() != 2) corrupt("the transparent level has the wrong length");
      file.transparent = {sample(0), 0, 0};
      break;
    case PngColor::rgb:
      if (data.size() != 6) corrupt("the transparent colour has the wrong length");
      file.transparent = {sample(0), sample(1), sample(2)};
      break;
    default:
      corrupt("a picture with an alpha channel has a transparent colour too");
  }
}

/// Takes the text up to the next zero byte, and that, from the front of `data`.
std::string_view take_text(ByteView& data) {
  const auto end = std::find(data.begin(), data.end(), std::uint8_t{0});
  if (end == data.end()) corrupt("a text has no end");
  const std::string_view text(reinterpret_cast<const char*>(data.data()), static_cast<std::size_t>(end - data.begin()));
  data = data.subspan(text.size() + 1);
  return text;
}

void read_profile(ByteView data, Metadata& metadata) {
  take_text(data);  // the profile's name
  if (data.empty() || data[0] != 0) corrupt("the colour profile is compressed by an unknown method");
  metadata.icc = inflate(data.subspan(1), kMaxMetadataBytes);
}

void read_international_text(ByteView data, PngFile& file) {
  if (take_text(data) != "XML:com.adobe.xmp") {
    file.metadata.has_text = true;
    return;
  }
  if (std::exchange(file.has_xmp, true)) return;
  if (data.size() < 2) corrupt("a text has no end");
  const bool compressed = data[0] == 1;
  data = data.subspan(2);
  take_text(data);  // language
  take_text(data);  // translated keyword
  file.metadata.xmp = compressed ? inflate(data, kMaxMetadataBytes) : Bytes(data.begin(), data.end());
}

/// Code points, which count more than a profile (PNG, third edition, 11.3.2.6). Those of high dynamic range only: the
/// profile that stands beside others says the same.
void read_code_points(ByteView data, PngFile& file) {
  constexpr std::uint8_t kRgb = 0;
  constexpr std::uint8_t kFullRange = 1;
  if (data.size() != 4) corrupt("the code points have the wrong length");
  const CodePoints points{data[0], data[1]};
  if (data[2] == kRgb && data[3] == kFullRange && is_high_dynamic_range(points)) file.metadata.code_points = points;
}

/// The exponent of a curve of its own, times 100000; that of sRGB is told apart from it by nobody.
void read_gamma(ByteView data, PngFile& file) {
  constexpr std::uint32_t kSrgb = 45455;
  constexpr std::uint32_t kTolerance = 2000;
  if (data.size() != 4) corrupt("the gamma has the wrong length");
  const std::uint32_t gamma = big_endian_u32(data.data());
  file.has_other_gamma = gamma < kSrgb - kTolerance || gamma > kSrgb + kTolerance;
}

/// Physical pixel dimensions (PNG 11.3.5.3); in an unknown unit they are the shape of a pixel only.
void read_density(ByteView data, Metadata& metadata) {
  constexpr std::uint8_t kPerMetre = 1;
  if (data.size() != 9 || data[8] != kPerMetre) return;
  metadata.density = pixel_density(big_endian_u32(&data[0]), big_endian_u32(&data[4]), kMetresPerInch);
}

void read_chunk(const PngChunk& chunk, PngFile& file) {
  switch (chunk.type) {
    case png_chunk_type("PLTE"):
      return read_palette(chunk.data, file);
    case png_chunk_type("tRNS"):
      return read_transparency(chunk.data, file);
    case png_chunk_type("iCCP"):
      if (!std::exchange(file.has_profile, true)) read_profile(chunk.data, file.metadata);
      return;
    case png_chunk_type("cICP"):
      return read_code_points(chunk.data, file);
    case png_chunk_type("gAMA"):
      return read_gamma(chunk.data, file);
    case png_chunk_type("pHYs"):
      return read_density(chunk.data, file.metadata);
    case png_chunk_type("iTXt"):
      return read_international_text(chunk.data, file);
    case png_chunk_type("tEXt"):
    case png_chunk_type("zTXt"):
      file.metadata.has_text = true;
      return;
    case png_chunk_type("eXIf"): {
      const ByteView exif = without_exif_prefix(chunk.data);
      file.metadata.exif.assign(exif.begin(), exif.end());
      return;
    }
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
  if (first->type != png_chunk_type("IHDR") || !first->intact()) corrupt("the header is damaged");
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
  if (file.header.color == PngColor::palette && file.palette.empty()) corrupt("the palette is missing");
  if (file.metadata.code_points) file.metadata.icc.clear();
  return file;
}

}  // namespace resizer::imaging
