#include "imaging/support/bmp_testing.hpp"

#include <algorithm>

namespace resizer::imaging::testing_support {
namespace {

constexpr std::size_t kFileHeaderBytes = 14;
constexpr std::uint32_t kCoreBytes = 12;
constexpr std::uint32_t kInfoBytes = 40;
constexpr std::uint32_t kVersion5Bytes = 124;
constexpr std::size_t kPixelsAt = 10;

using Pixel = std::function<std::uint32_t(std::uint32_t x, std::uint32_t y)>;

/// Byte 0 is the least significant one; beyond four there are zeros.
std::uint8_t byte_of(std::uint64_t value, unsigned byte) {
  return byte < 8 ? static_cast<std::uint8_t>(value >> 8 * byte) : std::uint8_t{0};
}

void append(Bytes& bytes, std::uint32_t value, unsigned count) {
  for (unsigned byte = 0; byte < count; ++byte) bytes.push_back(byte_of(value, byte));
}

void set_u32(Bytes& bytes, std::size_t at, std::uint32_t value) {
  for (unsigned byte = 0; byte < 4; ++byte) bytes.at(at + byte) = static_cast<std::uint8_t>(value >> 8 * byte);
}

Bytes headers(const StoredBmp& stored) {
  Bytes file{'B', 'M'};
  append(file, 0, 12);
  append(file, stored.header_bytes, 4);
  const unsigned side_bytes = stored.header_bytes == kCoreBytes ? 2 : 4;
  append(file, stored.size.width_px, side_bytes);
  append(file, stored.top_down ? ~stored.size.height_px + 1 : stored.size.height_px, side_bytes);
  append(file, 1, 2);
  append(file, stored.pixel_bits, 2);
  if (stored.header_bytes < kInfoBytes) return file;
  append(file, stored.compression, 4);
  append(file, 0, 4);
  append(file, stored.pixels_per_meter_x, 4);
  append(file, stored.pixels_per_meter_y, 4);
  append(file, static_cast<std::uint32_t>(stored.palette.size() / 3), 4);
  append(file, 0, 4);
  const bool has_masks = stored.compression == 3 || stored.compression == 6;
  const std::size_t mask_count = stored.compression == 6 || stored.header_bytes >= 56 ? 4 : 3;
  for (std::size_t mask = 0; has_masks && mask < mask_count; ++mask) append(file, stored.masks[mask], 4);
  file.resize(std::max(file.size(), kFileHeaderBytes + stored.header_bytes));
  return file;
}

void append_row(Bytes& file, const StoredBmp& stored, std::uint32_t y, const Pixel& pixel) {
  Bytes row((std::size_t{stored.size.width_px} * stored.pixel_bits + 31) / 32 * 4);
  for (std::uint32_t x = 0; x < stored.size.width_px; ++x) {
    const std::uint32_t value = pixel(x, y);
    const std::size_t at = std::size_t{x} * stored.pixel_bits;
    if (stored.pixel_bits < 8) {
      row[at / 8] = static_cast<std::uint8_t>(row[at / 8] | value << (8 - stored.pixel_bits - at % 8));
      continue;
    }
    for (unsigned byte = 0; byte < stored.pixel_bits / 8; ++byte) {
      row[at / 8 + byte] = byte_of(value, byte);
    }
  }
  file.insert(file.end(), row.begin(), row.end());
}

/// Runs of equal pixels, and the others one by one in groups of four.
void append_runs(Bytes& file, const StoredBmp& stored, std::uint32_t y, const Pixel& pixel) {
  const bool has_halves = stored.pixel_bits == 4;
  const auto put_pair = [&](std::uint32_t a, std::uint32_t b) {
    file.push_back(static_cast<std::uint8_t>(has_halves ? a << 4U | b : a));
    if (!has_halves) file.push_back(static_cast<std::uint8_t>(b));
  };
  for (std::uint32_t x = 0; x < stored.size.width_px;) {
    std::uint32_t count = 1;
    while (count < 200 && x + count < stored.size.width_px && pixel(x + count, y) == pixel(x, y)) ++count;
    if (count == 1 && x + 4 <= stored.size.width_px) {
      file.insert(file.end(), {0, 4});
      put_pair(pixel(x, y), pixel(x + 1, y));
      put_pair(pixel(x + 2, y), pixel(x + 3, y));
      x += 4;
      continue;
    }
    file.push_back(static_cast<std::uint8_t>(count));
    file.push_back(static_cast<std::uint8_t>(has_halves ? pixel(x, y) << 4U | pixel(x, y) : pixel(x, y)));
    x += count;
  }
  file.insert(file.end(), {0, 0});
}

}  // namespace

Bytes make_bmp(const StoredBmp& stored, const Pixel& pixel) {
  Bytes file = headers(stored);
  for (std::size_t color = 0; color < stored.palette.size() / 3; ++color) {
    for (std::size_t channel = 0; channel < 3; ++channel) file.push_back(stored.palette[3 * color + channel]);
    if (stored.header_bytes > kCoreBytes) file.push_back(0);
  }
  set_u32(file, kPixelsAt, static_cast<std::uint32_t>(file.size()));
  for (std::uint32_t row = 0; row < stored.size.height_px; ++row) {
    const std::uint32_t y = stored.top_down ? row : stored.size.height_px - 1 - row;
    stored.compression == 1 || stored.compression == 2 ? append_runs(file, stored, y, pixel)
                                                       : append_row(file, stored, y, pixel);
  }
  if (stored.compression == 1 || stored.compression == 2) file.insert(file.end(), {0, 1});
  if (stored.header_bytes == kVersion5Bytes && !stored.icc.empty()) {
    set_u32(file, kFileHeaderBytes + 56, 0x4D424544);
    set_u32(file, kFileHeaderBytes + 112, static_cast<std::uint32_t>(file.size() - kFileHeaderBytes));
    set_u32(file, kFileHeaderBytes + 116, static_cast<std::uint32_t>(stored.icc.size()));
    file.insert(file.end(), stored.icc.begin(), stored.icc.end());
  }
  return file;
}

Bytes with_coded_pixels(Bytes file, const Bytes& coded) {
  const std::size_t at = file.at(kPixelsAt) | std::size_t{file.at(kPixelsAt + 1)} << 8U;
  file.resize(at);
  file.insert(file.end(), coded.begin(), coded.end());
  return file;
}

}  // namespace resizer::imaging::testing_support
