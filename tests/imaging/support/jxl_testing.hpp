#pragma once

#include <jxl/encode.h>

#include <optional>

#include "imaging/codecs/codec.hpp"

/// JPEG XL files that the encoder of the project does not write.
namespace resizer::imaging::testing_support {

struct StoredJxl {
  float distance = 0;  ///< 0: lossless, in the colors of the image.
  int orientation = 1;
  /// Of the same image; more than one make an animation, or layers if they have no duration.
  unsigned frames = 1;
  std::uint32_t frame_ticks = 1;
  /// Of the last frame, if it is not that of the image.
  std::optional<Size> layer{};
  std::optional<JxlColorEncoding> color{};  ///< sRGB if there is neither this nor a profile.
  Bytes icc{};
  Bytes exif{};
  Bytes xmp{};
  bool compressed_boxes = false;
  std::optional<JxlExtraChannelType> extra_channel{};
};

/// The image has gray or RGB samples, of whatever depth; premultiplied alpha is stored as such.
Bytes make_jxl(const StoredJxl& stored, const Image& image);

}  // namespace resizer::imaging::testing_support
