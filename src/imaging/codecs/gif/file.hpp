#pragma once

#include <array>
#include <optional>

#include "imaging/codecs/codec.hpp"
#include "imaging/core/damage.hpp"

namespace resizer::imaging {

/// The first image of a GIF file, and what is around it.
struct GifFile {
  Size canvas;
  Size frame;
  std::uint32_t left_px = 0;  ///< Position of the frame on the canvas.
  std::uint32_t top_px = 0;
  ByteView palette;  ///< Three bytes for each color.
  std::optional<std::uint8_t> transparent{};
  bool interlaced = false;
  bool animated = false;
  unsigned code_bits = 0;
  ByteView codes;  ///< The sub-blocks, and everything behind them.
  Metadata metadata;
  Damage damage;  ///< Not yet decided.

  bool covers_canvas() const noexcept { return frame == canvas; }
};

/// Finds the blocks of the file without decoding. Throws util::Error.
GifFile read_gif_file(ByteView bytes);

}  // namespace resizer::imaging
