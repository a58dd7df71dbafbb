#include "imaging/codecs/jpeg/scaled_scan.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <opencv2/imgproc.hpp>
#include <random>

#include "imaging/codecs/jpeg/codec.hpp"
#include "imaging/support/codec_testing.hpp"
#include "imaging/support/jpeg_reference.hpp"
#include "util/error.hpp"

namespace resizer::imaging {
namespace {

using testing_support::decode_by_libjpeg;
using testing_support::decodes_without_libjpeg;
using testing_support::JpegPixel;
using testing_support::kRounding;
using testing_support::kSizes;
using testing_support::kSizesLikeLibjpeg;
using testing_support::LibjpegResult;
using testing_support::make_jpeg;
using testing_support::request_for_blocks_of;
using testing_support::StoredJpeg;

Bytes file_of(const StoredJpeg& stored) {
  return make_jpeg(stored, testing_support::flat_and_noisy);
}

std::size_t scan_header_at(const Bytes& file) {
  constexpr std::array<std::uint8_t, 2> kStartOfScan{0xFF, 0xDA};
  return static_cast<std::size_t>(std::search(file.begin(), file.end(), kStartOfScan.begin(), kStartOfScan.end()) -
                                  file.begin());
}

std::vector<StoredJpeg> kinds() {
  return testing_support::sampled_kinds(false);
}

testing_support::Decoded decode(const Bytes& file, unsigned size, const StoredJpeg& kind) {
  return testing_support::decode_file(jpeg_codec(), file, request_for_blocks_of(size, kind));
}

TEST(JpegScaledScan, MatchesLibjpeg) {
  for (const StoredJpeg& kind : kinds()) {
    const Bytes file = file_of(kind);
    for (const unsigned size : kSizesLikeLibjpeg) {
      ASSERT_TRUE(decodes_without_libjpeg(file, size)) << kind.printed() << ", size " << size;
      const auto ours = decode(file, size, kind);
      const LibjpegResult libjpegs = decode_by_libjpeg(file, size, kind);
      EXPECT_EQ(ours.layout.scale, size / 8.0) << kind.printed();
      EXPECT_LE(testing_support::max_difference(ours.image, libjpegs.image), kRounding)
          << kind.printed() << ", size " << size;
      EXPECT_FALSE(ours.info.warnings.has(model::Warning::data_damaged)) << kind.printed();
    }
  }
}

/// The largest difference from the averaged full decode, which should be small for a smooth image.
double smooth_difference(unsigned size) {
  StoredJpeg kind;
  kind.size = {160, 96};
  kind.h_samp_factor = kind.v_samp_factor = 2;
  const auto slope = [](std::uint32_t x, std::uint32_t y) {
    return JpegPixel{static_cast<std::uint8_t>(x + y / 2), static_cast<std::uint8_t>(200 - x), 90, 0};
  };
  const Bytes file = make_jpeg(kind, slope);
  const Image full = testing_support::decode_file(jpeg_codec(), file).image;
  const auto scaled = decode(file, size, kind);
  double greatest = 0;
  for (unsigned plane = 0; plane < 3; ++plane) {
    const cv::Mat& samples = scaled.image.planes[plane];
    cv::Mat wanted;
    const cv::Size plane_px(plane == 0 ? 160 : 80, plane == 0 ? 96 : 48);
    cv::resize(full.planes[plane](cv::Rect({}, plane_px)), wanted, {}, size / 8.0, size / 8.0, cv::INTER_AREA);
    greatest = std::max(greatest, cv::norm(samples(cv::Rect({}, wanted.size())), wanted, cv::NORM_INF));
  }
  return greatest;
}

TEST(JpegScaledScan, ShowsTheSameImageAtEverySize) {
  for (const unsigned size : kSizes) EXPECT_LE(smooth_difference(size), 2) << size;
}

TEST(JpegScaledScan, FallsBackToLibjpegForSeparateScansAndArithmeticCoding) {
  StoredJpeg separate;
  separate.separate_scans = true;
  StoredJpeg arithmetic;
  arithmetic.arithmetic = true;
  for (const StoredJpeg& kind : {separate, arithmetic})
    EXPECT_FALSE(decodes_without_libjpeg(file_of(kind), 3)) << kind.printed();
}

TEST(JpegScaledScan, FallsBackToLibjpegIfARestartMarkerIsMissing) {
  StoredJpeg kind;
  kind.restart_interval = 2;
  const Bytes file = file_of(kind);
  for (std::size_t at = 0; at + 1 < file.size(); ++at) {
    if (file[at] != 0xFF || file[at + 1] < 0xD0 || file[at + 1] > 0xD7) continue;
    Bytes other = file;
    other[at + 1] ^= 1U;
    for (const unsigned size : kSizes) EXPECT_FALSE(decodes_without_libjpeg(other, size)) << at << ", size " << size;
  }
}

TEST(JpegScaledScan, RejectsEveryPrefix) {
  const Bytes file = file_of({});
  for (auto end = file.begin() + 1; end != file.end(); ++end) {
    for (const unsigned size : {1, 4})
      EXPECT_FALSE(decodes_without_libjpeg({file.begin(), end}, size)) << end - file.begin();
  }
}

/// Values that are invalid in a sequential scan (ITU-T T.81, table B.3).
TEST(JpegScaledScan, IgnoresSpectralSelectionOfTheScanHeader) {
  const Bytes file = file_of({});
  const std::size_t scan = scan_header_at(file);
  constexpr std::size_t kSpectralSelectionAt = 11;
  for (const std::size_t offset : {0U, 1U, 2U}) {
    Bytes odd = file;
    odd[scan + kSpectralSelectionAt + offset] ^= 1U;
    EXPECT_TRUE(decodes_without_libjpeg(odd, 4)) << offset;
    const auto decoded = decode(odd, 4, {});
    EXPECT_TRUE(decoded.info.warnings.has(model::Warning::nonconforming)) << offset;
    EXPECT_FALSE(decoded.info.warnings.has(model::Warning::data_damaged)) << offset;
  }
}

/// One black MCU; each block is two zero bits.
Bytes one_mcu(std::uint8_t luma_sampling, std::size_t blocks) {
  Bytes file{0xFF, 0xD8, 0xFF, 0xDB, 0, 67, 0};
  file.insert(file.end(), 64, 8);
  // A frame of 8 x 8 pixels, a DC and an AC table with only the code 0, and the scan.
  const Bytes rest{0xFF, 0xC0, 0,    17,   8,    0,    8,    0,    8,    3,    1,  luma_sampling,
                   0,    2,    0x11, 0,    3,    0x11, 0,    0xFF, 0xC4, 0,    20, 0x00,
                   1,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,  0,
                   0,    0,    0,    0,    0,    0xFF, 0xC4, 0,    20,   0x10, 1,  0,
                   0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,  0,
                   0,    0,    0,    0xFF, 0xDA, 0,    12,   3,    1,    0,    2,  0,
                   3,    0,    0,    63,   0};
  file.insert(file.end(), rest.begin(), rest.end());
  file.insert(file.end(), blocks / 4, 0);
  if (blocks % 4 != 0) file.push_back(static_cast<std::uint8_t>(0xFF >> (blocks % 4 * 2)));
  file.insert(file.end(), {0xFF, 0xD9});
  return file;
}

/// MCUs have at most ten blocks (ITU-T T.81, B.2.3). Small sizes must not accept what larger ones reject.
TEST(JpegScaledScan, RejectsMcusWithTooManyBlocks) {
  for (const auto& [sampling, blocks] : {std::pair{0x22, 6}, {0x42, 10}, {0x44, 18}}) {
    const Bytes file = one_mcu(static_cast<std::uint8_t>(sampling), static_cast<std::size_t>(blocks));
    EXPECT_EQ(decodes_without_libjpeg(file, 1), blocks <= 10) << blocks;
    if (blocks <= 10) {
      EXPECT_NO_THROW(testing_support::decode_file(jpeg_codec(), file)) << blocks;
    } else {
      EXPECT_THROW(testing_support::decode_file(jpeg_codec(), file), util::Error) << blocks;
    }
  }
}

/// Files that are decoded without libjpeg are intact for libjpeg too. The means are the same; other samples of absurd
/// coefficients may differ.
TEST(JpegScaledScan, MatchesLibjpegOrFallsBackOnCorruptFiles) {
  std::mt19937 random(2026);
  int taken = 0;
  for (const int interval : {0, 4}) {
    StoredJpeg kind;
    kind.h_samp_factor = 2;
    kind.quality = 60;
    kind.restart_interval = interval;
    const Bytes whole = file_of(kind);
    for (int count = 0; count < 1500; ++count) {
      Bytes file = whole;
      const std::size_t at = random() % whole.size();
      file[at] ^= static_cast<std::uint8_t>(1U << random() % 8);
      const unsigned size = kSizes[static_cast<std::size_t>(count) % kSizes.size()];
      if (!decodes_without_libjpeg(file, size)) continue;
      ++taken;
      const auto ours = decode(file, size, kind);
      const LibjpegResult libjpegs = decode_by_libjpeg(file, size, kind);
      EXPECT_TRUE(libjpegs.is_undamaged) << at << ' ' << kind.printed() << ", size " << size;
      if (size != 1) continue;
      EXPECT_LE(testing_support::max_difference(ours.image, libjpegs.image), kRounding) << at << ' ' << kind.printed();
    }
  }
  EXPECT_GT(taken, 100);
}

/// libjpeg starts over when it takes over, and the result is as if it had decoded everything.
TEST(JpegScaledScan, SwitchesToLibjpegMidImage) {
  StoredJpeg kind;
  kind.size = {200, 300};
  kind.v_samp_factor = kind.h_samp_factor = 2;
  const Bytes whole = file_of(kind);
  for (const unsigned size : kSizesLikeLibjpeg) {
    const Image wanted = decode(whole, size, kind).image;
    for (const std::size_t eighths : {2U, 5U, 7U}) {
      Bytes cut(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(whole.size() * eighths / 8));
      ASSERT_FALSE(decodes_without_libjpeg(cut, size));
      const auto ours = decode(cut, size, kind);
      EXPECT_TRUE(ours.info.warnings.has(model::Warning::data_damaged)) << eighths << "/8, size " << size;
      const Image through_rings =
          testing_support::decode_through_rings(jpeg_codec(), cut, request_for_blocks_of(size, kind));
      EXPECT_LE(testing_support::max_difference(ours.image, through_rings), kRounding)
          << eighths << "/8, size " << size;
      const int rows = static_cast<int>(wanted.size.height_px * (eighths - 1) / 8);
      EXPECT_LE(cv::norm(ours.image.planes[0].rowRange(0, rows), wanted.planes[0].rowRange(0, rows), cv::NORM_INF),
                kRounding)
          << eighths << "/8, size " << size;
    }
  }
}

/// Baseline does not allow them; libjpeg may accept them or not.
TEST(JpegScaledScan, FallsBackToLibjpegIfQuantizersAreInvalid) {
  Bytes file = one_mcu(0x22, 6);
  EXPECT_TRUE(decodes_without_libjpeg(file, 4));
  constexpr std::size_t kFirstQuantizer = 7;
  file[kFirstQuantizer + 5] = 0;
  EXPECT_FALSE(decodes_without_libjpeg(file, 4));

  const Bytes rest(file.begin() + kFirstQuantizer + kBlockCoefficients, file.end());
  for (const unsigned quantizer : {255U, 256U}) {
    Bytes wide{0xFF, 0xD8, 0xFF, 0xDB, 0, 131, 0x10};  // 16-bit values
    for (unsigned k = 0; k < kBlockCoefficients; ++k) {
      wide.insert(wide.end(), {static_cast<std::uint8_t>(quantizer >> 8U), static_cast<std::uint8_t>(quantizer)});
    }
    wide.insert(wide.end(), rest.begin(), rest.end());
    EXPECT_EQ(decodes_without_libjpeg(wide, 4), quantizer < 256) << quantizer;
  }
}

/// Memory is reserved before it is known whether libjpeg decodes.
TEST(JpegScaledScan, StaysWithinTheRequirement) {
  for (const StoredJpeg& kind : kinds()) {
    const Bytes file = file_of(kind);
    for (const unsigned size : kSizes) {
      const auto decoder = jpeg_codec().open(file);
      const DecodeRequest request = request_for_blocks_of(size, kind);
      const DecoderRequirement need = decoder->requirement(request);
      const DecodedLayout layout = decoder->start(request);
      EXPECT_GE(need.fraction_bits, layout.fraction_bits) << kind.printed() << ", size " << size;
      EXPECT_GE(need.batch_rows, layout.batch_rows) << kind.printed() << ", size " << size;
    }
  }
}

}  // namespace
}  // namespace resizer::imaging
