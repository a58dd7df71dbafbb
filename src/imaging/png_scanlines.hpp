#pragma once

#include <cstddef>
#include <cstdint>

#include "imaging/png_file.hpp"
#include "imaging/png_unfilter.hpp"
#include "imaging/zlib_stream.hpp"

namespace resizer::imaging {

/// The pixels of a PNG as the rows that its filters were applied to, inflated a few at a time.
class PngScanlines {
 public:
  explicit PngScanlines(const PngFile& file);

  /// Begins a picture, or one pass of an interlaced one, of `rows` rows of `width_px` pixels.
  void begin(std::uint32_t width_px, std::uint32_t rows);
  /// The next row, valid until the next call. Throws util::Error (corrupt, truncated).
  const std::uint8_t* next();
  /// Throws util::Error if the compressed data do not end as they should.
  void finish();

 private:
  void read_wave();
  void inflate(std::span<std::uint8_t> out);
  bool refill();

  const PngHeader& header_;
  PngChunkReader chunks_;
  ByteView pending_;
  Inflater inflater_;
  PngUnfilter unfilter_;
  std::size_t row_bytes_ = 0;
  std::size_t stride_bytes_ = 0;
  std::uint32_t rows_left_ = 0;
  std::size_t wave_row_ = kPngWaveRows;
  Bytes filtered_;  // one wave
  Bytes rows_;      // the row above a wave, then the wave
};

}  // namespace resizer::imaging
