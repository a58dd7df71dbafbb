#pragma once

#include <tiffio.h>

#include <functional>
#include <string>
#include <vector>

#include "resizer/imaging/codec.hpp"

/// TIFF files made with libtiff in ways that the encoder does not use.
namespace resizer::imaging::testing_support {

struct StoredTiff {
  Size size{61, 45};
  unsigned bits = 8;
  unsigned samples = 1;
  unsigned photometric = PHOTOMETRIC_MINISBLACK;
  unsigned sample_format = SAMPLEFORMAT_UINT;
  unsigned compression = COMPRESSION_NONE;
  bool separate = false;
  bool tiled = false;
  std::uint32_t rows_per_strip = 7;
  std::vector<std::uint16_t> extra_samples{};
  std::vector<std::uint16_t> palette{};  ///< All reds, then greens, then blues.
  unsigned pages = 1;
  unsigned orientation = 1;

  std::string printed() const;
};

/// The sample as it stands in the file; floats as their value.
using StoredSample = std::function<double(std::uint32_t x, std::uint32_t y, unsigned sample)>;

Bytes make_tiff(const StoredTiff& stored, const StoredSample& sample);

}  // namespace resizer::imaging::testing_support
