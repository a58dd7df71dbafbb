#pragma once

#include "imaging/codecs/codec.hpp"
#include "imaging/core/damage.hpp"

namespace resizer::imaging {

/// The first image in a WebP file, and the data of its container.
struct WebpFile {
  Size canvas;
  bool animated = false;
  Metadata metadata;
  ByteView bitstream;  ///< The first frame, with its separate alpha if it has one.
  Size frame;
  std::uint32_t left_px = 0;  ///< Position of the frame on the canvas.
  std::uint32_t top_px = 0;
  bool has_alpha = false;
  bool lossless = false;
  Damage damage;  ///< Not yet decided.

  bool covers_canvas() const noexcept { return frame == canvas; }
};

/// Parses the container. Throws util::Error.
WebpFile read_webp_file(ByteView bytes);

/// A file with the bitstream of `still` (a WebP file without metadata) and this metadata.
Bytes with_metadata(ByteView still, const Metadata& metadata);

}  // namespace resizer::imaging
