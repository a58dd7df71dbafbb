#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <new>

#include "imaging/core/row_buffers.hpp"

namespace resizer::imaging {

/// Uninitialized memory aligned to kRowAlignmentBytes, reused by later requests that are not larger.
class AlignedBuffer {
 public:
  /// At least `bytes` bytes, valid until the next call. Throws std::bad_alloc.
  std::uint8_t* reserve(std::size_t bytes) {
    if (bytes > capacity_bytes_) {
      const std::size_t rounded = (bytes + kRowAlignmentBytes - 1) / kRowAlignmentBytes * kRowAlignmentBytes;
      data_.reset();
      capacity_bytes_ = 0;
      // NOLINTNEXTLINE(cppcoreguidelines-owning-memory): owned by data_ from here on
      data_.reset(static_cast<std::uint8_t*>(std::aligned_alloc(kRowAlignmentBytes, rounded)));
      if (data_ == nullptr) throw std::bad_alloc();
      capacity_bytes_ = rounded;
    }
    return data_.get();
  }

 private:
  struct Free {
    // NOLINTNEXTLINE(cppcoreguidelines-owning-memory): the counterpart of std::aligned_alloc
    void operator()(std::uint8_t* data) const noexcept { std::free(data); }
  };
  std::unique_ptr<std::uint8_t, Free> data_;
  std::size_t capacity_bytes_ = 0;
};

}  // namespace resizer::imaging
