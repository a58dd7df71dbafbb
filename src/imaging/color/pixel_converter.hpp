#pragma once

#include "imaging/color/zimg_graph.hpp"
#include "imaging/core/aligned_buffer.hpp"
#include "imaging/core/image.hpp"

namespace resizer::imaging {

/// Changes pixel formats: family (not CMYK), matrix, range, depth and subsampling, in one zimg graph. Keeps its graphs
/// and buffers from image to image; belongs to one worker process.
class PixelConverter {
 public:
  /// The same image in another format. Alpha must be as it is. The size must be a multiple of `format`'s chroma steps.
  Image convert(const Image& image, const PixelFormat& format);

 private:
  GraphCache graphs_;
  AlignedBuffer scratch_;
};

}  // namespace resizer::imaging
