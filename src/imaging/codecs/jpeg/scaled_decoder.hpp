#pragma once

#include <memory>

#include "imaging/codecs/jpeg/planes.hpp"

namespace resizer::imaging {

/// Decodes the scans of a JPEG to n/8 of its size, with n from 1 to 8 for each component, from the n x n lowest
/// frequencies of each block. The result is band-limited, and the higher frequencies cost almost nothing. It matches
/// libjpeg's except for rounding, and except at 2/8 and 4/8, where libjpeg-turbo averages pixels, which aliases more.
class JpegScaledDecoder {
 public:
  /// `codec` has read the header; `scan` is the data after it and must outlive the result. Null if libjpeg has to
  /// decode the file: it is neither progressive nor sequential with a single scan, it is not 8-bit Huffman-coded, or
  /// its headers are invalid.
  static std::unique_ptr<JpegScaledDecoder> open(const jpeg_decompress_struct& codec, ByteView scan, DctSizes sizes);

  JpegScaledDecoder() = default;
  JpegScaledDecoder(const JpegScaledDecoder&) = delete;
  JpegScaledDecoder& operator=(const JpegScaledDecoder&) = delete;
  virtual ~JpegScaledDecoder() = default;

  /// Decodes one batch of rows as in raw_layout(). False if the data is invalid; libjpeg then has to handle it.
  virtual bool read(const RowBuffers& rows) = 0;

  /// The data after the last scan, once all rows are decoded.
  virtual ByteView rest() const noexcept = 0;
};

}  // namespace resizer::imaging
