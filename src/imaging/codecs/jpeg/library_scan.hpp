#pragma once

#include <array>

#include "imaging/codecs/jpeg/planes.hpp"

namespace resizer::imaging {

/// Decodes a JPEG by libjpeg: the file's own planes where they can be had, else pixels that libjpeg has upsampled to
/// full chroma.
class JpegLibraryScan {
 public:
  /// `codec` has read the header, and its errors go to `errors`. All must outlive this, which does not move.
  JpegLibraryScan(jpeg_decompress_struct& codec, JpegErrors& errors, const JpegPlanes& planes, DctSizes sizes);
  JpegLibraryScan(const JpegLibraryScan&) = delete;
  JpegLibraryScan& operator=(const JpegLibraryScan&) = delete;

  /// Starts decoding. Planes of the file can be had with `fraction_bits`, all of them zero, where rows of such samples
  /// were promised.
  DecodedLayout start(unsigned fraction_bits);
  /// After start() threw: starts with the scans that have been read, as if the image ended behind them.
  DecodedLayout start_with_scans_read();
  /// Decodes the next batch of rows.
  void read(const RowBuffers& rows);
  /// Looks for the end of the image, once all rows were read.
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
  std::array<Bytes, kMaxPlanes> narrow_rows_;  ///< A batch, before its samples get their fraction.
  unsigned next_row_ = 0;
};

}  // namespace resizer::imaging
