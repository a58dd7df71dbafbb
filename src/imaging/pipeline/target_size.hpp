#pragma once

#include <cstdint>
#include <functional>

#include "imaging/codecs/codec.hpp"
#include "imaging/core/bytes.hpp"

namespace resizer::imaging {

struct SizeTarget {
  std::uint64_t most_bytes = 0;
  int best_quality = 100;  ///< Tried first.
  SizeCurve curve{};       ///< Of the encoder.
};

struct SizedFile {
  Bytes bytes;
  int quality = 0;
};

/// Encodes an image at a quality from 1 to 100.
using EncodeAtQuality = std::function<Bytes(int quality)>;

/// The image at the best quality found whose file is small enough: within 8 % of the target, or the next quality would
/// be too large. Mostly encodes once or three times. Throws util::Error(too_large) if even quality 1 takes more.
SizedFile encode_within(const SizeTarget& target, const EncodeAtQuality& encode);

}  // namespace resizer::imaging
