#include "imaging/support/tiff_testing.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <opencv2/core.hpp>

#include "imaging/codecs/tiff/file.hpp"

namespace resizer::imaging::testing_support {
namespace {

constexpr std::uint32_t kTilePx = 16;

/// Appends samples of any width, the first bit in the highest place as TIFF has it.
class SampleWriter {
 public:
  explicit SampleWriter(const StoredTiff& stored) : stored_(stored) {}

  void add(double value) {
    if (stored_.sample_format == SAMPLEFORMAT_IEEEFP) return add_float(value);
    const auto number = static_cast<std::uint64_t>(std::llround(value));  // negative ones as two's complement
    if (stored_.bits % 8 == 0) {
      for (unsigned bit = 0; bit < stored_.bits; bit += 8) bytes.push_back(static_cast<std::uint8_t>(number >> bit));
    } else {
      for (unsigned bit = stored_.bits; bit-- > 0;) add_bit(static_cast<unsigned>(number >> bit) & 1U);
    }
  }

  void end_row() {
    while (free_bits_ != 0) add_bit(0);
  }

  Bytes bytes;

 private:
  void add_float(double value) {
    if (stored_.bits == 64) {
      add_bytes(value);
    } else if (stored_.bits == 32) {
      add_bytes(static_cast<float>(value));
    } else if (stored_.bits == 24) {
      add_float_24(value);
    } else {
      cv::Mat half;
      cv::Mat(1, 1, CV_32F, cv::Scalar(value)).convertTo(half, CV_16F);
      bytes.insert(bytes.end(), half.data, half.data + 2);
    }
  }

  /// 1 sign bit, 7 of the exponent with a bias of 63, 16 of the mantissa; normal numbers only.
  void add_float_24(double value) {
    int exponent = 0;
    const double mantissa = std::frexp(std::abs(value), &exponent);  // from 0.5 to 1
    std::uint32_t bits = value < 0 ? 1U << 23U : 0;
    if (value != 0) bits |= static_cast<std::uint32_t>(exponent - 1 + 63) << 16U;
    if (value != 0) bits |= static_cast<std::uint32_t>((2 * mantissa - 1) * 65536);
    for (const unsigned shift : {0U, 8U, 16U}) bytes.push_back(static_cast<std::uint8_t>(bits >> shift));
  }

  template <class Value>
  void add_bytes(Value value) {
    const auto* first = reinterpret_cast<const std::uint8_t*>(&value);
    bytes.insert(bytes.end(), first, first + sizeof value);
  }

  void add_bit(unsigned bit) {
    if (free_bits_ == 0) {
      bytes.push_back(0);
      free_bits_ = 8;
    }
    --free_bits_;
    bytes.back() = static_cast<std::uint8_t>(bytes.back() | bit << free_bits_);
  }

  const StoredTiff& stored_;
  unsigned free_bits_ = 0;
};

/// One strip or tile; what lies outside the image repeats its edge.
Bytes block_bytes(const StoredTiff& stored, const StoredSample& sample, Size block, std::uint32_t left,
                  std::uint32_t top, unsigned plane) {
  SampleWriter writer(stored);
  for (std::uint32_t y = top; y < top + block.height_px; ++y) {
    for (std::uint32_t x = left; x < left + block.width_px; ++x) {
      const std::uint32_t inner_x = std::min(x, stored.size.width_px - 1);
      const std::uint32_t inner_y = std::min(y, stored.size.height_px - 1);
      for (unsigned index = 0; index < (stored.separate ? 1 : stored.samples); ++index) {
        writer.add(sample(inner_x, inner_y, stored.separate ? plane : index));
      }
    }
    writer.end_row();
  }
  return std::move(writer.bytes);
}

void set_tags(TIFF* tiff, const StoredTiff& stored) {
  TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, stored.size.width_px);
  TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, stored.size.height_px);
  TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, stored.bits);
  TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, stored.samples);
  TIFFSetField(tiff, TIFFTAG_SAMPLEFORMAT, stored.sample_format);
  TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, stored.photometric);
  TIFFSetField(tiff, TIFFTAG_COMPRESSION, stored.compression);
  TIFFSetField(tiff, TIFFTAG_PLANARCONFIG, stored.separate ? PLANARCONFIG_SEPARATE : PLANARCONFIG_CONTIG);
  TIFFSetField(tiff, TIFFTAG_ORIENTATION, stored.orientation);
  TIFFSetField(tiff, TIFFTAG_FILLORDER, stored.fill_order);
  if (stored.predictor != PREDICTOR_NONE) TIFFSetField(tiff, TIFFTAG_PREDICTOR, stored.predictor);
  if (stored.subfile_type >= 0) TIFFSetField(tiff, TIFFTAG_SUBFILETYPE, stored.subfile_type);
  if (stored.sub_pages > 0) {
    const std::vector<std::uint64_t> offsets(stored.sub_pages);  // libtiff fills them in
    TIFFSetField(tiff, TIFFTAG_SUBIFD, static_cast<int>(stored.sub_pages), offsets.data());
  }
  if (stored.set_more) stored.set_more(tiff);
  if (stored.photometric == PHOTOMETRIC_YCBCR) TIFFSetField(tiff, TIFFTAG_YCBCRSUBSAMPLING, 1, 1);
  if (stored.compression == COMPRESSION_JPEG) TIFFSetField(tiff, TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB);
  if (!stored.extra_samples.empty()) {
    TIFFSetField(tiff, TIFFTAG_EXTRASAMPLES, static_cast<int>(stored.extra_samples.size()),
                 stored.extra_samples.data());
  }
  if (!stored.palette.empty()) {
    const std::uint16_t* reds = stored.palette.data();
    const std::size_t count = stored.palette.size() / 3;
    TIFFSetField(tiff, TIFFTAG_COLORMAP, reds, reds + count, reds + 2 * count);
  }
  if (stored.tiled) {
    TIFFSetField(tiff, TIFFTAG_TILEWIDTH, kTilePx);
    TIFFSetField(tiff, TIFFTAG_TILELENGTH, kTilePx);
  } else {
    TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, stored.rows_per_strip);
  }
}

void write_pixels(TIFF* tiff, const StoredTiff& stored, const StoredSample& sample) {
  const Size block = stored.tiled ? Size{kTilePx, kTilePx} : Size{stored.size.width_px, stored.rows_per_strip};
  std::uint32_t number = 0;
  for (unsigned plane = 0; plane < (stored.separate ? stored.samples : 1); ++plane) {
    for (std::uint32_t top = 0; top < stored.size.height_px; top += block.height_px) {
      for (std::uint32_t left = 0; left < stored.size.width_px; left += block.width_px, ++number) {
        Size part = block;
        if (!stored.tiled) part.height_px = std::min(part.height_px, stored.size.height_px - top);
        Bytes bytes = block_bytes(stored, sample, part, left, top, plane);
        const auto size = static_cast<tmsize_t>(bytes.size());
        EXPECT_EQ(stored.tiled ? TIFFWriteEncodedTile(tiff, number, bytes.data(), size)
                               : TIFFWriteEncodedStrip(tiff, number, bytes.data(), size),
                  size)
            << stored.printed();
      }
    }
  }
}

}  // namespace

std::string StoredTiff::printed() const {
  return std::to_string(bits) + " bits, sample format " + std::to_string(sample_format) + ", " +
         std::to_string(samples) + " samples, photometric " + std::to_string(photometric) + ", compression " +
         std::to_string(compression) + (separate ? ", separate" : "") + (tiled ? ", tiles" : ", strips") +
         (extra_samples.empty() ? "" : ", extra " + std::to_string(extra_samples[0])) + ", mode " + mode;
}

Bytes make_tiff(const StoredTiff& stored, const StoredSample& sample) {
  return make_tiff(std::vector<StoredPage>(stored.pages, {stored, sample}));
}

Bytes make_tiff(const std::vector<StoredPage>& pages) {
  TiffSink file(pages.front().stored.mode);
  for (const auto& [stored, sample] : pages) {
    set_tags(file.handle(), stored);
    write_pixels(file.handle(), stored, sample);
    EXPECT_EQ(TIFFWriteDirectory(file.handle()), 1) << stored.printed();
  }
  return file.finish();
}

}  // namespace resizer::imaging::testing_support
