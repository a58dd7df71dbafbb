#include <algorithm>
#include <array>

#include "imaging/codecs/gif/codec.hpp"
#include "imaging/codecs/gif/file.hpp"
#include "imaging/codecs/gif/lzw.hpp"
#include "imaging/metadata/xmp.hpp"
#include "util/error.hpp"

namespace resizer::imaging {
namespace {

using util::ErrorCode;

constexpr std::uint32_t kBatchRows = 16;
constexpr std::size_t kMaxColors = 256;

/// The stored place of each row of an interlaced image (GIF89a, appendix E).
std::vector<std::uint32_t> interlaced_rows(std::uint32_t height) {
  struct Pass {
    std::uint32_t first;
    std::uint32_t step;
  };
  std::vector<std::uint32_t> place(height);
  std::uint32_t stored = 0;
  for (const auto& [first, step] : {Pass{0, 8}, {4, 8}, {2, 4}, {1, 2}}) {
    for (std::uint32_t row = first; row < height; row += step) place[row] = stored++;
  }
  return place;
}

class GifDecoder final : public Decoder {
 public:
  explicit GifDecoder(ByteView bytes) : file_(read_gif_file(bytes)) {
    info_.size = file_.canvas;
    info_.pixels.alpha = file_.transparent || !file_.covers_canvas() ? Alpha::straight : Alpha::none;
    info_.compression = Compression::lossless;
    info_.has_palette = true;
    if (file_.animated) info_.warnings.add(model::Warning::animation_dropped);
    info_.metadata = std::move(file_.metadata);
    info_.warnings.add(parts_described_by_xmp(info_.metadata.xmp));
  }

  const ImageInfo& info() const noexcept override { return info_; }

  DecoderRequirement requirement(const DecodeRequest& /*request*/) const noexcept override {
    return {sizeof(GifLzw) + frame_pixels() + sizeof(std::uint32_t) * file_.frame.height_px, kBatchRows};
  }

  DecodedLayout start(const DecodeRequest& request) override {
    file_.damage.judge_by(request.fail_on);
    DecodedLayout layout{.format = info_.pixels, .size = info_.size, .batch_rows = kBatchRows};
    for (unsigned plane = 0; plane < info_.pixels.planes(); ++plane) {
      layout.row_capacity_bytes[plane] = info_.size.width_px;
      layout.row_capacity[plane] = info_.size.height_px;
    }
    make_colors();
    if (file_.interlaced) stored_rows_ = interlaced_rows(file_.frame.height_px);
    decode_indexes();
    return layout;
  }

  void read(const RowBuffers& rows) override {
    const std::uint32_t end = std::min(next_row_ + kBatchRows, info_.size.height_px);
    for (; next_row_ < end; ++next_row_) deliver_row(rows);
  }

  void finish() override { file_.damage.add_to(info_.warnings); }

 private:
  std::size_t frame_pixels() const noexcept { return std::size_t{file_.frame.width_px} * file_.frame.height_px; }

  void make_colors() noexcept {
    for (std::size_t color = 0; color < file_.palette.size() / 3; ++color) {
      for (std::size_t channel = 0; channel < 3; ++channel)
        colors_[channel][color] = file_.palette[3 * color + channel];
      colors_[3][color] = file_.transparent == color ? 0 : 255;
    }
  }

  void decode_indexes() {
    indexes_.resize(frame_pixels());
    GifLzw lzw(file_.codes, file_.code_bits);
    decoded_pixels_ = lzw.read(indexes_);
    if (decoded_pixels_ < indexes_.size()) judge(lzw.end());
    const auto known = file_.palette.size() / 3;
    const auto is_unknown = [&](std::uint8_t index) { return index >= known && file_.transparent != index; };
    if (std::any_of(indexes_.begin(), indexes_.begin() + static_cast<std::ptrdiff_t>(decoded_pixels_), is_unknown)) {
      file_.damage.lost({ErrorCode::corrupt, "GIF: a pixel has a color beyond the color table"});
    }
  }

  void judge(GifLzw::End end) {
    switch (end) {
      case GifLzw::End::wrong_code:
        return file_.damage.lost({ErrorCode::corrupt, "GIF: the pixels are damaged"});
      case GifLzw::End::file_end:
        return file_.damage.lost({ErrorCode::truncated, "GIF: the file ends within the pixels"});
      case GifLzw::End::end_code:
      case GifLzw::End::none:
        return file_.damage.lost({ErrorCode::truncated, "GIF: the image has fewer pixels than its header says"});
    }
  }

  /// A row of the canvas: that of the frame, and transparency outside. What is lost stays black or transparent.
  void deliver_row(const RowBuffers& rows) const noexcept {
    const unsigned planes = info_.pixels.planes();
    for (unsigned plane = 0; plane < planes; ++plane) {
      std::fill_n(rows[plane].row(next_row_), info_.size.width_px, std::uint8_t{0});
    }
    const std::uint32_t frame_row = next_row_ - file_.top_px;
    if (next_row_ < file_.top_px || frame_row >= file_.frame.height_px) return;
    const std::size_t stored_row = file_.interlaced ? stored_rows_[frame_row] : frame_row;
    const std::size_t first = stored_row * file_.frame.width_px;
    const std::size_t count = std::clamp(decoded_pixels_, first, first + file_.frame.width_px) - first;
    for (unsigned plane = 0; plane < planes; ++plane) {
      std::uint8_t* target = rows[plane].row(next_row_) + file_.left_px;
      for (std::size_t x = 0; x < count; ++x) target[x] = colors_[plane][indexes_[first + x]];
    }
  }

  GifFile file_;
  ImageInfo info_;
  std::array<std::array<std::uint8_t, kMaxColors>, 4> colors_{};  // red, green, blue, alpha
  std::vector<std::uint32_t> stored_rows_;
  Bytes indexes_;
  std::size_t decoded_pixels_ = 0;
  std::uint32_t next_row_ = 0;
};

}  // namespace

std::unique_ptr<Decoder> open_gif(ByteView bytes) {
  return std::make_unique<GifDecoder>(bytes);
}

}  // namespace resizer::imaging
