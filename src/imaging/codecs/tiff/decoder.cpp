#include <algorithm>
#include <string>

#include "imaging/codecs/tiff/codec.hpp"
#include "imaging/codecs/tiff/colors.hpp"
#include "imaging/codecs/tiff/georeference.hpp"
#include "imaging/codecs/tiff/image.hpp"
#include "imaging/codecs/tiff/metadata.hpp"
#include "imaging/codecs/tiff/pages.hpp"
#include "imaging/codecs/tiff/rgba.hpp"
#include "imaging/codecs/tiff/samples.hpp"
#include "imaging/core/aligned_buffer.hpp"
#include "util/error.hpp"

namespace resizer::imaging {
namespace {

/// Larger strips and tiles are refused.
constexpr std::uint64_t kMaxBlockBytes = std::uint64_t{1} << 31U;

/// Decodes some rows of a long strip, a short strip, one row of tiles, or one strip of each plane at a time.
///
/// libtiff checks most but not all of its allocations: under a memory limit it may crash. That fails this image only;
/// the pool replaces the worker.
class TiffDecoder final : public Decoder {
 public:
  explicit TiffDecoder(ByteView bytes);

  const ImageInfo& info() const noexcept override { return info_; }
  DecoderRequirement requirement(const DecodeRequest& request) const noexcept override;
  DecodedLayout start(const DecodeRequest& request) override;
  void read(const RowBuffers& rows) override;
  void finish() override { damage_.add_to(info_.warnings); }

 private:
  bool comes_in_rows(model::FailOn fail_on) const noexcept;
  void prepare_block();
  void read_rows(const RowBuffers& rows, std::uint32_t row_count);
  void read_converted(const RowBuffers& rows, std::uint32_t row_count);
  void read_blocks(const RowBuffers& rows, std::uint32_t left, std::uint32_t row_count);
  void load(std::uint32_t left, std::uint32_t row_count, unsigned sample);
  bool is_too_short(std::uint32_t index, tmsize_t wanted) const;
  void lose(const util::Error& error);

  Damage damage_;
  TiffPage page_;
  TiffSource file_;
  ImageInfo info_;
  TiffImage image_;
  TiffSamples samples_;
  TiffColors colors_;
  std::unique_ptr<TiffRgba> rgba_;
  std::vector<std::uint32_t> rgba_pixels_;
  AlignedBuffer block_memory_;
  std::span<std::uint8_t> block_;
  bool in_rows_ = false;
  std::uint32_t batch_rows_ = 1;
  std::uint32_t next_row_ = 0;
};

/// For a strip that is decoded row by row.
constexpr std::uint32_t kMaxRowsAtOnce = 16;

/// Whether to decode row by row: a long strip, which may be the whole image, then does not have to fit in memory, and
/// the intact part of a damaged one is kept. Short ones are decoded at once, which is faster in libtiff.
bool TiffDecoder::comes_in_rows(model::FailOn fail_on) const noexcept {
  constexpr std::uint64_t kShortStripBytes = std::uint64_t{1} << 19U;
  if (image_.tiled || image_.separate || image_.converted_by_library) return false;
  const std::uint64_t strip_rows = std::min(image_.block.height_px, image_.size.height_px);
  const std::uint64_t strip_bytes = samples_.row_bytes(image_.block.width_px) * strip_rows;
  return fail_on == model::FailOn::none || strip_bytes > kShortStripBytes;
}

TiffDecoder::TiffDecoder(ByteView bytes)
    : page_(choose_page(TiffDirectories(bytes))),
      file_(bytes, page_.directory.offset, damage_),
      image_(describe_tiff(file_, page_.directory, damage_)),
      samples_(image_),
      colors_(image_) {
  if (page_.has_siblings) info_.warnings.add(model::Warning::pages_dropped);
  info_.size = image_.size;
  info_.pixels = image_.format;
  info_.has_palette = image_.color == TiffColor::palette && image_.format.sample == SampleType::u8;
  info_.warnings.add(image_.warnings);
  collect_metadata(file_, info_);
  info_.metadata.georeference = read_georeference(TiffDirectories(bytes), page_.directory, image_);
  if (image_.is_lab()) info_.metadata.icc.clear();  // the profile of the L*a*b* colors, which are sRGB now
}

/// A strip or tile, and the buffers of libtiff.
DecoderRequirement TiffDecoder::requirement(const DecodeRequest& request) const noexcept {
  constexpr std::uint64_t kCopies = 3;
  constexpr std::uint64_t kRgbaBytes = 4;
  if (comes_in_rows(request.fail_on)) {
    return {kCopies * samples_.row_bytes(image_.size.width_px), std::min(image_.block.height_px, kMaxRowsAtOnce)};
  }
  const std::uint64_t row_bytes = std::min(samples_.row_bytes(image_.block.width_px), kMaxBlockBytes);
  const std::uint64_t block_bytes = std::min(row_bytes * image_.block.height_px, kMaxBlockBytes);
  const std::uint64_t rows = std::min(image_.block.height_px, image_.size.height_px);
  const std::uint64_t rgba = image_.converted_by_library ? kRgbaBytes * rows * image_.size.width_px : 0;
  return {kCopies * block_bytes + rgba, image_.block.height_px};
}

DecodedLayout TiffDecoder::start(const DecodeRequest& request) {
  damage_.judge_by(request.fail_on);
  DecodedLayout layout;
  layout.format = image_.format;
  layout.size = image_.size;
  in_rows_ = comes_in_rows(request.fail_on);
  batch_rows_ = in_rows_ ? std::min(image_.block.height_px, kMaxRowsAtOnce) : image_.block.height_px;
  layout.batch_rows = batch_rows_;
  for (std::size_t plane = 0; plane < layout.format.planes(); ++plane) {
    layout.row_capacity_bytes[plane] = std::size_t{image_.size.width_px} * layout.format.sample_bytes();
    layout.row_capacity[plane] = image_.size.height_px;
  }
  file_.clear_messages();
  if (image_.converted_by_library) {
    rgba_ = std::make_unique<TiffRgba>(file_, damage_);
    rgba_pixels_.resize(std::size_t{image_.size.width_px} * std::min(layout.batch_rows, image_.size.height_px));
  } else {
    prepare_block();
  }
  return layout;
}

void TiffDecoder::prepare_block() {
  const std::uint64_t row_bytes = samples_.row_bytes(image_.block.width_px);
  if (in_rows_) {
    const auto bytes = std::max(row_bytes, static_cast<std::uint64_t>(TIFFScanlineSize(file_.handle())));
    block_ = {block_memory_.reserve(bytes), row_bytes};
    return;
  }
  if (image_.block.height_px > kMaxBlockBytes / row_bytes) {
    throw util::Error(util::ErrorCode::too_large, "a TIFF strip or tile of more than 2 GiB");
  }
  const std::uint64_t bytes = row_bytes * image_.block.height_px;
  block_ = {block_memory_.reserve(bytes), bytes};
}

void TiffDecoder::read(const RowBuffers& rows) {
  const std::uint32_t row_count = std::min(batch_rows_, image_.size.height_px - next_row_);
  if (in_rows_) {
    read_rows(rows, row_count);
  } else if (image_.converted_by_library) {
    read_converted(rows, row_count);
  } else {
    for (std::uint64_t left = 0; left < image_.size.width_px; left += image_.block.width_px) {
      read_blocks(rows, static_cast<std::uint32_t>(left), row_count);
    }
  }
  next_row_ += row_count;
}

void TiffDecoder::read_rows(const RowBuffers& rows, std::uint32_t row_count) {
  for (std::uint32_t y = next_row_; y < next_row_ + row_count; ++y) {
    if (damage_.is_tolerated()) std::fill(block_.begin(), block_.end(), std::uint8_t{0});
    const bool read = TIFFReadScanline(file_.handle(), block_.data(), y, 0) == 1;
    if (file_.is_damaged()) {
      lose(file_.error());
    } else if (!read) {
      lose({util::ErrorCode::corrupt, "corrupt TIFF: a row that cannot be decoded"});
    }
    samples_.split(block_, image_.size.width_px, rows, y);
    colors_.convert(rows, image_.size.width_px, y);
  }
}

void TiffDecoder::read_converted(const RowBuffers& rows, std::uint32_t row_count) {
  const std::uint32_t width = image_.size.width_px;
  if (damage_.is_tolerated()) std::fill(rgba_pixels_.begin(), rgba_pixels_.end(), 0U);
  const bool complete = rgba_->get(rgba_pixels_.data(), next_row_, row_count);
  if (!complete || file_.is_damaged()) lose(file_.error());
  for (std::uint32_t row = 0; row < row_count; ++row) {
    const std::uint32_t* pixels = rgba_pixels_.data() + std::size_t{row} * width;
    for (std::uint32_t x = 0; x < width; ++x) {
      rows[0].row(next_row_ + row)[x] = static_cast<std::uint8_t>(TIFFGetR(pixels[x]));
      rows[1].row(next_row_ + row)[x] = static_cast<std::uint8_t>(TIFFGetG(pixels[x]));
      rows[2].row(next_row_ + row)[x] = static_cast<std::uint8_t>(TIFFGetB(pixels[x]));
    }
  }
}

/// Decodes the strips or tiles at `left` and the next row: one with all samples, or one per sample.
void TiffDecoder::read_blocks(const RowBuffers& rows, std::uint32_t left, std::uint32_t row_count) {
  RowBuffers targets = rows;
  for (unsigned plane = 0; plane < image_.format.planes(); ++plane) {
    targets[plane].data += std::size_t{left} * image_.format.sample_bytes();
  }
  const std::uint32_t width = std::min(image_.block.width_px, image_.size.width_px - left);
  const std::size_t stored_bytes = samples_.row_bytes(image_.block.width_px);
  for (unsigned pass = 0; pass < (image_.separate ? samples_.used_samples() : 1); ++pass) {
    load(left, row_count, image_.separate ? samples_.used_sample(pass) : 0);
    for (std::uint32_t row = 0; row < row_count; ++row) {
      const ByteView stored(block_.data() + row * stored_bytes, stored_bytes);
      if (image_.separate) {
        samples_.put(stored, width, pass, targets, next_row_ + row);
      } else {
        samples_.split(stored, width, targets, next_row_ + row);
      }
    }
  }
  for (std::uint32_t row = 0; row < row_count; ++row) colors_.convert(targets, width, next_row_ + row);
}

void TiffDecoder::load(std::uint32_t left, std::uint32_t row_count, unsigned sample) {
  TIFF* tiff = file_.handle();
  const auto plane = static_cast<std::uint16_t>(sample);
  if (damage_.is_tolerated()) std::fill(block_.begin(), block_.end(), std::uint8_t{0});
  const std::uint32_t index =
      image_.tiled ? TIFFComputeTile(tiff, left, next_row_, 0, plane) : TIFFComputeStrip(tiff, next_row_, plane);
  const auto wanted =
      static_cast<tmsize_t>(image_.tiled ? block_.size() : samples_.row_bytes(image_.block.width_px) * row_count);
  const tmsize_t got = image_.tiled ? TIFFReadEncodedTile(tiff, index, block_.data(), wanted)
                                    : TIFFReadEncodedStrip(tiff, index, block_.data(), wanted);
  if (file_.is_damaged()) {
    lose(file_.error());
  } else if (got != wanted || is_too_short(index, wanted)) {
    lose({util::ErrorCode::corrupt, "corrupt TIFF: a strip or tile with too few samples"});
  }
}

/// For uncompressed samples, libtiff reads past the end of a strip.
bool TiffDecoder::is_too_short(std::uint32_t index, tmsize_t wanted) const {
  std::uint16_t compression = COMPRESSION_NONE;
  TIFFGetFieldDefaulted(file_.handle(), TIFFTAG_COMPRESSION, &compression);
  return compression == COMPRESSION_NONE &&
         TIFFGetStrileByteCount(file_.handle(), index) < static_cast<std::uint64_t>(wanted);
}

void TiffDecoder::lose(const util::Error& error) {
  damage_.lost(error);
  file_.clear_messages();
}

}  // namespace

std::unique_ptr<Decoder> open_tiff(ByteView bytes) {
  return std::make_unique<TiffDecoder>(bytes);
}

}  // namespace resizer::imaging
