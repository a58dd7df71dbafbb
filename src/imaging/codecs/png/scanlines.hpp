#pragma once

#include <cstddef>
#include <cstdint>

#include "imaging/codecs/png/file.hpp"
#include "imaging/codecs/png/unfilter.hpp"
#include "imaging/codecs/png/zlib_stream.hpp"

namespace resizer::imaging {

/// Inflates and unfilters the rows of a PNG, a few at a time.
class PngScanlines {
 public:
  /// Reports losses to file.damage; if they are tolerated, missing rows are zero. `file` outlives it.
  explicit PngScanlines(PngFile& file);

  /// Starts an image, or one pass of an interlaced one, of `rows` rows of `width_px` pixels.
  void begin(std::uint32_t width_px, std::uint32_t rows);
  /// The next row, valid until the next call. Throws util::Error (corrupt, truncated).
  const std::uint8_t* next();
  /// Checks the end of the compressed data after the last row.
  void finish();

 private:
  void read_wave();
  void inflate(std::span<std::uint8_t> out);
  std::size_t inflate_some(std::span<std::uint8_t> out);
  bool refill();
  void lose(util::ErrorCode code, const std::string& reason);
  void note(const std::string& reason);

  const PngHeader& header_;
  Damage& damage_;
  PngChunkReader chunks_;
  ByteView pending_;
  Inflater inflater_;
  PngUnfilter unfilter_;
  std::size_t row_bytes_ = 0;
  std::size_t stride_bytes_ = 0;
  std::uint32_t rows_left_ = 0;
  bool ended_early_ = false;
  bool is_interrupted_ = false;  // by a chunk of another type
  std::size_t wave_row_ = kPngWaveRows;
  Bytes filtered_;  // one wave
  Bytes rows_;      // the row above a wave, then the wave
};

}  // namespace resizer::imaging
