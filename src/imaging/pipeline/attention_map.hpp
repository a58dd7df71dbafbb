#pragma once

#include <cstddef>
#include <opencv2/core/types.hpp>
#include <vector>

#include "imaging/core/image.hpp"

namespace resizer::imaging {

/// Values at the places of an image, in cells that cover it.
class Grid {
 public:
  explicit Grid(cv::Size size) : size_(size), cells_(static_cast<std::size_t>(size.area())) {}

  cv::Size size() const noexcept { return size_; }
  float& operator()(int y, int x) noexcept { return cells_[index_of(y, x)]; }
  float operator()(int y, int x) const noexcept { return cells_[index_of(y, x)]; }

 private:
  std::size_t index_of(int y, int x) const noexcept {
    return static_cast<std::size_t>(y) * static_cast<std::size_t>(size_.width) + static_cast<std::size_t>(x);
  }

  cv::Size size_;
  std::vector<float> cells_;
};

/// How much each place of an image matters, gray, RGB or YCbCr: where edges, the colors of skin and saturated colors
/// are, the idea of libvips's vips_smartcrop(). Skin is where Chai and Ngan 1999 (IEEE Trans. CSVT 9:4) found it in
/// YCbCr. What is transparent does not matter.
Grid attention_map(const Image& image);

}  // namespace resizer::imaging
