#include <algorithm>
#include <cstring>

#include "imaging/codecs/png/codec.hpp"
#include "imaging/codecs/png/pixels.hpp"
#include "imaging/codecs/png/scanlines.hpp"
#include "imaging/metadata/exif.hpp"
#include "util/error.hpp"

namespace resizer::imaging {

namespace {

/// One pass of an interlaced image (PNG 8.2): the offset and distance of its pixels.
struct Pass {
  std::uint32_t x, y, step_x, step_y;
};
constexpr std::array<Pass, 7> kPasses{
    {{0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}}};

constexpr unsigned kBatchRows = 16;
/// Four channels of 16 bits.
constexpr std::uint64_t kMostPixelBytes = 8;

/// The number of pixels of a pass in `length_px`.
constexpr std::uint32_t pass_length(std::uint32_t length_px, std::uint32_t first, std::uint32_t step) noexcept {
  return length_px > first ? (length_px - first - 1) / step + 1 : 0;
}

class PngDecoder final : public Decoder {
 public:
  explicit PngDecoder(ByteView bytes) : file_(read_png_file(bytes)), pixels_(file_), scanlines_(file_) {
    info_.size = file_.header.size;
    info_.pixels = png_pixel_format(file_);
    info_.has_palette = file_.header.color == PngColor::palette;
    const ExifSummary exif = summarize_exif(file_.metadata.exif);
    info_.orientation = exif.orientation;
    if (exif.broken) info_.warnings.add(model::Warning::exif_broken);
    if (file_.animated) info_.warnings.add(model::Warning::animation_dropped);
    info_.metadata = std::move(file_.metadata);
    describe_png_color(std::move(file_.color), info_.pixels.family, info_.metadata, info_.warnings);
  }

  const ImageInfo& info() const noexcept override { return info_; }

  DecoderRequirement requirement(const DecodeRequest& /*request*/) const noexcept override {
    constexpr std::uint64_t kRows = 4;  // the row before, the row, the row unpacked, and room for inflated data
    const std::uint64_t row_bytes = std::uint64_t{info_.size.width_px} * kMostPixelBytes;
    const std::uint64_t image_bytes =
        info_.size.width_px * pixels_.unpacked_pixel_bytes() * std::uint64_t{info_.size.height_px};
    return {kRows * row_bytes + (file_.header.interlaced ? image_bytes : 0), kBatchRows};
  }

  DecodedLayout start(const DecodeRequest& request) override {
    file_.damage.judge_by(request.fail_on);
    if (!file_.header.interlaced) scanlines_.begin(info_.size.width_px, info_.size.height_px);
    unpacked_.resize(info_.size.width_px * pixels_.unpacked_pixel_bytes());
    DecodedLayout layout{.format = info_.pixels, .size = info_.size, .batch_rows = kBatchRows};
    for (unsigned plane = 0; plane < info_.pixels.planes(); ++plane) {
      layout.row_capacity_bytes[plane] = std::size_t{info_.size.width_px} * info_.pixels.sample_bytes();
      layout.row_capacity[plane] = info_.size.height_px;
    }
    batch_rows_ = layout.batch_rows;
    return layout;
  }

  void read(const RowBuffers& rows) override {
    if (file_.header.interlaced && image_.empty()) read_passes();
    const std::uint32_t end = std::min(next_row_ + batch_rows_, info_.size.height_px);
    for (; next_row_ < end; ++next_row_) pixels_.convert(next_unpacked_row(), info_.size.width_px, rows, next_row_);
  }

  void finish() override {
    scanlines_.finish();
    if (!file_.ended) file_.damage.odd({util::ErrorCode::truncated, "PNG: the file has no end"});
    file_.damage.add_to(info_.warnings);
  }

 private:
  const std::uint8_t* next_unpacked_row() {
    if (file_.header.interlaced) return &image_[next_row_ * unpacked_.size()];
    const std::uint8_t* const row = scanlines_.next();
    if (!pixels_.needs_unpacking()) return row;
    pixels_.unpack(row, info_.size.width_px, unpacked_.data());
    return unpacked_.data();
  }

  /// Reads all of an interlaced image.
  void read_passes() {
    const Size size = info_.size;
    const std::size_t pixel_bytes = pixels_.unpacked_pixel_bytes();
    image_.resize(unpacked_.size() * size.height_px);
    for (const Pass& pass : kPasses) {
      const std::uint32_t width = pass_length(size.width_px, pass.x, pass.step_x);
      const std::uint32_t height = pass_length(size.height_px, pass.y, pass.step_y);
      if (width == 0 || height == 0) continue;
      scanlines_.begin(width, height);
      for (std::uint32_t y = 0; y < height; ++y) {
        pixels_.unpack(scanlines_.next(), width, unpacked_.data());
        std::uint8_t* target =
            &image_[(pass.y + y * pass.step_y) * (size.width_px * pixel_bytes) + pass.x * pixel_bytes];
        for (std::uint32_t x = 0; x < width; ++x, target += pass.step_x * pixel_bytes) {
          std::memcpy(target, &unpacked_[x * pixel_bytes], pixel_bytes);
        }
      }
    }
  }

  PngFile file_;
  PngPixels pixels_;
  PngScanlines scanlines_;
  ImageInfo info_;
  unsigned batch_rows_ = 0;
  std::uint32_t next_row_ = 0;
  Bytes unpacked_;  // one row
  Bytes image_;     // all rows of an interlaced image, unpacked
};

}  // namespace

std::unique_ptr<Decoder> open_png(ByteView bytes) {
  return std::make_unique<PngDecoder>(bytes);
}

}  // namespace resizer::imaging
