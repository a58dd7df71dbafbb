#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "imaging/codecs/heif/coded.hpp"
#include "imaging/codecs/heif/transforms.hpp"

namespace resizer::imaging {

/// One image of a file: how it is put together from coded ones, and how its samples are to be read.
struct ImageItem {
  /// The item itself, those it shows unchanged, and the first coded picture: where properties are looked for, in order.
  std::vector<std::uint32_t> described_by;
  /// The coded pictures, row by row: all of one format, and of size `tile`.
  std::vector<std::uint32_t> tiles;
  std::uint32_t columns = 1;
  std::uint32_t rows = 1;
  CodedLayout tile;
  unsigned pictures_held = 1;  ///< By the decoder of a tile, at the most.
  Size size;                   ///< Before any transformation.
  CodedColor color;
  bool states_range = false;
  bool is_odd = false;  ///< The file does not state the coded picture's size, or another.

  std::uint64_t decoded_pixels() const noexcept {
    return std::uint64_t{tile.size.width_px} * columns * tile.size.height_px * rows;
  }
  const Box* property(const HeifItems& items, std::string_view type, bool (*wanted)(ByteView) = nullptr) const;
  /// Those of all items that the image stands for, the innermost first.
  HeifTransforms transforms(const HeifItems& items) const;
};

/// Throws util::Error: unsupported_format for other kinds of images than AV1, HEVC and grids of them.
ImageItem describe_image_item(const HeifItems& items, std::uint32_t id);

/// Decodes one of the image's tiles.
CodedPicture decode_tile(const HeifItems& items, const ImageItem& image, std::uint32_t index);

/// The code points that the image's color box has or, without one, its bitstream.
bool is_nclx(ByteView color_box) noexcept;

}  // namespace resizer::imaging
