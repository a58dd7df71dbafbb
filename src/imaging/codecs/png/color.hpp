#pragma once

#include <optional>

#include "imaging/codecs/codec.hpp"
#include "imaging/color/primaries.hpp"

/// The color information in the chunks of a PNG (third edition, 4.3 and 11.3.2).
namespace resizer::imaging {

struct PngChunk;

struct PngColorChunks {
  std::optional<CodePoints> code_points;         ///< cICP.
  bool narrow_range = false;                     ///< cICP: samples run from 16 to 235, in steps of the depth.
  std::optional<Bytes> profile;                  ///< iCCP; empty if it could not be read.
  std::optional<std::uint8_t> srgb_intent;       ///< sRGB.
  std::optional<Chromaticities> chromaticities;  ///< cHRM.
  std::optional<double> gamma;                   ///< gAMA: sample = light ^ gamma.
};

/// Whether chunks of this type contain color information; they must precede the palette and the pixels.
bool is_png_color_chunk(std::uint32_t type) noexcept;

/// Reads one of these chunks into `chunks`. Throws util::Error, leaving `chunks` unchanged, for one that violates the
/// format. A profile that cannot be inflated is not an error here: it stays empty.
void read_png_color_chunk(const PngChunk& chunk, PngColorChunks& chunks);

/// Sets the color information of a gray or RGB image in `metadata`. cICP takes precedence over iCCP, sRGB, and cHRM and
/// gAMA, in this order. Warns of anything unknown.
void describe_png_color(PngColorChunks chunks, ColorFamily family, Metadata& metadata, model::Warnings& warnings);

}  // namespace resizer::imaging
