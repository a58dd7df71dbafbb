#pragma once

#include <tiffio.h>

#include <functional>
#include <string>
#include <vector>

#include "imaging/codecs/codec.hpp"

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
  unsigned fill_order = FILLORDER_MSB2LSB;
  unsigned predictor = PREDICTOR_NONE;
  const char* mode = "w";  ///< As TIFFOpen() takes it: wb and wl for a byte order, w8 for BigTIFF.
  int subfile_type = -1;   ///< NewSubfileType; -1: none.
  unsigned sub_pages = 0;  ///< So many of the next pages stand below this one (SubIFDs).
  /// Any further tags.
  std::function<void(TIFF*)> set_more{};

  std::string printed() const;
};

/// The sample as it is in the file; floats as their value.
using StoredSample = std::function<double(std::uint32_t x, std::uint32_t y, unsigned sample)>;

Bytes make_tiff(const StoredTiff& stored, const StoredSample& sample);

/// A file of several pages, in the mode of the first.
struct StoredPage {
  StoredTiff stored;
  StoredSample sample;
};
Bytes make_tiff(const std::vector<StoredPage>& pages);

}  // namespace resizer::imaging::testing_support
