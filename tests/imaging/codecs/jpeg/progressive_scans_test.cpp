#include "imaging/codecs/jpeg/progressive_scans.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <opencv2/core.hpp>
#include <random>

#include "imaging/codecs/jpeg/codec.hpp"
#include "imaging/support/jpeg_reference.hpp"
#include "imaging/support/scan_scripts.hpp"
#include "util/error.hpp"

namespace resizer::imaging {
namespace {

using testing_support::Agreement;
using testing_support::compare_coefficients;
using testing_support::decode_by_libjpeg;
using testing_support::decodes_without_libjpeg;
using testing_support::JpegHeader;
using testing_support::JpegPixel;
using testing_support::kRounding;
using testing_support::kSizes;
using testing_support::kSizesLikeLibjpeg;
using testing_support::request_for_blocks_of;
using testing_support::StoredJpeg;

Bytes file_of(const StoredJpeg& stored) {
  return make_jpeg(stored, testing_support::flat_and_noisy);
}

testing_support::Decoded decode(const Bytes& file, unsigned size, const StoredJpeg& kind) {
  return testing_support::decode_file(jpeg_codec(), file, request_for_blocks_of(size, kind));
}

/// Subsamplings, sizes, qualities and restart intervals, with libjpeg's default script.
std::vector<StoredJpeg> plain_kinds() {
  return testing_support::sampled_kinds(true);
}

/// Known and random scan scripts.
std::vector<StoredJpeg> scripted_kinds() {
  std::vector<StoredJpeg> kinds;
  std::mt19937 random(2026);
  const auto add = [&](testing_support::ScanScript script, J_COLOR_SPACE color) {
    StoredJpeg kind;
    kind.progressive = true;
    kind.script = std::move(script);
    kind.color = color;
    kind.size = {131, 97};
    kind.h_samp_factor = 1 + static_cast<int>(random() % 2);
    kind.v_samp_factor = 1 + static_cast<int>(random() % 2);
    constexpr std::array kQualities{98, 75, 20};
    kind.quality = kQualities[random() % kQualities.size()];
    kind.restart_interval = random() % 4 == 0 ? 5 : 0;
    kinds.push_back(kind);
  };
  for (auto& script : testing_support::known_scripts()) add(std::move(script), JCS_YCbCr);
  for (int count = 0; count < 100; ++count) add(testing_support::random_script(random, 3), JCS_YCbCr);
  for (int count = 0; count < 20; ++count) add(testing_support::random_script(random, 1), JCS_GRAYSCALE);
  return kinds;
}

std::vector<StoredJpeg> kinds() {
  std::vector<StoredJpeg> kinds = plain_kinds();
  std::ranges::move(scripted_kinds(), std::back_inserter(kinds));
  return kinds;
}

TEST(JpegProgressiveScans, HaveTheSameCoefficientsAsLibjpeg) {
  for (const StoredJpeg& kind : kinds()) {
    const Bytes file = file_of(kind);
    for (const unsigned size : kSizes)
      ASSERT_EQ(compare_coefficients(file, size), Agreement::same) << kind.printed() << ", size " << size;
  }
}

TEST(JpegProgressiveScans, MatchLibjpeg) {
  for (const StoredJpeg& kind : kinds()) {
    const Bytes file = file_of(kind);
    for (const unsigned size : kSizesLikeLibjpeg) {
      ASSERT_TRUE(decodes_without_libjpeg(file, size)) << kind.printed() << ", size " << size;
      const auto ours = decode(file, size, kind);
      EXPECT_EQ(ours.layout.scale, size / 8.0) << kind.printed();
      EXPECT_LE(testing_support::max_difference(ours.image, decode_by_libjpeg(file, size, kind).image), kRounding)
          << kind.printed() << ", size " << size;
      EXPECT_FALSE(ours.info.warnings.has(model::Warning::data_damaged)) << kind.printed();
    }
  }
}

/// The samples are those of the same coefficients in one sequential scan.
TEST(JpegProgressiveScans, MatchASequentialScan) {
  for (StoredJpeg kind : plain_kinds()) {
    const Bytes progressive = file_of(kind);
    kind.progressive = false;
    const Bytes sequential = file_of(kind);
    for (const unsigned size : kSizes) {
      EXPECT_EQ(
          testing_support::max_difference(decode(progressive, size, kind).image, decode(sequential, size, kind).image),
          0)
          << kind.printed() << ", size " << size;
    }
  }
}

TEST(JpegProgressiveScans, RejectEveryPrefix) {
  StoredJpeg kind;
  kind.progressive = true;
  kind.size = {40, 24};
  const Bytes file = file_of(kind);
  for (auto end = file.begin() + 1; end != file.end(); ++end) {
    for (const unsigned size : {1, 4})
      EXPECT_FALSE(decodes_without_libjpeg({file.begin(), end}, size)) << end - file.begin();
  }
}

std::vector<std::size_t> markers_of(const Bytes& file, std::uint8_t code) {
  std::vector<std::size_t> places;
  for (std::size_t at = 0; at + 1 < file.size(); ++at) {
    if (file[at] == 0xFF && file[at + 1] == code) places.push_back(at);
  }
  return places;
}

Bytes with_inserted(Bytes file, std::size_t at, const Bytes& bytes) {
  file.insert(file.begin() + static_cast<std::ptrdiff_t>(at), bytes.begin(), bytes.end());
  return file;
}

/// Whether the scan is decoded or skipped.
TEST(JpegProgressiveScans, FallBackToLibjpegIfARestartMarkerIsMissing) {
  StoredJpeg kind;
  kind.progressive = true;
  kind.restart_interval = 7;
  const Bytes file = file_of(kind);
  for (const unsigned size : kSizes) ASSERT_TRUE(decodes_without_libjpeg(file, size));
  for (std::uint8_t code = 0xD0; code <= 0xD7; ++code) {
    for (const std::size_t at : markers_of(file, code)) {
      Bytes other = file;
      other[at + 1] ^= 1U;
      Bytes missing = file;
      missing.erase(missing.begin() + static_cast<std::ptrdiff_t>(at),
                    missing.begin() + static_cast<std::ptrdiff_t>(at + 2));
      const Bytes twice = with_inserted(file, at, {0xFF, code});
      for (const Bytes& changed : {other, missing, twice}) {
        for (const unsigned size : {1U, 4U})
          EXPECT_FALSE(decodes_without_libjpeg(changed, size)) << at << ", size " << size;
      }
    }
  }
}

TEST(JpegProgressiveScans, FallBackToLibjpegIfAScanIsMissingOrRepeated) {
  StoredJpeg kind;
  kind.progressive = true;
  const Bytes file = file_of(kind);
  std::vector<std::size_t> scans = markers_of(file, 0xDA);
  scans.push_back(file.size() - 2);
  ASSERT_EQ(scans.size(), 11U);
  for (std::size_t k = 0; k + 1 < scans.size(); ++k) {
    // The tables in between belong to the next scan; without them it has the wrong ones, or none.
    Bytes missing = file;
    missing.erase(missing.begin() + static_cast<std::ptrdiff_t>(scans[k]),
                  missing.begin() + static_cast<std::ptrdiff_t>(scans[k + 1]));
    const Bytes scan(file.begin() + static_cast<std::ptrdiff_t>(scans[k]),
                     file.begin() + static_cast<std::ptrdiff_t>(scans[k + 1]));
    for (const unsigned size : {1U, 4U}) {
      EXPECT_FALSE(decodes_without_libjpeg(missing, size)) << k << ", size " << size;
      EXPECT_FALSE(decodes_without_libjpeg(with_inserted(file, scans[k], scan), size)) << k << ", size " << size;
    }
  }
}

TEST(JpegProgressiveScans, FallBackToLibjpegAtUnexpectedSegments) {
  struct Case {
    const char* what;
    Bytes inserted;
    bool decodes_without_libjpeg;
  };
  Bytes quantizers{0xFF, 0xDB, 0, 67, 0};
  quantizers.resize(5 + 64, 1);
  const std::vector<Case> cases{
      {"a comment", {0xFF, 0xFE, 0, 4, 'h', 'i'}, true},
      {"an application's segment", {0xFF, 0xE5, 0, 3, 7}, true},
      {"the same restart interval", {0xFF, 0xDD, 0, 4, 0, 0}, true},
      {"a restart interval", {0xFF, 0xDD, 0, 4, 0, 1}, false},
      {"a restart interval that is too short", {0xFF, 0xDD, 0, 3, 0}, false},
      {"other quantizers", quantizers, false},
      {"a number of lines", {0xFF, 0xDC, 0, 4, 0, 72}, false},
      {"a Huffman table that ends early", {0xFF, 0xC4, 0, 5, 0x00, 1, 2}, false},
      {"a Huffman table of no class", {0xFF, 0xC4, 0, 19, 0x20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, false},
      {"bytes of no segment", {0, 0}, false},
      {"fill bytes", {0xFF}, false},
      {"a segment of a JPEG extension", {0xFF, 0xF3, 0, 2}, false},
  };
  StoredJpeg kind;
  kind.progressive = true;
  const Bytes file = file_of(kind);
  // After the tables, before the header of the fourth scan. Otherwise bytes outside segments would belong to the scan
  // before.
  const std::size_t at = markers_of(file, 0xDA)[3];
  for (const Case& test_case : cases) {
    for (const unsigned size : {1U, 4U})
      EXPECT_EQ(decodes_without_libjpeg(with_inserted(file, at, test_case.inserted), size),
                test_case.decodes_without_libjpeg)
          << test_case.what;
  }
}

TEST(JpegProgressiveScans, FallBackToLibjpegIfBytesFollowAScan) {
  StoredJpeg kind;
  kind.progressive = true;
  const Bytes file = file_of(kind);
  const std::vector<std::size_t> tables = markers_of(file, 0xC4);
  const std::size_t behind_first = *std::ranges::upper_bound(tables, markers_of(file, 0xDA)[0]);
  EXPECT_FALSE(decodes_without_libjpeg(with_inserted(file, behind_first, {0x12}), 1));
  EXPECT_FALSE(decodes_without_libjpeg(with_inserted(file, behind_first, {0x12}), 4));
}

/// An EOB run that is longer than the restart interval allows.
TEST(JpegProgressiveScans, FallBackToLibjpegIfAnEobRunCrossesARestart) {
  StoredJpeg kind;
  kind.progressive = true;
  kind.color = JCS_GRAYSCALE;
  kind.size = {64, 8};
  kind.restart_interval = 2;
  kind.script = {{1, {0}, 0, 0, 0, 0}, {1, {0}, 1, 63, 0, 0}};
  const Bytes file = make_jpeg(kind, [](std::uint32_t, std::uint32_t) { return JpegPixel{99}; });
  const auto last_scan = file.begin() + static_cast<std::ptrdiff_t>(markers_of(file, 0xDA).back());
  // A one-bit code for a run of 2 or 3, the bit that selects one, and ones to fill the byte.
  const Bytes run_of_two{0x3F, 0xFF, 0xD0};
  const auto run = std::search(last_scan, file.end(), run_of_two.begin(), run_of_two.end());
  ASSERT_NE(run, file.end());
  EXPECT_TRUE(decodes_without_libjpeg(file, 4));
  Bytes changed = file;
  changed[static_cast<std::size_t>(run - file.begin())] = 0x7F;
  EXPECT_FALSE(decodes_without_libjpeg(changed, 4));
}

/// Files that are decoded without libjpeg are intact for libjpeg too, with the same coefficients.
TEST(JpegProgressiveScans, MatchLibjpegOrFallBackOnCorruptFiles) {
  std::mt19937 random(2026);
  int taken = 0;
  for (const int interval : {0, 4}) {
    StoredJpeg kind;
    kind.progressive = true;
    kind.h_samp_factor = 2;
    kind.quality = 60;
    kind.restart_interval = interval;
    const Bytes whole = file_of(kind);
    for (int count = 0; count < 3000; ++count) {
      Bytes file = whole;
      const std::size_t at = random() % whole.size();
      file[at] ^= static_cast<std::uint8_t>(1U << random() % 8);
      // Size 8 needs all scans.
      if (!decodes_without_libjpeg(file, 8)) continue;
      ++taken;
      EXPECT_TRUE(decode_by_libjpeg(file, 8, kind).is_undamaged) << at << ' ' << kind.printed();
      EXPECT_EQ(compare_coefficients(file, 8), Agreement::same) << at << ' ' << kind.printed();
    }
  }
  EXPECT_GT(taken, 100);
}

TEST(JpegProgressiveScans, SwitchToLibjpegMidImage) {
  StoredJpeg kind;
  kind.progressive = true;
  kind.size = {200, 300};
  kind.v_samp_factor = kind.h_samp_factor = 2;
  Bytes damaged = file_of(kind);
  // In the last scan, which refines luma. All-ones codes are invalid.
  const std::size_t scan = markers_of(damaged, 0xDA).back();
  const auto middle = damaged.begin() + static_cast<std::ptrdiff_t>(scan + (damaged.size() - scan) / 2);
  for (auto byte = middle; byte != middle + 64; byte += 2) {
    byte[0] = 0xFF;
    byte[1] = 0;
  }
  for (const unsigned size : {3U, 5U, 8U}) {
    ASSERT_FALSE(decodes_without_libjpeg(damaged, size));
    const auto ours = decode(damaged, size, kind);
    EXPECT_TRUE(ours.info.warnings.has(model::Warning::data_damaged)) << size;
    const Image through_rings =
        testing_support::decode_through_rings(jpeg_codec(), damaged, request_for_blocks_of(size, kind));
    EXPECT_LE(testing_support::max_difference(ours.image, through_rings), kRounding) << size;
    EXPECT_LE(testing_support::max_difference(ours.image, decode_by_libjpeg(damaged, size, kind).image), kRounding)
        << size;
  }
  // One sample per block does not need that scan.
  EXPECT_TRUE(decodes_without_libjpeg(damaged, 1));
}

/// Memory is reserved before it is known whether libjpeg decodes.
TEST(JpegProgressiveScans, StayWithinTheRequirement) {
  for (const StoredJpeg& kind : plain_kinds()) {
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
