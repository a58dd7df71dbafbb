#pragma once

#include <cstddef>

namespace resizer::imaging {

/// A half-open range of bytes within a block.
struct ByteRange {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool overlaps(const ByteRange& other) const noexcept { return begin < other.end && other.begin < end; }
};

}  // namespace resizer::imaging
