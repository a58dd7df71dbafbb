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

std::optional<JpegDcPlanes> dc_planes_of(const Bytes& file) {
  JpegErrors errors;
  jpeg_decompress_struct codec{};
  codec.err = errors.manager();
  std::optional<JpegDcPlanes> planes;
  errors.guard([&] {
    jpeg_create_decompress(&codec);
    jpeg_mem_src(&codec, file.data(), file.size());
    jpeg_read_header(&codec, TRUE);
  });
  planes = decode_dc_planes(codec, {codec.src->next_input_byte, codec.src->bytes_in_buffer});
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
  constexpr std::array<std::uint8_t, 2> kStartOfScan{0xFF, 0xDA};
  const auto scan = std::search(file.begin(), file.end(), kStartOfScan.begin(), kStartOfScan.end());
  constexpr std::ptrdiff_t kScanHeaderBytes = 14;
  for (auto end = scan + kScanHeaderBytes; end != file.end(); ++end) {
    EXPECT_FALSE(dc_planes_of({file.begin(), end})) << end - file.begin();
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
      const std::size_t at = whole.size() / 4 + random() % (whole.size() * 3 / 4);
      file[at] ^= static_cast<std::uint8_t>(1U << random() % 8);
      std::optional<JpegDcPlanes> planes;
      try {
        planes = dc_planes_of(file);
      } catch (const util::Error&) {
        continue;
      }
      if (!planes) continue;
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
