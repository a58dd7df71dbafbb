#include <algorithm>
#include <array>
#include <vector>

#include "imaging/codecs/bmp/codec.hpp"
#include "imaging/codecs/bmp/header.hpp"
#include "imaging/codecs/bmp/run_lengths.hpp"
#include "util/error.hpp"

namespace resizer::imaging {
namespace {

using util::ErrorCode;

constexpr std::uint32_t kBatchRows = 16;
constexpr unsigned kMaxDepthBits = 16;

PixelFormat pixel_format_of(const BmpHeader& header) noexcept {
  PixelFormat format;
  if (header.has_palette()) return format;
  unsigned widest = 8;
  for (const BmpChannel& channel : header.channels) widest = std::max(widest, channel.bits);
  format.depth_bits = static_cast<std::uint8_t>(std::min(widest, kMaxDepthBits));
  if (widest > 8) format.sample = SampleType::u16;
  if (header.channels[3].bits > 0) format.alpha = Alpha::straight;
  return format;
}

/// The sample for each value of a channel, of which the highest 16 bits count.
struct ChannelTable {
  unsigned shift = 0;
  std::uint32_t mask = 0;
  std::vector<std::uint16_t> samples;

  std::uint16_t sample(std::uint32_t pixel) const noexcept { return samples[pixel >> shift & mask]; }
};

ChannelTable table_of(const BmpChannel& channel, unsigned depth_bits) {
  const unsigned bits = std::min(channel.bits, kMaxDepthBits);
  ChannelTable table{.shift = channel.shift + channel.bits - bits, .mask = (1U << bits) - 1, .samples = {}};
  const std::uint32_t white = (1U << depth_bits) - 1;
  for (std::uint32_t value = 0; value <= table.mask; ++value) {
    const std::uint32_t most = std::max(table.mask, 1U);
    table.samples.push_back(static_cast<std::uint16_t>((std::uint64_t{value} * white + most / 2) / most));
  }
  return table;
}

class BmpDecoder final : public Decoder {
 public:
  explicit BmpDecoder(ByteView bytes) : header_(read_bmp_header(bytes)) {
    info_.size = header_.size;
    info_.pixels = pixel_format_of(header_);
    info_.compression = Compression::lossless;
    info_.has_palette = header_.has_palette();
    info_.metadata = std::move(header_.metadata);
    info_.warnings = header_.warnings;
  }

  const ImageInfo& info() const noexcept override { return info_; }

  DecoderRequirement requirement(const DecodeRequest& /*request*/) const noexcept override {
    constexpr std::uint64_t kTables = 4 * sizeof(std::uint16_t) << kMaxDepthBits;
    const std::uint64_t indexes = header_.coding == BmpCoding::rows
                                      ? header_.size.width_px
                                      : std::uint64_t{header_.size.width_px} * header_.size.height_px;
    return {kTables + indexes, kBatchRows};
  }

  DecodedLayout start(const DecodeRequest& request) override {
    header_.damage.judge_by(request.fail_on);
    DecodedLayout layout{.format = info_.pixels, .size = info_.size, .batch_rows = kBatchRows};
    for (unsigned plane = 0; plane < info_.pixels.planes(); ++plane) {
      layout.row_capacity_bytes[plane] = std::size_t{info_.size.width_px} * info_.pixels.sample_bytes();
      layout.row_capacity[plane] = info_.size.height_px;
    }
    header_.has_palette() ? make_colors() : make_tables();
    header_.coding == BmpCoding::rows ? count_rows() : decode_indexes();
    return layout;
  }

  void read(const RowBuffers& rows) override {
    const std::uint32_t end = std::min(next_row_ + kBatchRows, info_.size.height_px);
    for (; next_row_ < end; ++next_row_) deliver_row(rows);
  }

  /// What was found late: colors beyond the palette.
  void finish() override {
    if (has_unknown_color_) {
      header_.damage.lost({ErrorCode::corrupt, "BMP: a pixel has a color beyond the palette"});
    }
    header_.damage.add_to(info_.warnings);
  }

 private:
  void make_colors() noexcept {
    for (std::size_t color = 0; color < header_.palette_colors(); ++color) {
      for (std::size_t channel = 0; channel < 3; ++channel) {
        colors_[channel][color] = header_.palette[header_.color_bytes * color + 2 - channel];
      }
    }
    indexes_.resize(info_.size.width_px);
  }

  void make_tables() {
    for (unsigned channel = 0; channel < info_.pixels.planes(); ++channel) {
      tables_[channel] = table_of(header_.channels[channel], info_.pixels.depth_bits);
    }
  }

  void count_rows() {
    // The padding of the last row may be missing.
    const std::uint64_t bits = std::uint64_t{info_.size.width_px} * header_.pixel_bits;
    const std::uint64_t padding = header_.row_bytes() - (bits + 7) / 8;
    whole_rows_ = static_cast<std::uint32_t>(
        std::min<std::uint64_t>(info_.size.height_px, (header_.pixels.size() + padding) / header_.row_bytes()));
    judge_rows();
  }

  void decode_indexes() {
    BmpRuns runs = decode_runs(header_.pixels, info_.size, header_.pixel_bits);
    indexes_ = std::move(runs.indexes);
    whole_rows_ = runs.whole_rows;
    if (runs.overflows) header_.damage.odd({ErrorCode::corrupt, "BMP: a run reaches beyond its row"});
    judge_rows();
  }

  void judge_rows() {
    if (whole_rows_ == info_.size.height_px) return;
    header_.damage.lost({ErrorCode::truncated, "BMP: the file ends within the pixels"});
  }

  /// Rows that the file lacks stay black or transparent.
  void deliver_row(const RowBuffers& rows) {
    const std::uint32_t stored = header_.top_down ? next_row_ : info_.size.height_px - 1 - next_row_;
    if (stored >= whole_rows_) {
      for (unsigned plane = 0; plane < info_.pixels.planes(); ++plane) {
        std::fill_n(rows[plane].row(next_row_), std::size_t{info_.size.width_px} * info_.pixels.sample_bytes(),
                    std::uint8_t{0});
      }
    } else if (header_.has_palette()) {
      deliver_colors(indexes_of(stored), rows);
    } else if (info_.pixels.sample == SampleType::u8) {
      deliver_channels<std::uint8_t>(stored, rows);
    } else {
      deliver_channels<std::uint16_t>(stored, rows);
    }
  }

  ByteView indexes_of(std::uint32_t stored) {
    const std::uint32_t width = info_.size.width_px;
    if (header_.coding != BmpCoding::rows) return ByteView(indexes_).subspan(std::size_t{stored} * width, width);
    const std::uint8_t* row = &header_.pixels[stored * header_.row_bytes()];
    const unsigned bits = header_.pixel_bits;
    for (std::size_t x = 0; x < width; ++x) {
      const std::size_t at = x * bits;
      indexes_[x] = static_cast<std::uint8_t>(row[at / 8] >> (8 - bits - at % 8) & ((1U << bits) - 1));
    }
    return indexes_;
  }

  void deliver_colors(ByteView indexes, const RowBuffers& rows) {
    const std::size_t known = header_.palette_colors();
    for (unsigned channel = 0; channel < 3; ++channel) {
      std::uint8_t* target = rows[channel].row(next_row_);
      for (const std::uint8_t index : indexes) *target++ = colors_[channel][index];
    }
    has_unknown_color_ =
        has_unknown_color_ || std::ranges::any_of(indexes, [=](std::uint8_t index) { return index >= known; });
  }

  template <class Sample>
  void deliver_channels(std::uint32_t stored, const RowBuffers& rows) const {
    const std::size_t pixel_bytes = header_.pixel_bits / 8;
    const std::uint8_t* const row = &header_.pixels[stored * header_.row_bytes()];
    for (unsigned plane = 0; plane < info_.pixels.planes(); ++plane) {
      auto* target = reinterpret_cast<Sample*>(rows[plane].row(next_row_));
      const std::uint8_t* bytes = row;
      for (std::size_t x = 0; x < info_.size.width_px; ++x, bytes += pixel_bytes) {
        std::uint32_t pixel = bytes[0] | std::uint32_t{bytes[1]} << 8U;
        if (pixel_bytes > 2) pixel |= std::uint32_t{bytes[2]} << 16U;
        if (pixel_bytes > 3) pixel |= std::uint32_t{bytes[3]} << 24U;
        target[x] = static_cast<Sample>(tables_[plane].sample(pixel));
      }
    }
  }

  BmpHeader header_;
  ImageInfo info_;
  std::array<std::array<std::uint8_t, 256>, 3> colors_{};
  std::array<ChannelTable, 4> tables_;
  Bytes indexes_;  // of a row, or of all of them
  std::uint32_t whole_rows_ = 0;
  std::uint32_t next_row_ = 0;
  bool has_unknown_color_ = false;
};

}  // namespace

std::unique_ptr<Decoder> open_bmp(ByteView bytes) {
  return std::make_unique<BmpDecoder>(bytes);
}

}  // namespace resizer::imaging
