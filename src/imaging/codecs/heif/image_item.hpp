#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "imaging/codecs/heif/coded.hpp"
#include "imaging/codecs/heif/transforms.hpp"

namespace resizer::imaging {

/// An image item of a file: its coded pictures, and the meaning of its samples.
struct ImageItem {
  /// The items whose properties apply, in order: the item itself, its identity sources, and the first coded picture.
  std::vector<std::uint32_t> described_by;
  /// The coded pictures, row by row, all with the layout `tile`.
  std::vector<std::uint32_t> tiles;
  std::uint32_t columns = 1;
  std::uint32_t rows = 1;
  CodedLayout tile;
  unsigned pictures_held = 1;  ///< At most, by the decoder of a tile.
  Size size;                   ///< Before any transformation.
  CodedColor color;
  bool states_range = false;
  bool is_odd = false;  ///< The file does not state the size of the coded picture, or states a wrong one.

  std::uint64_t decoded_pixels() const noexcept {
    return std::uint64_t{tile.size.width_px} * columns * tile.size.height_px * rows;
  }
  const Box* property(const HeifItems& items, std::string_view type, bool (*wanted)(ByteView) = nullptr) const;
  /// Of all items of the image, innermost first.
  HeifTransforms transforms(const HeifItems& items) const;
};

/// Throws util::Error, for example unsupported_format if it is not AV1, HEVC or a grid of those.
ImageItem describe_image_item(const HeifItems& items, std::uint32_t id);

/// Decodes a tile of the image.
CodedPicture decode_tile(const HeifItems& items, const ImageItem& image, std::uint32_t index);

/// The code points that the image's color box has or, without one, its bitstream.
bool is_nclx(ByteView color_box) noexcept;

}  // namespace resizer::imaging
