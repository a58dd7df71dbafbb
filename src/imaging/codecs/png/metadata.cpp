#include "imaging/codecs/png/metadata.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "imaging/codecs/png/raw_profile.hpp"
#include "imaging/codecs/png/zlib_stream.hpp"
#include "imaging/core/big_endian.hpp"
#include "imaging/metadata/density.hpp"
#include "imaging/metadata/exif.hpp"
#include "util/error.hpp"

namespace resizer::imaging {
namespace {

/// A text that is too long or cannot be inflated exhausts the budget for texts.
Bytes text_of(ByteView data, bool is_compressed, PngFile& file) {
  const std::size_t most_bytes = std::exchange(file.text_bytes_left, 0);
  if (!is_compressed && data.size() > most_bytes) {
    throw util::Error(util::ErrorCode::too_large, "PNG: a text is too large");
  }
  Bytes text = is_compressed ? inflate(data, most_bytes) : Bytes(data.begin(), data.end());
  file.text_bytes_left = most_bytes - text.size();
  return text;
}

/// XMP belongs in iTXt, but Qt and other writers use the older chunks, and readers accept that.
void note_text(std::string_view keyword, ByteView data, bool is_compressed, PngFile& file) {
  if (keyword == "XML:com.adobe.xmp") {
    if (!std::exchange(file.has_xmp, true)) file.metadata.xmp = text_of(data, is_compressed, file);
    return;
  }
  bool is_taken = false;
  if (is_raw_profile(keyword)) {
    const Bytes text = text_of(data, is_compressed, file);
    is_taken = take_raw_profile(keyword, {reinterpret_cast<const char*>(text.data()), text.size()}, file.metadata);
  }
  file.metadata.has_text |= !is_taken;
}

/// tEXt, and zTXt, which has a compression method (PNG 11.3.4).
void read_text(ByteView data, bool is_compressed, PngFile& file) {
  const std::string_view keyword = take_png_text(data);
  if (is_compressed) {
    if (data.empty() || data[0] != 0) raise_corrupt_png("a text is compressed by an unknown method");
    data = data.subspan(1);
  }
  note_text(keyword, data, is_compressed, file);
}

void read_international_text(ByteView data, PngFile& file) {
  const std::string_view keyword = take_png_text(data);
  if (data.size() < 2) raise_corrupt_png("a text has no end");
  const bool is_compressed = data[0] == 1;
  data = data.subspan(2);
  take_png_text(data);  // language
  take_png_text(data);  // translated keyword
  note_text(keyword, data, is_compressed, file);
}

/// Physical pixel dimensions (PNG 11.3.5.3); in an unknown unit they only give the pixel aspect ratio.
void read_density(ByteView data, Metadata& metadata) {
  constexpr std::uint8_t kPerMeter = 1;
  if (data.size() != 9) raise_corrupt_png("the pixel dimensions have the wrong length");
  const std::uint32_t x = big_endian_u32(&data[0]);
  const std::uint32_t y = big_endian_u32(&data[4]);
  if (data[8] == kPerMeter) metadata.density = pixel_density(x, y, kMetresPerInch);
  metadata.has_flat_pixels = !metadata.density && x != y;
}

void read_exif(ByteView data, Metadata& metadata) {
  if (data.size() > kMaxMetadataBytes) raise_corrupt_png("EXIF is larger than any camera writes it");
  const ByteView exif = without_exif_prefix(data);
  metadata.exif.assign(exif.begin(), exif.end());
}

}  // namespace

std::string_view take_png_text(ByteView& data) {
  const auto end = std::find(data.begin(), data.end(), std::uint8_t{0});
  if (end == data.end()) raise_corrupt_png("a text has no end");
  const std::string_view text(reinterpret_cast<const char*>(data.data()), static_cast<std::size_t>(end - data.begin()));
  data = data.subspan(text.size() + 1);
  return text;
}

void read_png_metadata(const PngChunk& chunk, PngFile& file) {
  switch (chunk.type) {
    case png_chunk_type("pHYs"):
      return read_density(chunk.data, file.metadata);
    case png_chunk_type("iTXt"):
      return read_international_text(chunk.data, file);
    case png_chunk_type("tEXt"):
    case png_chunk_type("zTXt"):
      return read_text(chunk.data, chunk.type == png_chunk_type("zTXt"), file);
    case png_chunk_type("eXIf"):
      return read_exif(chunk.data, file.metadata);
    default:
      return;
  }
}

}  // namespace resizer::imaging
