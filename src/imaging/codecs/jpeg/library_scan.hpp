#pragma once

#include <array>

#include "imaging/codecs/jpeg/planes.hpp"

namespace resizer::imaging {

/// Decodes a JPEG with libjpeg: to raw planes if possible, otherwise to pixels with upsampled chroma.
class JpegLibraryScan {
 public:
  /// `codec` has read the header and reports to `errors`. All arguments must outlive this object, which cannot be
  /// moved.
  JpegLibraryScan(jpeg_decompress_struct& codec, JpegErrors& errors, const JpegPlanes& planes, DctSizes sizes);
  JpegLibraryScan(const JpegLibraryScan&) = delete;
  JpegLibraryScan& operator=(const JpegLibraryScan&) = delete;

  /// Starts decoding. Raw planes can have `fraction_bits`, which are all zero, to match rows that were promised with
  /// them.
  DecodedLayout start(unsigned fraction_bits);
  /// After start() has thrown: continues with the scans read so far, as if the image ended there.
  DecodedLayout start_with_scans_read();
  /// Decodes the next batch of rows.
  void read(const RowBuffers& rows);
  /// Reads up to the end of the image, after all rows.
  void finish();

 private:
  static void allocate_then_set_chroma_size(j_common_ptr common);
  DecodedLayout packed_layout();
  void read_raw(const RowBuffers& rows);
  void read_packed(const RowBuffers& rows);
  void widen(const RowBuffers& rows) const;

  jpeg_decompress_struct& codec_;
  JpegErrors& errors_;
  const JpegPlanes& planes_;
  DctSizes sizes_;
  DecodedLayout layout_;
  void (*allocate_arrays_)(j_common_ptr) = nullptr;
  Bytes packed_row_;
  std::array<Bytes, kMaxPlanes> narrow_rows_;  ///< A batch of 8-bit samples, before widening.
  unsigned next_row_ = 0;
};

}  // namespace resizer::imaging
