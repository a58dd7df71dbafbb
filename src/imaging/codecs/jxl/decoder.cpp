#include <algorithm>

#include "imaging/codecs/jxl/boxes.hpp"
#include "imaging/codecs/jxl/codec.hpp"
#include "imaging/codecs/jxl/header.hpp"
#include "imaging/codecs/jxl/pixels.hpp"

namespace resizer::imaging {
namespace {

/// libjxl decodes an image as a whole, run by run, straight into the caller's planes.
class JxlImageDecoder final : public Decoder {
 public:
  explicit JxlImageDecoder(ByteView file) : file_(file), header_(read_jxl_header(file)) {
    read_jxl_boxes(file, header_.info, damage_);
    if (header_.layer_pixels > pixels()) header_.info.decoded_pixels = header_.layer_pixels;
  }

  const ImageInfo& info() const noexcept override { return header_.info; }

  /// Planes of four bytes a sample, of which libjxl holds up to six sets: most for modular files in growing detail, and
  /// for added noise. Gray takes as much as color.
  DecoderRequirement requirement(const DecodeRequest& /*request*/) const noexcept override {
    constexpr std::uint64_t kPlaneBytes = 24;
    constexpr std::uint64_t kFixedBytes = std::uint64_t{8} << 20U;
    const std::uint64_t decoded = std::max(pixels(), header_.layer_pixels);
    return {kFixedBytes + kPlaneBytes * header_.planes * decoded, header_.info.size.height_px};
  }

  DecodedLayout start(const DecodeRequest& request) override {
    damage_.judge_by(request.fail_on);
    const Size size = header_.info.size;
    DecodedLayout layout{.format = header_.info.pixels, .size = size, .batch_rows = size.height_px};
    for (unsigned index = 0; index < layout.format.planes(); ++index) {
      layout.row_capacity_bytes[index] = row_bytes();
      layout.row_capacity[index] = size.height_px;
    }
    return layout;
  }

  void read(const RowBuffers& rows) override {
    if (damage_.is_tolerated()) blacken(rows);
    decode_jxl_pixels(file_, header_, rows, damage_);
  }

  void finish() override { damage_.add_to(header_.info.warnings); }

 private:
  std::uint64_t pixels() const noexcept {
    return std::uint64_t{header_.info.size.width_px} * header_.info.size.height_px;
  }
  std::size_t row_bytes() const noexcept {
    return std::size_t{header_.info.size.width_px} * header_.info.pixels.sample_bytes();
  }

  /// For pixels that libjxl does not reach.
  void blacken(const RowBuffers& rows) const noexcept {
    for (unsigned plane = 0; plane < header_.info.pixels.planes(); ++plane) {
      for (std::uint32_t y = 0; y < header_.info.size.height_px; ++y) {
        std::fill_n(rows[plane].row(y), row_bytes(), std::uint8_t{0});
      }
    }
  }

  ByteView file_;
  JxlHeader header_;
  Damage damage_;  // not yet decided
};

}  // namespace

std::unique_ptr<Decoder> open_jxl(ByteView bytes) {
  return std::make_unique<JxlImageDecoder>(bytes);
}

}  // namespace resizer::imaging
