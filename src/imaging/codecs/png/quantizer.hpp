#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "imaging/codecs/png/color_clusters.hpp"
#include "imaging/codecs/png/color_table.hpp"
#include "imaging/core/image.hpp"

namespace resizer::imaging {

/// Shows an RGB image of 8 bits, with or without alpha, in few colors, without dithering.
class PngQuantizer {
 public:
  /// The image must outlive this.
  explicit PngQuantizer(const Image& image);

  /// The image in at most `count` colors, 1 to 256 and no more than in the call before; none if it would show: below
  /// 40 dB of peak signal-to-noise ratio.
  std::optional<Image> in_colors(std::size_t count);

 private:
  struct Counted {
    std::uint32_t mask;  ///< The bits by which colors are told apart.
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
