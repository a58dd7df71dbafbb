#pragma once

#include "imaging/color/zimg_graph.hpp"
#include "imaging/core/aligned_buffer.hpp"
#include "imaging/core/image.hpp"

namespace resizer::imaging {

/// Converts pixel formats with zimg: family (not CMYK), matrix, range, depth and subsampling. Reuses its graphs and
/// buffers for the next image; belongs to one worker process.
class PixelConverter {
 public:
  /// The image in another format with the same alpha. Its size must be a multiple of the chroma steps of `format`.
  Image convert(const Image& image, const PixelFormat& format);

 private:
  GraphCache graphs_;
  AlignedBuffer scratch_;
};

}  // namespace resizer::imaging
