#pragma once

#include <optional>

#include "imaging/codecs/codec.hpp"
#include "imaging/color/primaries.hpp"

/// What the chunks of a PNG say about the colors that its samples stand for (PNG, third edition, 4.3 and 11.3.2).
namespace resizer::imaging {

struct PngChunk;

struct PngColorChunks {
  std::optional<CodePoints> code_points;         ///< cICP.
  bool narrow_range = false;                     ///< cICP: samples run from 16 to 235, in steps of the depth.
  std::optional<Bytes> profile;                  ///< iCCP; empty if it could not be read.
  std::optional<std::uint8_t> srgb_intent;       ///< sRGB.
  std::optional<Chromaticities> chromaticities;  ///< cHRM.
  std::optional<double> gamma;                   ///< gAMA: samples are light to the power of this.
};

/// Whether chunks of this type say something about colors; they must stand before the palette and the pixels.
bool is_png_color_chunk(std::uint32_t type) noexcept;

/// Takes one of these chunks into `chunks`. Throws util::Error for one that breaks the rules of the format; nothing of
/// it is taken then. A profile that cannot be inflated is no error here: it stays empty.
void read_png_color_chunk(const PngChunk& chunk, PngColorChunks& chunks);

/// Describes the colors of a gray or RGB image in `metadata`: cICP counts more than iCCP, that more than sRGB, and that
/// more than cHRM and gAMA. Warns of what cannot be understood.
void describe_png_color(PngColorChunks chunks, ColorFamily family, Metadata& metadata, model::Warnings& warnings);

}  // namespace resizer::imaging
