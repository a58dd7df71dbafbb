#include <libdeflate.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>
#include <string_view>
#include <utility>

#include "encode.hpp"

namespace {

using Bytes = std::vector<std::uint8_t>;
constexpr std::size_t kChannels = 3;
constexpr std::size_t kFilters = 5;

void append_number(Bytes& to, std::size_t number) {
  for (const int shift : {24, 16, 8, 0}) to.push_back(static_cast<std::uint8_t>(number >> shift));
}

/// Length, name, content and their checksum, as the PNG specification has it.
void append_chunk(Bytes& png, std::string_view name, const Bytes& content) {
  append_number(png, content.size());
  const std::size_t start = png.size();
  png.insert(png.end(), name.begin(), name.end());
  png.insert(png.end(), content.begin(), content.end());
  append_number(png, libdeflate_crc32(0, &png[start], png.size() - start));
}

/// The specification's predictors 0 to 4: none, left, above, their mean, and Paeth's choice.
int predicted(std::size_t filter, int left, int above, int corner) {
  const int guess = left + above - corner;
  const int off_left = std::abs(guess - left);
  const int off_above = std::abs(guess - above);
  const int off_corner = std::abs(guess - corner);
  const int paeth = off_left <= off_above && off_left <= off_corner ? left : (off_above <= off_corner ? above : corner);
  return std::array{0, left, above, (left + above) / 2, paeth}.at(filter);
}

/// What is left of a row after a filter; begins with the filter's number.
Bytes filtered(const std::uint8_t* row, const std::uint8_t* above, std::size_t row_bytes, std::size_t filter) {
  Bytes out{static_cast<std::uint8_t>(filter)};
  for (std::size_t k = 0; k < row_bytes; ++k) {
    const int left = k < kChannels ? 0 : row[k - kChannels];
    const int corner = k < kChannels ? 0 : above[k - kChannels];
    out.push_back(static_cast<std::uint8_t>(row[k] - predicted(filter, left, above[k], corner)));
  }
  return out;
}

/// The filter that leaves the smallest numbers, as the specification advises.
Bytes best_filtered(const std::uint8_t* row, const std::uint8_t* above, std::size_t row_bytes) {
  Bytes best;
  long best_sum = 0;
  for (std::size_t filter = 0; filter < kFilters; ++filter) {
    Bytes candidate = filtered(row, above, row_bytes, filter);
    long sum = 0;
    for (const std::uint8_t byte : candidate) sum += std::min<int>(byte, 256 - byte);
    if (!best.empty() && sum >= best_sum) continue;
    best = std::move(candidate);
    best_sum = sum;
  }
  return best;
}

Bytes compressed(const Bytes& raw) {
  constexpr int kLevel = 9;
  const std::unique_ptr<libdeflate_compressor, decltype(&libdeflate_free_compressor)> compressor(
      libdeflate_alloc_compressor(kLevel), &libdeflate_free_compressor);
  Bytes out(libdeflate_zlib_compress_bound(compressor.get(), raw.size()));
  out.resize(libdeflate_zlib_compress(compressor.get(), raw.data(), raw.size(), out.data(), out.size()));
  return out;
}

}  // namespace

void save_png(const std::filesystem::path& path, const Pixels& pixels) {
  const std::size_t row_bytes = kChannels * static_cast<std::size_t>(pixels.width);
  const Bytes black(row_bytes);
  Bytes rows;
  for (std::size_t y = 0; y < static_cast<std::size_t>(pixels.height); ++y) {
    const std::uint8_t* row = &pixels.bytes[y * row_bytes];
    const Bytes best = best_filtered(row, y == 0 ? black.data() : row - row_bytes, row_bytes);
    rows.insert(rows.end(), best.begin(), best.end());
  }
  Bytes header;
  append_number(header, static_cast<std::size_t>(pixels.width));
  append_number(header, static_cast<std::size_t>(pixels.height));
  header.insert(header.end(), {8, 2, 0, 0, 0});  // Eight bits, RGB, deflate, the five filters, not interlaced.

  Bytes png{0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  append_chunk(png, "IHDR", header);
  append_chunk(png, "IDAT", compressed(rows));
  append_chunk(png, "IEND", {});
  write(path, png);
}
