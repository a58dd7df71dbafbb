#pragma once

#include <functional>
#include <optional>
#include <string>

#include "imaging/core/bytes.hpp"
#include "imaging/core/size.hpp"

/// GIF files, which the project only reads.
namespace resizer::imaging::testing_support {

struct StoredGif {
  Size screen{};
  std::optional<Size> frame{};  ///< That of the screen, if there is none.
  std::uint32_t left_px = 0;
  std::uint32_t top_px = 0;
  unsigned bits = 8;         ///< Of an index: there are as many colors as it can tell.
  Bytes palette{};           ///< Three bytes for each color.
  bool own_palette = false;  ///< Of the image, not of the file.
  std::optional<std::uint8_t> transparent{};
  bool interlaced = false;
  bool clears = true;  ///< The table of codes when it is full.
  unsigned frames = 1;
  std::uint8_t aspect = 0;
  Bytes xmp{};
  Bytes icc{};
  std::string comment{};
};

/// `index` is asked for each pixel of the frame.
Bytes make_gif(const StoredGif& stored, const std::function<unsigned(std::uint32_t x, std::uint32_t y)>& index);

}  // namespace resizer::imaging::testing_support
