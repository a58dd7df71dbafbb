#include "imaging/support/codec_testing.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <fstream>
#include <iterator>
#include <limits>
#include <new>

#include "util/error.hpp"

namespace resizer::imaging::testing_support {

namespace {

constexpr std::uint64_t kMaxPixels = 50'000'000;  // of damaged files

void set_sample(Image& image, unsigned plane, std::uint32_t x, std::uint32_t y, double value) {
  auto* const row = image.planes[plane].ptr(static_cast<int>(y));
  switch (image.format.sample) {
    case SampleType::u8:
      row[x] = static_cast<std::uint8_t>(std::lround(value));
      break;
    case SampleType::u16:
      reinterpret_cast<std::uint16_t*>(row)[x] = static_cast<std::uint16_t>(std::lround(value));
      break;
    case SampleType::f32:
      reinterpret_cast<float*>(row)[x] = static_cast<float>(value);
      break;
  }
}

template <class Visit>
void for_each_sample(const Image& image, Visit visit) {
  for (unsigned plane = 0; plane < image.format.planes(); ++plane) {
    const Size size = plane_size(image.size, image.format.subsampling_of(plane));
    for (std::uint32_t y = 0; y < size.height_px; ++y) {
      for (std::uint32_t x = 0; x < size.width_px; ++x) visit(plane, x, y);
    }
  }
}

bool comparable(const Image& a, const Image& b) {
  return a.format == b.format && a.size == b.size;
}

/// Decodes a file that may be damaged in any way, unless its header announces more than a test should wait for.
void decode_hostile(const Codec& codec, ByteView file) {
  {
    const auto decoder = codec.open(file);
    const Size size = decoder->info().size;
    if (std::uint64_t{size.width_px} * size.height_px > kMaxPixels) return;
  }
  decode_file(codec, file);
}

}  // namespace

Decoded decode_file(const Codec& codec, ByteView file, const DecodeRequest& request) {
  const auto decoder = codec.open(file);
  Decoded decoded;
  decoded.layout = decoder->start(request);
  decoded.image = read_all(*decoder, decoded.layout);
  decoder->finish();
  decoded.info = decoder->info();
  return decoded;
}

Image decode_through_rings(const Codec& codec, ByteView file, const DecodeRequest& request) {
  const auto decoder = codec.open(file);
  const DecodedLayout layout = decoder->start(request);
  const unsigned ring_rows = std::bit_ceil(layout.batch_rows);
  Image image = make_image(layout.format, layout.size);
  std::vector<Bytes> rings;
  RowBuffers rows;
  for (unsigned plane = 0; plane < layout.format.planes(); ++plane) {
    const std::size_t stride = (layout.row_capacity_bytes[plane] + 63) / 64 * 64;
    rings.emplace_back(stride * (std::size_t{ring_rows} + 1));
    std::uint8_t* const aligned =
        rings.back().data() + (64 - reinterpret_cast<std::uintptr_t>(rings.back().data()) % 64) % 64;
    rows[plane] = {aligned, static_cast<std::ptrdiff_t>(stride), ring_rows - 1};
  }
  for (std::uint32_t y = 0; y < layout.size.height_px; y += layout.batch_rows) {
    decoder->read(rows);
    for (unsigned plane = 0; plane < layout.format.planes(); ++plane) {
      const Subsampling subsampling = layout.format.subsampling_of(plane);
      const Size size = plane_size(layout.size, subsampling);
      const std::uint32_t end = std::min(size.height_px, (y + layout.batch_rows) >> subsampling.log2_y);
      for (std::uint32_t row = y >> subsampling.log2_y; row < end; ++row) {
        copy_row(layout, rows[plane].row(row), size.width_px, image.planes[plane].ptr(static_cast<int>(row)));
      }
    }
  }
  decoder->finish();
  return image;
}

Image make_picture(const PixelFormat& format, Size size,
                   const std::function<double(unsigned plane, std::uint32_t x, std::uint32_t y)>& sample) {
  Image image = make_image(format, size);
  for_each_sample(image, [&](unsigned plane, std::uint32_t x, std::uint32_t y) {
    set_sample(image, plane, x, y, sample(plane, x, y));
  });
  return image;
}

double sample_at(const Image& image, unsigned plane, std::uint32_t x, std::uint32_t y) {
  const auto* const row = image.planes[plane].ptr(static_cast<int>(y));
  switch (image.format.sample) {
    case SampleType::u8:
      return row[x];
    case SampleType::u16:
      return reinterpret_cast<const std::uint16_t*>(row)[x];
    case SampleType::f32:
      return reinterpret_cast<const float*>(row)[x];
  }
  return 0;
}

double max_difference(const Image& a, const Image& b) {
  if (!comparable(a, b)) return std::numeric_limits<double>::infinity();
  double largest = 0;
  for_each_sample(a, [&](unsigned plane, std::uint32_t x, std::uint32_t y) {
    largest = std::max(largest, std::abs(sample_at(a, plane, x, y) - sample_at(b, plane, x, y)));
  });
  return largest;
}

std::string printed(const PixelFormat& format) {
  constexpr const char* kFamilies[] = {"gray", "YCbCr", "RGB", "CMYK"};
  constexpr const char* kAlphas[] = {"", " with alpha", " with premultiplied alpha"};
  return std::string(kFamilies[static_cast<unsigned>(format.family)]) + " " + std::to_string(format.depth_bits) +
         " bits" + kAlphas[static_cast<unsigned>(format.alpha)] + (format.range == Range::limited ? " limited" : "") +
         " 1/2^" + std::to_string(format.subsampling.log2_x) + " x 1/2^" + std::to_string(format.subsampling.log2_y);
}

void expect_prefixes_fail(const Codec& codec, ByteView file, std::size_t step) {
  for (std::size_t size = 0; size < file.size(); size += step) {
    // A copy of its own, so that AddressSanitizer sees a read after the end.
    const Bytes prefix(file.begin(), file.begin() + static_cast<std::ptrdiff_t>(size));
    EXPECT_THROW(decode_hostile(codec, prefix), util::Error)
        << "the first " << size << " of " << file.size() << " bytes";
  }
}

void expect_safe(const Codec& codec, ByteView file) {
  try {
    decode_hostile(codec, file);
  } catch (const util::Error& error) {
    EXPECT_STRNE(error.what(), "");
  } catch (const std::bad_alloc&) {
  }
}

void expect_changes_are_safe(const Codec& codec, const Bytes& file, std::size_t step) {
  for (std::size_t at = 0; at < file.size(); at += step) {
    for (const int change : {0x01, 0x80, 0xFF}) {
      Bytes changed = file;
      changed[at] = static_cast<std::uint8_t>(changed[at] ^ change);
      expect_safe(codec, changed);
    }
  }
}

std::optional<Bytes> shared_file(const std::string& name) {
  std::ifstream file(shared_dir() / name, std::ios::binary);
  if (!file) return std::nullopt;
  return Bytes(std::istreambuf_iterator<char>(file), {});
}

Metadata make_metadata() {
  const auto bytes = [](const std::string& text) { return Bytes(text.begin(), text.end()); };
  Metadata metadata;
  metadata.icc = Bytes(600);
  for (std::size_t i = 0; i < metadata.icc.size(); ++i) metadata.icc[i] = static_cast<std::uint8_t>(i * i / 7);
  const Bytes head{0, 0, 2, 0x58};  // the length
  std::copy(head.begin(), head.end(), metadata.icc.begin());
  const Bytes signature = bytes("acsp");
  std::copy(signature.begin(), signature.end(), metadata.icc.begin() + 36);
  const Bytes tags{0, 0, 0, 1, 'd', 'e', 's', 'c', 0, 0, 1, 0, 0, 0, 0, 64};
  std::copy(tags.begin(), tags.end(), metadata.icc.begin() + 128);
  // One directory with one entry: orientation 1.
  metadata.exif = bytes(std::string("II*\0\10\0\0\0\1\0\x12\1\3\0\1\0\0\0\1\0\0\0\0\0\0\0", 26));
  metadata.xmp = bytes("<x:xmpmeta xmlns:x='adobe:ns:meta/'/>");
  metadata.iptc = bytes(std::string("8BIM\4\4\0\0\0\0\0\4\x1C\2\x05\0", 16));
  return metadata;
}

}  // namespace resizer::imaging::testing_support
