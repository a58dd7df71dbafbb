#include "imaging/codecs/png/scanlines.hpp"

#include <algorithm>
#include <string>

#include "util/error.hpp"

namespace resizer::imaging {

namespace {

std::size_t filter_distance_bytes(const PngHeader& header) noexcept {
  return std::max<std::size_t>(1, header.channels() * header.bit_depth / 8U);
}

}  // namespace

PngScanlines::PngScanlines(PngFile& file)
    : header_(file.header),
      damage_(file.damage),
      chunks_(file.image_data),
      unfilter_(select_png_unfilter(filter_distance_bytes(header_))) {}

void PngScanlines::begin(std::uint32_t width_px, std::uint32_t rows) {
  row_bytes_ = header_.row_bytes(width_px);
  rows_left_ = rows;
  wave_row_ = kPngWaveRows;
  stride_bytes_ = row_bytes_ + 2 * kPngRowMarginBytes;
  filtered_.resize(kPngWaveRows * (1 + row_bytes_) + 2 * kPngRowMarginBytes);
  rows_.assign((1 + kPngWaveRows) * stride_bytes_, 0);
}

const std::uint8_t* PngScanlines::next() {
  if (wave_row_ == kPngWaveRows) read_wave();
  ++wave_row_;
  return &rows_[wave_row_ * stride_bytes_ + kPngRowMarginBytes];
}

void PngScanlines::read_wave() {
  const std::size_t count = std::min<std::size_t>(kPngWaveRows, rows_left_);
  std::uint8_t* const first = &filtered_[kPngRowMarginBytes];
  inflate({first, count * (1 + row_bytes_)});
  std::uint8_t* const above = &rows_[kPngRowMarginBytes];
  std::copy_n(above + kPngWaveRows * stride_bytes_, row_bytes_, above);
  PngWave wave{.filtered = {}, .above = above, .rows = {}, .row_bytes = row_bytes_};
  for (std::size_t row = 0; row < kPngWaveRows; ++row) {
    std::uint8_t* const filtered = first + std::min(row, count - 1) * (1 + row_bytes_);
    if (*filtered > 4) {
      lose(util::ErrorCode::corrupt, "filter type " + std::to_string(*filtered) + " does not exist");
      *filtered = 0;
    }
    wave.filtered[row] = filtered;
    wave.rows[row] = above + (row + 1) * stride_bytes_;
  }
  unfilter_(wave);
  rows_left_ -= static_cast<std::uint32_t>(count);
  wave_row_ = 0;
}

bool PngScanlines::refill() {
  while (pending_.empty()) {
    const auto chunk = chunks_.next();
    if (!chunk) {
      pending_ = chunks_.take_cut_data(png_chunk_type("IDAT"));
      return !pending_.empty();
    }
    if (chunk->type == png_chunk_type("IEND")) {
      chunks_ = PngChunkReader({});
      return false;
    }
    if (chunk->type != png_chunk_type("IDAT")) {
      is_interrupted_ = true;
      continue;
    }
    if (is_interrupted_) note("other chunks stand between the pixels");
    if (!chunk->intact()) lose(util::ErrorCode::corrupt, "the pixels fail their checksum");
    pending_ = chunk->data;
  }
  return true;
}

void PngScanlines::inflate(std::span<std::uint8_t> out) {
  while (!out.empty() && !ended_early_) {
    if (inflater_.finished()) {
      ended_early_ = true;
      lose(util::ErrorCode::corrupt, "there are fewer pixels than announced");
    } else {
      out = out.subspan(inflate_some(out));
    }
  }
  std::fill(out.begin(), out.end(), std::uint8_t{0});
}

/// Inflates one piece of the data. Sets ended_early_ if there is no more.
std::size_t PngScanlines::inflate_some(std::span<std::uint8_t> out) {
  // The inflater may have buffered output, even if the input is exhausted.
  const bool more = refill();
  std::size_t got = 0;
  try {
    got = inflater_.read(pending_, out);
  } catch (const util::Error& error) {
    ended_early_ = true;
    lose(error.code(), error.what());
    return 0;
  }
  if (got == 0 && !more && !inflater_.finished()) {
    ended_early_ = true;
    lose(util::ErrorCode::truncated, "the file ends within the pixels");
  }
  return got;
}

void PngScanlines::finish() {
  // Some writers leave a few extra bytes, of which libpng only warns too.
  constexpr std::size_t kMaxExtraBytes = 4096;
  std::array<std::uint8_t, kMaxExtraBytes> extra;
  std::size_t extra_bytes = 0;
  while (!ended_early_ && !inflater_.finished() && extra_bytes < kMaxExtraBytes) extra_bytes += inflate_some(extra);
  bool is_rest = extra_bytes > 0 || !pending_.empty() || (inflater_.finished() && inflater_.has_taken_too_much());
  for (pending_ = {}; refill(); pending_ = {}) is_rest = true;  // the rest must still pass its checksums
  if (is_rest && !ended_early_) note("there is more image data than the image takes");
}

void PngScanlines::note(const std::string& reason) {
  damage_.odd({util::ErrorCode::corrupt, "PNG: " + reason});
}

void PngScanlines::lose(util::ErrorCode code, const std::string& reason) {
  damage_.lost({code, "PNG: " + reason});
}

}  // namespace resizer::imaging
