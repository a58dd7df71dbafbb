#include "imaging/codecs/jpeg/scaled_decoder.hpp"

#include "imaging/codecs/jpeg/progressive_scans.hpp"
#include "imaging/codecs/jpeg/scaled_scan.hpp"

namespace resizer::imaging {

std::unique_ptr<JpegScaledDecoder> JpegScaledDecoder::open(const jpeg_decompress_struct& codec, ByteView scan,
                                                           DctSizes sizes) {
  if (codec.progressive_mode != FALSE) return JpegProgressiveScans::open(codec, scan, sizes);
  return JpegScaledScan::open(codec, scan, sizes);
}

}  // namespace resizer::imaging
