#include "imaging/png_metadata.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "imaging/big_endian.hpp"
#include "imaging/pixel_density.hpp"
#include "imaging/png_raw_profile.hpp"
#include "imaging/zlib_stream.hpp"
#include "resizer/imaging/color.hpp"
#include "resizer/imaging/exif.hpp"

namespace resizer::imaging {
namespace {

/// A profile or an XMP packet that inflates to more is taken for an attack.
constexpr std::size_t kMaxMetadataBytes = std::size_t{32} << 20;

/// Takes the text up to the next zero byte, and that, from the front of `data`.
std::string_view take_text(ByteView& data) {
  const auto end = std::find(data.begin(), data.end(), std::uint8_t{0});
  if (end == data.end()) raise_corrupt_png("a text has no end");
  const std::string_view text(reinterpret_cast<const char*>(data.data()), static_cast<std::size_t>(end - data.begin()));
  data = data.subspan(text.size() + 1);
  return text;
}

void read_profile(ByteView data, Metadata& metadata) {
  take_text(data);  // the profile's name
  if (data.empty() || data[0] != 0) raise_corrupt_png("the colour profile is compressed by an unknown method");
  metadata.icc = inflate(data.subspan(1), kMaxMetadataBytes);
}

Bytes text_of(ByteView data, bool is_compressed) {
  return is_compressed ? inflate(data, kMaxMetadataBytes) : Bytes(data.begin(), data.end());
}

void note_text(std::string_view keyword, ByteView data, bool is_compressed, Metadata& metadata) {
  bool is_taken = false;
  if (is_raw_profile(keyword)) {
    const Bytes text = text_of(data, is_compressed);
    is_taken = take_raw_profile(keyword, {reinterpret_cast<const char*>(text.data()), text.size()}, metadata);
  }
  metadata.has_text |= !is_taken;
}

/// tEXt, and zTXt, which has a compression method (PNG 11.3.4).
void read_text(ByteView data, bool is_compressed, Metadata& metadata) {
  const std::string_view keyword = take_text(data);
  if (is_compressed) {
    if (data.empty() || data[0] != 0) raise_corrupt_png("a text is compressed by an unknown method");
    data = data.subspan(1);
  }
  note_text(keyword, data, is_compressed, metadata);
}

void read_international_text(ByteView data, PngFile& file) {
  const std::string_view keyword = take_text(data);
  if (data.size() < 2) raise_corrupt_png("a text has no end");
  const bool is_compressed = data[0] == 1;
  data = data.subspan(2);
  take_text(data);  // language
  take_text(data);  // translated keyword
  if (keyword != "XML:com.adobe.xmp") return note_text(keyword, data, is_compressed, file.metadata);
  if (!std::exchange(file.has_xmp, true)) file.metadata.xmp = text_of(data, is_compressed);
}

/// Code points, which count more than a profile (PNG, third edition, 11.3.2.6). Those of high dynamic range only: the
/// profile that stands beside others says the same.
void read_code_points(ByteView data, PngFile& file) {
  constexpr std::uint8_t kRgb = 0;
  constexpr std::uint8_t kFullRange = 1;
  if (data.size() != 4) raise_corrupt_png("the code points have the wrong length");
  const CodePoints points{data[0], data[1]};
  if (data[2] == kRgb && data[3] == kFullRange && is_high_dynamic_range(points)) file.metadata.code_points = points;
}

/// The exponent of a curve of its own, times 100000; that of sRGB is told apart from it by nobody.
void read_gamma(ByteView data, PngFile& file) {
  constexpr std::uint32_t kSrgb = 45455;
  constexpr std::uint32_t kTolerance = 2000;
  if (data.size() != 4) raise_corrupt_png("the gamma has the wrong length");
  const std::uint32_t gamma = big_endian_u32(data.data());
  file.has_other_gamma = gamma < kSrgb - kTolerance || gamma > kSrgb + kTolerance;
}

/// Physical pixel dimensions (PNG 11.3.5.3); in an unknown unit they are the shape of a pixel only.
void read_density(ByteView data, Metadata& metadata) {
  constexpr std::uint8_t kPerMetre = 1;
  if (data.size() != 9 || data[8] != kPerMetre) return;
  metadata.density = pixel_density(big_endian_u32(&data[0]), big_endian_u32(&data[4]), kMetresPerInch);
}

void read_exif(ByteView data, Metadata& metadata) {
  const ByteView exif = without_exif_prefix(data);
  metadata.exif.assign(exif.begin(), exif.end());
}

}  // namespace

void read_png_metadata(const PngChunk& chunk, PngFile& file) {
  switch (chunk.type) {
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
      return read_text(chunk.data, chunk.type == png_chunk_type("zTXt"), file.metadata);
    case png_chunk_type("eXIf"):
      return read_exif(chunk.data, file.metadata);
    default:
      return;
  }
}

}  // namespace resizer::imaging
