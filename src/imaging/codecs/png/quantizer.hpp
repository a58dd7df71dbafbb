#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "imaging/codecs/png/color_clusters.hpp"
#include "imaging/codecs/png/color_table.hpp"
#include "imaging/core/image.hpp"

namespace resizer::imaging {

/// Reduces the colors of an 8-bit RGB image, with or without alpha, without dithering.
class PngQuantizer {
 public:
  /// The image must outlive this.
  explicit PngQuantizer(const Image& image);

  /// The image in at most `count` colors, 1 to 256 and no more than in the previous call; none if the difference would
  /// be visible: a peak signal-to-noise ratio below 40 dB.
  std::optional<Image> in_colors(std::size_t count);

 private:
  struct Counted {
    std::uint32_t mask;  ///< The bits by which colors are distinguished.
    PngColorTable table;
    std::vector<PngColorCount> colors;  ///< By their numbers in the table.
  };
  static std::optional<Counted> count(const Image& image, std::uint32_t mask);
  static Counted count(const Image& image);

  const Image& image_;
  Counted counted_;
  ColorClusters groups_;
};

}  // namespace resizer::imaging
