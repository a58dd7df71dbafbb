#pragma once

#include "imaging/core/image.hpp"
#include "imaging/core/row_buffers.hpp"

namespace resizer::imaging {

/// The rows of an image in memory, which must outlive it.
class ImageRows final : public RowSource {
 public:
  explicit ImageRows(const Image& image) : image_(image) {}

  DecodedLayout layout() const;
  void read(const RowBuffers& rows) override;

 private:
  const Image& image_;
  std::uint32_t next_row_ = 0;
};

}  // namespace resizer::imaging
