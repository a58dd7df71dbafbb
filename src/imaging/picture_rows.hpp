#pragma once

#include "resizer/imaging/codec.hpp"

namespace resizer::imaging {

/// Delivers the rows of a picture in memory, which must outlive it, as if they were decoded.
class PictureRows final : public Decoder {
 public:
  explicit PictureRows(const Image& picture);

  const ImageInfo& info() const noexcept override { return info_; }
  DecodedLayout start(const DecodeRequest& request) override;
  void read(const RowBuffers& rows) override;
  void finish() override {}

 private:
  const Image& picture_;
  ImageInfo info_;
  std::uint32_t next_row_ = 0;
};

}  // namespace resizer::imaging
