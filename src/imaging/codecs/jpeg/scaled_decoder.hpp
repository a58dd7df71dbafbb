#pragma once

#include <memory>

#include "imaging/codecs/jpeg/planes.hpp"

namespace resizer::imaging {

/// Decodes the scans of a JPEG to n/8 of its size, n from 1 to 8 for each component, from the n x n lowest frequencies
/// of each block. What comes out is band-limited to its own samples, and the coefficients beyond cost next to nothing.
/// The samples are libjpeg's but for rounding, save those of 2/8 and 4/8: libjpeg-turbo makes means of the full decode
/// there, which alias more.
class JpegScaledDecoder {
 public:
  /// `codec` has read the header, `scan` is what follows it and must outlive the result. Null if libjpeg has to decode:
  /// the file is neither sequential, of one scan, nor progressive, its codes are other than 8-bit Huffman codes, or
  /// anything in its headers is not as it should be.
  static std::unique_ptr<JpegScaledDecoder> open(const jpeg_decompress_struct& codec, ByteView scan, DctSizes sizes);

  JpegScaledDecoder() = default;
  JpegScaledDecoder(const JpegScaledDecoder&) = delete;
  JpegScaledDecoder& operator=(const JpegScaledDecoder&) = delete;
  virtual ~JpegScaledDecoder() = default;

  /// Decodes as many rows of MCUs as raw_layout() has in a batch. False if anything is not as it should be: libjpeg
  /// knows then what to make of it.
  virtual bool read(const RowBuffers& rows) = 0;

  /// What follows the last scan, once all rows were read.
  virtual ByteView rest() const noexcept = 0;
};

}  // namespace resizer::imaging
