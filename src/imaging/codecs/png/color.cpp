#include "imaging/codecs/png/color.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "imaging/codecs/png/file.hpp"
#include "imaging/codecs/png/metadata.hpp"
#include "imaging/codecs/png/zlib_stream.hpp"
#include "imaging/color/hdr_light.hpp"
#include "imaging/color/icc.hpp"
#include "imaging/color/profiles.hpp"
#include "imaging/core/big_endian.hpp"
#include "util/error.hpp"

namespace resizer::imaging {
namespace {

void require_length(const PngChunk& chunk, std::size_t length, const char* name) {
  if (chunk.data.size() != length) raise_corrupt_png(std::string(name) + " has the wrong length");
}

void require_first(bool is_first, const char* name) {
  if (!is_first) raise_corrupt_png("there is more than one " + std::string(name));
}

void read_code_points(const PngChunk& chunk, PngColorChunks& chunks) {
  constexpr std::uint8_t kRgb = 0;
  constexpr std::uint8_t kFullRange = 1;
  require_length(chunk, 4, "cICP");
  const auto& data = chunk.data;
  if (data[2] != kRgb || data[3] > kFullRange) raise_corrupt_png("cICP names a matrix or an unknown range");
  chunks.code_points = CodePoints{data[0], data[1]};
  chunks.narrow_range = data[3] != kFullRange;
}

/// Empty if it is damaged, or so large that it must be an attack.
Bytes inflated_profile(ByteView data) {
  try {
    take_png_text(data);  // the profile's name
    if (data.empty() || data[0] != 0) return {};
    return inflate(data.subspan(1), kMaxMetadataBytes);
  } catch (const util::Error& error) {
    if (error.code() == util::ErrorCode::out_of_memory) throw;
    return {};
  }
}

void read_srgb(const PngChunk& chunk, PngColorChunks& chunks) {
  constexpr std::uint8_t kMaxIntent = 3;
  require_length(chunk, 1, "sRGB");
  if (chunk.data[0] > kMaxIntent) raise_corrupt_png("sRGB names an unknown rendering intent");
  chunks.srgb_intent = chunk.data[0];
}

/// Both cHRM and gAMA count in 1/100000.
double read_fraction(const PngChunk& chunk, std::size_t index) noexcept {
  return big_endian_u32(&chunk.data[4 * index]) / 100000.0;
}

void read_gamma(const PngChunk& chunk, PngColorChunks& chunks) {
  constexpr double kSmallest = 0.1;
  constexpr double kLargest = 10;
  require_length(chunk, 4, "gAMA");
  const double gamma = read_fraction(chunk, 0);
  if (gamma < kSmallest || gamma > kLargest) raise_corrupt_png("gAMA is out of range");
  chunks.gamma = gamma;
}

void read_chromaticities(const PngChunk& chunk, PngColorChunks& chunks) {
  require_length(chunk, 32, "cHRM");
  std::array<Chromaticity, 4> points;
  for (std::size_t i = 0; i < points.size(); ++i) {
    points[i] = {read_fraction(chunk, 2 * i), read_fraction(chunk, 2 * i + 1)};
  }
  const Chromaticities all{points[1], points[2], points[3], points[0]};
  if (!is_possible(all)) raise_corrupt_png("cHRM describes no colors");
  chunks.chromaticities = all;
}

/// Tolerates the rounding of sRGB values by various programs.
bool is_srgb_gamma(double gamma) noexcept {
  constexpr double kSrgb = 0.45455;
  constexpr double kTolerance = 0.02;
  return std::abs(gamma - kSrgb) <= kTolerance;
}

bool are_srgb(const Chromaticities& points) noexcept {
  constexpr double kTolerance = 0.001;
  const Chromaticities& srgb = kSrgbChromaticities;
  const auto is_near = [](Chromaticity a, Chromaticity b) {
    return std::abs(a.x - b.x) <= kTolerance && std::abs(a.y - b.y) <= kTolerance;
  };
  return is_near(points.white, srgb.white) && is_near(points.red, srgb.red) && is_near(points.green, srgb.green) &&
         is_near(points.blue, srgb.blue);
}

/// Empty for sRGB. Missing primaries and a missing tone curve default to those of sRGB.
Bytes profile_of_numbers(const PngColorChunks& chunks, ColorFamily family) {
  const bool has_srgb_primaries =
      family == ColorFamily::gray || !chunks.chromaticities || are_srgb(*chunks.chromaticities);
  if (has_srgb_primaries && (!chunks.gamma || is_srgb_gamma(*chunks.gamma))) return {};
  const std::optional<double> exponent = chunks.gamma ? std::optional(1 / *chunks.gamma) : std::nullopt;
  const Chromaticities& primaries = has_srgb_primaries ? kSrgbChromaticities : *chunks.chromaticities;
  return profile_of(primaries, exponent, family);
}

Bytes profile_without_code_points(const PngColorChunks& chunks, ColorFamily family) {
  if (chunks.profile && !chunks.profile->empty()) return *chunks.profile;
  if (chunks.srgb_intent) return {};
  return profile_of_numbers(chunks, family);
}

/// Code points with unspecified primaries do not override a profile.
bool is_srgb(CodePoints points, ColorFamily family) noexcept {
  const bool is_unspecified = family != ColorFamily::gray && points.primaries == CodePoints{}.primaries;
  return !is_unspecified && is_shown_as_srgb(points, family);
}

}  // namespace

bool is_png_color_chunk(std::uint32_t type) noexcept {
  constexpr std::array kTypes{png_chunk_type("cICP"), png_chunk_type("iCCP"), png_chunk_type("sRGB"),
                              png_chunk_type("gAMA"), png_chunk_type("cHRM")};
  return std::find(kTypes.begin(), kTypes.end(), type) != kTypes.end();
}

void read_png_color_chunk(const PngChunk& chunk, PngColorChunks& chunks) {
  switch (chunk.type) {
    case png_chunk_type("cICP"):
      require_first(!chunks.code_points, "cICP");
      return read_code_points(chunk, chunks);
    case png_chunk_type("iCCP"):
      require_first(!chunks.profile, "iCCP");
      chunks.profile = inflated_profile(chunk.data);
      return;
    case png_chunk_type("sRGB"):
      require_first(!chunks.srgb_intent, "sRGB");
      return read_srgb(chunk, chunks);
    case png_chunk_type("gAMA"):
      require_first(!chunks.gamma, "gAMA");
      return read_gamma(chunk, chunks);
    default:
      require_first(!chunks.chromaticities, "cHRM");
      return read_chromaticities(chunk, chunks);
  }
}

void describe_png_color(PngColorChunks chunks, ColorFamily family, Metadata& metadata, model::Warnings& warnings) {
  if (chunks.profile && !is_whole_profile(*chunks.profile)) {
    chunks.profile->clear();
    warnings.add(model::Warning::profile_broken);
  }
  metadata.icc = profile_without_code_points(chunks, family);
  if (!chunks.code_points) {
    if (metadata.icc.empty()) metadata.srgb_intent = chunks.srgb_intent;
    return;
  }
  metadata.code_points = chunks.code_points;
  metadata.fallback_icc = std::exchange(metadata.icc, {});
  if (is_high_dynamic_range(*chunks.code_points)) return;
  metadata.icc = profile_of(*chunks.code_points, family);
  if (!metadata.icc.empty() || is_srgb(*chunks.code_points, family)) return;
  metadata.icc = metadata.fallback_icc;
  const bool is_unspecified = chunks.code_points->primaries == CodePoints{}.primaries;
  if (metadata.icc.empty() && !is_unspecified) warnings.add(model::Warning::color_space_unknown);
}

}  // namespace resizer::imaging
