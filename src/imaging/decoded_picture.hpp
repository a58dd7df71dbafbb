#pragma once

#include <array>

#include "imaging/aligned_buffer.hpp"
#include "resizer/imaging/codec.hpp"

namespace resizer::imaging {

/// Memory for the planes of the picture being decoded, kept from picture to picture.
class DecodedPicture {
 public:
  /// Reads all rows from a started decoder. The image shares this object's memory: it is valid until the next call.
  Image read(Decoder& decoder, const DecodedLayout& layout);

 private:
  std::array<AlignedBuffer, kMaxPlanes> memory_;
};

/// The size that a picture has when its chroma samples are whole: its last row and column repeated where need be.
Size whole_chroma_steps(Size size, Subsampling subsampling) noexcept;

}  // namespace resizer::imaging
