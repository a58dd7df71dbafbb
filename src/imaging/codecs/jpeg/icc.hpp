#pragma once

#include <cstdint>
#include <vector>

#include "imaging/codecs/codec.hpp"

namespace resizer::imaging {

/// The numbered pieces of an ICC profile in a JPEG file (ICC.1:2010, B.4), as they come.
class JpegIccPieces {
 public:
  /// Takes what follows the identifier of an APP2 segment. It must outlive this.
  void add(ByteView numbered);

  bool empty() const noexcept { return pieces_.empty(); }
  /// The profile: pieces 1 to N of N, else those that join in one way only to a profile of the size that it states.
  /// Empty if there is no such way.
  Bytes join() const;

 private:
  struct Piece {
    unsigned number;
    unsigned count;  ///< As this piece states it.
    ByteView bytes;
  };
  using Pieces = std::vector<Piece>;

  Pieces in_order() const;

  Pieces pieces_;
};

}  // namespace resizer::imaging
