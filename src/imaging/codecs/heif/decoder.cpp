#include <algorithm>
#include <cmath>
#include <cstring>
#include <optional>
#include <vector>

#include "imaging/codecs/heif/codec.hpp"
#include "imaging/codecs/heif/color.hpp"
#include "imaging/codecs/heif/metadata.hpp"
#include "imaging/codecs/heif/rows.hpp"
#include "imaging/core/damage.hpp"
#include "util/error.hpp"

namespace resizer::imaging {
namespace {

using util::Error;
using util::ErrorCode;

constexpr unsigned kBatchRows = 16;

/// The alpha image of an image (ISO/IEC 23008-12, 6.4.9).
std::optional<std::uint32_t> find_alpha(const HeifItems& items, const ImageItem& image) {
  for (const auto& [type, from, to] : items.references()) {
    const bool is_of_image = type == fourcc("auxl") && to == image.described_by.front();
    if (is_of_image && is_alpha(auxiliary_type(items, from))) return from;
  }
  return std::nullopt;
}

/// Converts alpha to the depth of the image, always full range.
class AlphaScale {
 public:
  AlphaScale(const ImageItem& alpha, unsigned depth_bits) : is_wide_(alpha.tile.depth_bits > 8) {
    const unsigned stored_bits = alpha.tile.depth_bits;
    const bool is_limited = !alpha.color.full_range && alpha.states_range;
    const double black = is_limited ? 16U << (stored_bits - 8U) : 0;
    const double white = is_limited ? 235U << (stored_bits - 8U) : (1U << stored_bits) - 1;
    const double largest = (1U << depth_bits) - 1;
    if (!is_limited && stored_bits == depth_bits) return;
    table_.resize(std::size_t{1} << stored_bits);
    for (std::size_t value = 0; value < table_.size(); ++value) {
      const double scaled = (static_cast<double>(value) - black) * largest / (white - black);
      table_[value] = static_cast<std::uint16_t>(std::lround(std::clamp(scaled, 0.0, largest)));
    }
  }

  bool is_identity() const noexcept { return table_.empty(); }
  template <class Sample>
  void apply(const std::uint8_t* stored, std::size_t width, std::uint8_t* target) const noexcept {
    const auto* wide = reinterpret_cast<const std::uint16_t*>(stored);
    auto* samples = reinterpret_cast<Sample*>(target);
    for (std::size_t x = 0; x < width; ++x) {
      const std::size_t value = is_wide_ ? wide[x] : stored[x];
      samples[x] = static_cast<Sample>(table_[std::min(value, table_.size() - 1)]);
    }
  }

 private:
  bool is_wide_;
  std::vector<std::uint16_t> table_;
};

/// The memory for decoding one row of tiles: the tiles with their decoder state, further pictures held by the active
/// decoder, and a copy of its data.
std::uint64_t bytes_of_rows(const HeifItems& items, const ImageItem& image) {
  constexpr std::uint64_t kDecoderBytes = std::uint64_t{4} << 20U;
  constexpr std::uint64_t kBlock = 128;
  constexpr std::uint64_t kBookkeepingBytes = 2;
  const std::uint64_t area = (image.tile.size.width_px + kBlock) * (image.tile.size.height_px + kBlock);
  const std::uint64_t pixel_bytes = std::uint64_t{image.tile.planes()} * image.tile.sample_bytes();
  std::uint64_t data_bytes = 0;
  for (const std::uint32_t id : image.tiles) data_bytes = std::max(data_bytes, items.data_bytes(id));
  const std::uint64_t images = std::uint64_t{image.columns} + image.pictures_held - 1;
  return images * (area * (pixel_bytes + kBookkeepingBytes) + kDecoderBytes) + 2 * data_bytes;
}

class HeifDecoder final : public Decoder {
 public:
  explicit HeifDecoder(ByteView file) : items_(file), image_(describe_image_item(items_, items_.primary())) {
    const HeifTransforms transforms = image_.transforms(items_);
    shown_ = transforms.shown();
    if (const auto alpha = find_alpha(items_, image_)) alpha_.emplace(describe_alpha(*alpha));
    info_.size = {shown_.width_px, shown_.height_px};
    info_.orientation = transforms.exif_orientation();
    info_.pixels = pixel_format_of(image_);
    if (alpha_) info_.pixels.alpha = is_premultiplied(*alpha_) ? Alpha::premultiplied : Alpha::straight;
    info_.decoded_pixels = image_.decoded_pixels();
    info_.warnings = heif_extras(file, items_);
    read_heif_metadata(items_, image_, info_);
    describe_color(image_.color, info_);
    need_bytes_ = bytes_of_rows(items_, image_) + (alpha_ ? bytes_of_rows(items_, *alpha_) : 0);
    if (image_.is_odd) damage_.odd({ErrorCode::corrupt, "HEIF: the file does not state the image's true size"});
    if (transforms.is_broken()) damage_.odd({ErrorCode::corrupt, "HEIF: a crop beyond the image"});
    damage_.add_to(info_.warnings);
  }

  const ImageInfo& info() const noexcept override { return info_; }
  DecoderRequirement requirement(const DecodeRequest& /*request*/) const noexcept override {
    return {need_bytes_, kBatchRows};
  }
  DecodedLayout start(const DecodeRequest& request) override;
  void read(const RowBuffers& rows) override;
  void finish() override {}

 private:
  ImageItem describe_alpha(std::uint32_t id) const;
  bool is_premultiplied(const ImageItem& alpha) const;
  void read_row(std::uint32_t y, const RowBuffers& rows);
  void read_alpha(std::uint32_t y, std::uint8_t* target);
  HeifRows::Span span_of(unsigned plane, std::uint32_t y) const noexcept;

  HeifItems items_;
  ImageItem image_;
  std::optional<ImageItem> alpha_;
  HeifTransforms::Rectangle shown_;
  ImageInfo info_;
  Damage damage_;
  std::uint64_t need_bytes_ = 0;
  std::optional<HeifRows> rows_;
  std::optional<HeifRows> alpha_rows_;
  std::optional<AlphaScale> alpha_scale_;
  Bytes alpha_row_;
  std::uint32_t next_row_ = 0;
};

ImageItem HeifDecoder::describe_alpha(std::uint32_t id) const {
  ImageItem alpha = describe_image_item(items_, id);
  if (alpha.size != image_.size) {
    throw Error(ErrorCode::unsupported_format, "HEIF: alpha of another size than its image");
  }
  return alpha;
}

bool HeifDecoder::is_premultiplied(const ImageItem& alpha) const {
  const auto targets = items_.referred_by(image_.described_by.front(), "prem");
  return std::find(targets.begin(), targets.end(), alpha.described_by.front()) != targets.end();
}

DecodedLayout HeifDecoder::start(const DecodeRequest& request) {
  damage_.judge_by(request.fail_on);
  rows_.emplace(items_, image_);
  if (alpha_) {
    alpha_rows_.emplace(items_, *alpha_);
    alpha_scale_.emplace(*alpha_, info_.pixels.depth_bits);
    alpha_row_.resize(std::size_t{shown_.width_px} * alpha_->tile.sample_bytes());
  }
  DecodedLayout layout{.format = info_.pixels, .size = info_.size, .batch_rows = kBatchRows};
  for (unsigned index = 0; index < layout.format.planes(); ++index) {
    const Size size = plane_size(layout.size, layout.format.subsampling_of(index));
    layout.row_capacity_bytes[index] = std::size_t{size.width_px} * layout.format.sample_bytes();
    layout.row_capacity[index] = size.height_px;
  }
  return layout;
}

void HeifDecoder::read(const RowBuffers& rows) {
  const std::uint32_t end = std::min(next_row_ + kBatchRows, info_.size.height_px);
  for (; next_row_ < end; ++next_row_) read_row(next_row_, rows);
}

/// Row `y` of the displayed image, and the chroma rows that start there.
void HeifDecoder::read_row(std::uint32_t y, const RowBuffers& rows) {
  constexpr std::array kGbr{1U, 2U, 0U};  // matrix 0 has G, B and R for Y, Cb and Cr (ITU-T H.273, 8.3)
  rows_->provide(shown_.top_px + y);
  for (unsigned coded = 0; coded < image_.tile.planes(); ++coded) {
    const unsigned plane = info_.pixels.family == ColorFamily::rgb ? kGbr[coded] : coded;
    const unsigned log2_y = info_.pixels.subsampling_of(plane).log2_y;
    if (y >> log2_y << log2_y != y) continue;
    rows_->copy(span_of(coded, y), rows[plane].row(y >> log2_y));
  }
  if (alpha_) read_alpha(y, rows[info_.pixels.planes() - 1].row(y));
}

/// A crop within a chroma sample shifts chroma by less than a sample.
HeifRows::Span HeifDecoder::span_of(unsigned plane, std::uint32_t y) const noexcept {
  const Subsampling step = plane == 0 ? Subsampling{} : image_.tile.chroma;
  return {plane, (shown_.top_px + y) >> step.log2_y, shown_.left_px >> step.log2_x,
          plane_size(info_.size, step).width_px};
}

void HeifDecoder::read_alpha(std::uint32_t y, std::uint8_t* target) {
  alpha_rows_->provide(shown_.top_px + y);
  const HeifRows::Span span{0, shown_.top_px + y, shown_.left_px, shown_.width_px};
  if (alpha_scale_->is_identity()) return alpha_rows_->copy(span, target);
  alpha_rows_->copy(span, alpha_row_.data());
  if (info_.pixels.sample == SampleType::u8) {
    alpha_scale_->apply<std::uint8_t>(alpha_row_.data(), span.width, target);
  } else {
    alpha_scale_->apply<std::uint16_t>(alpha_row_.data(), span.width, target);
  }
}

}  // namespace

std::unique_ptr<Decoder> open_heif(ByteView bytes) {
  return std::make_unique<HeifDecoder>(bytes);
}

}  // namespace resizer::imaging
