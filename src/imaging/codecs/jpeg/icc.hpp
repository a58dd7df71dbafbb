#pragma once

#include <cstdint>
#include <vector>

#include "imaging/codecs/codec.hpp"

namespace resizer::imaging {

/// The numbered chunks of an ICC profile in a JPEG file (ICC.1:2010, B.4), as they come.
class JpegIccChunks {
 public:
  /// Takes what follows the identifier of an APP2 segment. It must outlive this.
  void add(ByteView numbered);

  bool empty() const noexcept { return chunks_.empty(); }
  /// The profile: chunks 1 to N of N, else those that join in one way only to a profile of the size that it states.
  /// Empty if there is no such way.
  Bytes join() const;

 private:
  struct Chunk {
    unsigned number;
    unsigned count;  ///< As this chunk states it.
    ByteView bytes;
  };
  using Chunks = std::vector<Chunk>;

  Chunks in_order() const;

  Chunks chunks_;
};

}  // namespace resizer::imaging
