#include "imaging/jpeg_dc_planes.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>

#include "imaging/codec_testing.hpp"
#include "imaging/jpeg.hpp"
#include "imaging/jpeg_testing.hpp"
#include "resizer/util/error.hpp"

namespace resizer::imaging {
namespace {

using testing_support::JpegPixel;
using testing_support::make_jpeg;
using testing_support::StoredJpeg;

/// Large areas and noise, so that blocks have few coefficients, or all that they can.
JpegPixel scene(std::uint32_t x, std::uint32_t y) {
  const std::uint32_t noise = (x * 2654435761U ^ y * 40503U) * 2246822519U >> 24U;
  const bool is_noisy = (x / 24 + y / 24) % 2 == 0;
  const auto level = [&](std::uint32_t base) { return static_cast<std::uint8_t>(is_noisy ? noise : base % 256); };
  return {level(x * 2), level(y * 3), level(x + y), level(x)};
}

Bytes file_of(const StoredJpeg& stored) {
  return make_jpeg(stored, scene);
}

/// None where libjpeg does not take the header either.
std::optional<JpegDcPlanes> dc_planes_of(const Bytes& file) {
  JpegErrors errors;
  jpeg_decompress_struct codec{};
  codec.err = errors.manager();
  std::optional<JpegDcPlanes> planes;
  try {
    errors.guard([&] {
      jpeg_create_decompress(&codec);
      jpeg_mem_src(&codec, file.data(), file.size());
      jpeg_read_header(&codec, TRUE);
    });
    planes = decode_dc_planes(codec, {codec.src->next_input_byte, codec.src->bytes_in_buffer});
  } catch (const util::Error&) {
    planes.reset();
  }
  jpeg_destroy_decompress(&codec);
  return planes;
}

constexpr DecodeRequest kToAnEighth{8, {2, 2}, model::FailOn::none};

/// A byte before the end of the image is skipped by libjpeg, to which such a file is left.
Bytes left_to_libjpeg(Bytes file) {
  file.insert(file.end() - 2, 0x55);
  return file;
}

std::vector<StoredJpeg> kinds() {
  std::vector<StoredJpeg> kinds;
  for (const auto& [across, down] : {std::pair{1, 1}, {2, 1}, {1, 2}, {2, 2}, {4, 1}, {4, 2}}) {
    for (const Size size : {Size{96, 72}, Size{131, 97}, Size{8, 8}, Size{1, 1}, Size{333, 5}}) {
      for (const int quality : {100, 75, 5}) {
        StoredJpeg kind;
        kind.size = size;
        kind.h_samp_factor = across;
        kind.v_samp_factor = down;
        kind.quality = quality;
        kinds.push_back(kind);
        kind.restart_interval = 3;
        kinds.push_back(kind);
      }
    }
  }
  for (const J_COLOR_SPACE color : {JCS_GRAYSCALE, JCS_RGB}) {
    StoredJpeg kind;
    kind.color = color;
    kind.size = {131, 97};
    kinds.push_back(kind);
    if (color == JCS_RGB) continue;
    kind.h_samp_factor = kind.v_samp_factor = 2;  // which means nothing where there is one component
    kinds.push_back(kind);
  }
  return kinds;
}

TEST(JpegDcPlanes, AreWhatLibjpegMakes) {
  for (const StoredJpeg& kind : kinds()) {
    const Bytes file = file_of(kind);
    ASSERT_TRUE(dc_planes_of(file)) << kind.printed();
    ASSERT_FALSE(dc_planes_of(left_to_libjpeg(file))) << kind.printed();
    const auto ours = testing_support::decode_file(jpeg_codec(), file, kToAnEighth);
    const auto libjpegs = testing_support::decode_file(jpeg_codec(), left_to_libjpeg(file), kToAnEighth);
    EXPECT_EQ(ours.layout.scale, 0.125) << kind.printed();
    EXPECT_EQ(testing_support::max_difference(ours.image, libjpegs.image), 0) << kind.printed();
    EXPECT_FALSE(ours.info.warnings.has(model::Warning::data_damaged)) << kind.printed();
  }
}

TEST(JpegDcPlanes, AreLeftToLibjpegWhereThereIsMoreToIt) {
  StoredJpeg progressive;
  progressive.progressive = true;
  StoredJpeg arithmetic;
  arithmetic.arithmetic = true;
  for (const StoredJpeg& kind : {progressive, arithmetic}) EXPECT_FALSE(dc_planes_of(file_of(kind))) << kind.printed();
}

TEST(JpegDcPlanes, AreLeftToLibjpegWhereARestartIsMissing) {
  StoredJpeg kind;
  kind.restart_interval = 2;
  const Bytes file = file_of(kind);
  for (std::size_t at = 0; at + 1 < file.size(); ++at) {
    if (file[at] != 0xFF || file[at + 1] < 0xD0 || file[at + 1] > 0xD7) continue;
    Bytes other = file;
    other[at + 1] ^= 1U;
    EXPECT_FALSE(dc_planes_of(other)) << at;
  }
}

TEST(JpegDcPlanes, AreOfNoPrefix) {
  const Bytes file = file_of({});
  for (auto end = file.begin() + 1; end != file.end(); ++end) {
    EXPECT_FALSE(dc_planes_of({file.begin(), end})) << end - file.begin();
  }
}

/// A header of a scan that a sequential one may not have (ITU-T T.81, table B.3): libjpeg warns of it.
TEST(JpegDcPlanes, AreLeftToLibjpegWhereTheScanHeaderIsOdd) {
  const Bytes file = file_of({});
  constexpr std::array<std::uint8_t, 2> kStartOfScan{0xFF, 0xDA};
  const auto scan = std::search(file.begin(), file.end(), kStartOfScan.begin(), kStartOfScan.end()) - file.begin();
  constexpr std::size_t kSpectralSelectionAt = 11;
  for (const std::size_t offset : {0U, 1U, 2U}) {
    Bytes odd = file;
    odd[static_cast<std::size_t>(scan) + kSpectralSelectionAt + offset] ^= 1U;
    EXPECT_FALSE(dc_planes_of(odd)) << offset;
    const auto decoded = testing_support::decode_file(jpeg_codec(), odd, kToAnEighth);
    EXPECT_TRUE(decoded.info.warnings.has(model::Warning::data_damaged)) << offset;
  }
}

/// One MCU of black, each block of which is two zero bits.
Bytes one_mcu(std::uint8_t luma_sampling, std::size_t blocks) {
  Bytes file{0xFF, 0xD8, 0xFF, 0xDB, 0, 67, 0};
  file.insert(file.end(), 64, 8);
  // A frame of 8 x 8 pixels, a DC and an AC table with the single code 0, the scan.
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

/// At most ten blocks (ITU-T T.81, B.2.3), or a small size would be made of a file that no larger one can be made of.
TEST(JpegDcPlanes, AreOfNoMcuWithTooManyBlocks) {
  for (const auto& [sampling, blocks] : {std::pair{0x22, 6}, {0x42, 10}, {0x44, 18}}) {
    const Bytes file = one_mcu(static_cast<std::uint8_t>(sampling), static_cast<std::size_t>(blocks));
    EXPECT_EQ(dc_planes_of(file).has_value(), blocks <= 10) << blocks;
    if (blocks <= 10) {
      EXPECT_NO_THROW(testing_support::decode_file(jpeg_codec(), file)) << blocks;
    } else {
      EXPECT_THROW(testing_support::decode_file(jpeg_codec(), file), util::Error) << blocks;
    }
  }
}

/// Whatever is taken for whole, libjpeg takes for whole, and makes the same of it.
TEST(JpegDcPlanes, OfChangedFilesAreWhatLibjpegMakesOrNone) {
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
      if (!dc_planes_of(file)) continue;
      ++taken;
      const auto ours = testing_support::decode_file(jpeg_codec(), file, kToAnEighth);
      const auto libjpegs = testing_support::decode_file(jpeg_codec(), left_to_libjpeg(file), kToAnEighth);
      EXPECT_FALSE(libjpegs.info.warnings.has(model::Warning::data_damaged)) << at << ' ' << kind.printed();
      EXPECT_EQ(testing_support::max_difference(ours.image, libjpegs.image), 0) << at << ' ' << kind.printed();
    }
  }
  EXPECT_GT(taken, 100);
}

}  // namespace
}  // namespace resizer::imaging
