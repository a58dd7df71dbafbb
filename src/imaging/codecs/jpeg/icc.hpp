#pragma once

#include <cstdint>
#include <vector>

#include "imaging/codecs/codec.hpp"

namespace resizer::imaging {

/// The numbered chunks of an ICC profile in a JPEG file (ICC.1:2010, B.4), in file order.
class JpegIccChunks {
 public:
  /// Adds the rest of an APP2 segment after its identifier, which must outlive this object.
  void add(ByteView numbered);

  bool empty() const noexcept { return chunks_.empty(); }
  /// The profile: chunks 1 to N of N, or else the chunks in the only sensible order if that gives the size in the
  /// profile's header. Otherwise empty.
  Bytes join() const;

 private:
  struct Chunk {
    unsigned number;
    unsigned count;  ///< According to this chunk.
    ByteView bytes;
  };
  using Chunks = std::vector<Chunk>;

  Chunks in_order() const;

  Chunks chunks_;
};

}  // namespace resizer::imaging
