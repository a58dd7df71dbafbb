#include "imaging/codecs/jpeg/image_end.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <functional>
#include <string>

#include "imaging/codecs/jpeg/codec.hpp"
#include "imaging/codecs/jpeg/segments.hpp"
#include "imaging/support/codec_testing.hpp"
#include "imaging/support/jpeg_testing.hpp"
#include "util/error.hpp"

/// JPEGs that are nonconforming but complete, and JPEGs with missing or doubtful pixels.
namespace resizer::imaging {
namespace {

using model::FailOn;
using model::Warning;
using testing_support::decode_file;
using testing_support::JpegPixel;
using testing_support::make_jpeg;
using testing_support::StoredJpeg;

JpegPixel scene(std::uint32_t x, std::uint32_t y) {
  const std::uint32_t noise = (x * 2654435761U ^ y * 40503U) * 2246822519U >> 26U;
  return {static_cast<std::uint8_t>(x * 2 + noise), static_cast<std::uint8_t>(y * 3), static_cast<std::uint8_t>(x + y),
          static_cast<std::uint8_t>(40 + noise)};
}

std::vector<StoredJpeg> kinds() {
  std::vector<StoredJpeg> kinds;
  for (const auto& [across, down] : {std::pair{1, 1}, {2, 1}, {1, 2}, {2, 2}, {4, 1}, {3, 1}}) {
    kinds.push_back({.h_samp_factor = across, .v_samp_factor = down});
  }
  for (const J_COLOR_SPACE color : {JCS_GRAYSCALE, JCS_RGB, JCS_CMYK, JCS_YCCK}) kinds.push_back({.color = color});
  const std::size_t plain = kinds.size();
  for (std::size_t k = 0; k < plain; ++k) {
    StoredJpeg kind = kinds[k];
    kind.restart_interval = 5;
    kinds.push_back(kind);
    kind.progressive = true;
    kinds.push_back(kind);
    kind.restart_interval = 0;
    kinds.push_back(kind);
    if (kind.color == JCS_GRAYSCALE) continue;
    kind.progressive = false;
    kind.separate_scans = true;
    kinds.push_back(kind);
  }
  return kinds;
}

Bytes file_of(const StoredJpeg& kind) {
  return make_jpeg(kind, scene);
}

using Change = std::function<void(Bytes& file)>;
struct Row {
  std::string what;
  Change change;
};

Bytes text(std::string_view characters) {
  return {characters.begin(), characters.end()};
}

/// Replaces EOI.
Change replace_end(const Bytes& by) {
  return [by](Bytes& file) {
    file.resize(file.size() - 2);
    file.insert(file.end(), by.begin(), by.end());
  };
}

Change before_end(const Bytes& junk) {
  return [junk](Bytes& file) { file.insert(file.end() - 2, junk.begin(), junk.end()); };
}

Change insert_at(std::size_t at, const Bytes& junk) {
  return [=](Bytes& file) { file.insert(file.begin() + static_cast<std::ptrdiff_t>(at), junk.begin(), junk.end()); };
}

/// A trailer as of Samsung's cameras: a data block with its name, and a directory.
Bytes samsung_trailer() {
  using std::literals::operator""sv;
  return text(
      "\0\0\x01\x0A\x0E\0\0\0Image_UTC_Data1234567890123SEFHk\0\0\0\x01\0\0\0\0\0\x01\x0A#\0\0\0#\0\0\0\x18\0\0\0SEFT"sv);
}

/// A fake video with all byte values, including markers.
Bytes film() {
  Bytes bytes =
      text(std::string_view("\0\0\0\x18"
                            "ftypmp42\0\0\0\0isommp42",
                            24));
  for (std::uint32_t k = 0; k < 20'000; ++k) bytes.push_back(static_cast<std::uint8_t>(k * 2654435761U >> 23U));
  return bytes;
}

std::vector<Row> odd_files() {
  Bytes zeros_then_text(100, 0);
  zeros_then_text.insert(zeros_then_text.end(), {'t', 'e', 'x', 't'});
  return {
      {"tables and a scan of nothing for the end",
       replace_end({9, 9, 0xFF, 0xC4, 0, 2, 0xFF, 0xDA, 0, 8, 1, 200, 0, 0, 63, 0})},
      {"no end", replace_end({})},
      {"half an end", replace_end({0xFF})},
      {"Samsung's trailer for the end", replace_end(samsung_trailer())},
      {"text for the end", replace_end(text("What a camera has to say, at some length."))},
      {"a film for the end", replace_end(film())},
      {"another image for the end", replace_end(file_of({}))},
      {"zeros for the end", replace_end(Bytes(58, 0))},
      {"zeros and text for the end", replace_end(zeros_then_text)},
      {"58 zeros before the end", before_end(Bytes(58, 0))},
      {"5,000 zeros before the end", before_end(Bytes(5000, 0))},
      {"junk after the start", insert_at(2, {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15})},
      {"junk like a scan's after the start", insert_at(2, {1, 0xFF, 0, 0xFF, 0, 4})},
      {"much junk after the start", insert_at(2, Bytes(3000, 0xAA))},
  };
}

/// Inserts junk between segments before the first scan.
Change junk_between_segments(std::size_t index, const Bytes& junk) {
  return [=](Bytes& file) {
    JpegSegments segments(file);
    for (std::size_t k = 0; k <= index; ++k) segments.next();
    const ByteView next = segments.next()->body;
    file.insert(file.begin() + (next.data() - 4 - file.data()), junk.begin(), junk.end());
  };
}

DecodeRequest request_of(double max_shrink, FailOn fail_on) {
  return {max_shrink, {}, fail_on};
}

void expect_odd(const StoredJpeg& kind, const Row& row) {
  const Bytes whole = file_of(kind);
  Bytes file = whole;
  row.change(file);
  for (const double max_shrink : {1.0, 2.0, 3.0, 4.0, 8.0, 10.0}) {
    const std::string what = row.what + ", " + kind.printed() + ", shrunk by " + std::to_string(max_shrink);
    try {
      const auto wanted = decode_file(jpeg_codec(), whole, request_of(max_shrink, FailOn::warning));
      const auto odd = decode_file(jpeg_codec(), file, request_of(max_shrink, FailOn::truncated));
      EXPECT_TRUE(odd.info.warnings.has(Warning::nonconforming)) << what;
      EXPECT_FALSE(odd.info.warnings.has(Warning::data_damaged)) << what;
      EXPECT_EQ(testing_support::max_difference(odd.image, wanted.image), 0) << what;
    } catch (const util::Error& error) {
      ADD_FAILURE() << what << ": " << error.what();
    }
    EXPECT_THROW(decode_file(jpeg_codec(), file, request_of(max_shrink, FailOn::warning)), util::Error) << what;
  }
}

TEST(JpegImageEnd, HarmlessDamageIsAWarning) {
  for (const StoredJpeg& kind : kinds()) {
    for (const Row& row : odd_files()) expect_odd(kind, row);
    for (const std::size_t index : {1U, 2U, 3U}) {
      expect_odd(kind, {"junk after segment " + std::to_string(index), junk_between_segments(index, {9, 0, 9, 7, 5})});
    }
  }
}

/// libjpeg ignores a few bytes after a scan without a warning.
TEST(JpegImageEnd, AFewBytesOfPaddingAreHarmless) {
  for (const StoredJpeg& kind : kinds()) {
    for (const Bytes& padding : {Bytes(1, 0), Bytes(8, 0), Bytes(8, 0x55)}) {
      const Bytes whole = file_of(kind);
      Bytes file = whole;
      before_end(padding)(file);
      const auto odd = decode_file(jpeg_codec(), file);
      EXPECT_FALSE(odd.info.warnings.has(Warning::data_damaged)) << kind.printed();
      EXPECT_EQ(testing_support::max_difference(odd.image, decode_file(jpeg_codec(), whole).image), 0)
          << kind.printed();
    }
  }
}

TEST(JpegImageEnd, SegmentsAllowedAfterAScanAreAccepted) {
  const Bytes lines{0xFF, 0xDC, 0, 4, 0, 72};
  const Bytes comment{0xFF, 0xFE, 0, 3, 'c'};
  for (const StoredJpeg& kind : kinds()) {
    for (const Bytes& segment : {Bytes(3, 0xFF), lines, comment}) {
      Bytes file = file_of(kind);
      before_end(segment)(file);
      EXPECT_NO_THROW(decode_file(jpeg_codec(), file, request_of(1, FailOn::warning)))
          << kind.printed() << ", marker " << int{segment[1]};
    }
    Bytes file = file_of(kind);
    const Bytes trailer = film();
    file.insert(file.end(), trailer.begin(), trailer.end());
    EXPECT_NO_THROW(decode_file(jpeg_codec(), file, request_of(1, FailOn::warning))) << kind.printed();
  }
}

/// Early Samsung phones wrote zeros instead of 0, 63, 0 (ITU-T T.81, table B.3).
TEST(JpegImageEnd, SequentialScanParametersAreIgnored) {
  constexpr std::array<std::uint8_t, 2> kStartOfScan{0xFF, 0xDA};
  for (const StoredJpeg& kind : kinds()) {
    if (kind.progressive) continue;
    const Bytes whole = file_of(kind);
    const auto scan = std::search(whole.begin(), whole.end(), kStartOfScan.begin(), kStartOfScan.end());
    const std::size_t parameters = static_cast<std::size_t>(scan - whole.begin()) + 5 + 2 * std::size_t{scan[4]};
    for (const auto& [first, last, bits] : {std::tuple{0, 0, 0}, {1, 63, 0}, {0, 62, 0}, {0, 63, 1}, {0, 63, 0x10}}) {
      Bytes file = whole;
      file[parameters] = static_cast<std::uint8_t>(first);
      file[parameters + 1] = static_cast<std::uint8_t>(last);
      file[parameters + 2] = static_cast<std::uint8_t>(bits);
      const std::string what = kind.printed() + ", to " + std::to_string(last) + ", bits " + std::to_string(bits);
      const auto odd = decode_file(jpeg_codec(), file, request_of(1, FailOn::truncated));
      EXPECT_TRUE(odd.info.warnings.has(Warning::nonconforming)) << what;
      EXPECT_FALSE(odd.info.warnings.has(Warning::data_damaged)) << what;
      EXPECT_EQ(testing_support::max_difference(odd.image, decode_file(jpeg_codec(), whole).image), 0) << what;
      EXPECT_THROW(decode_file(jpeg_codec(), file, request_of(1, FailOn::warning)), util::Error) << what;
    }
  }
}

/// Overwrites the file from a fraction of its size.
Change overwrite(double from, std::size_t but_last, std::string_view pattern) {
  return [=](Bytes& file) {
    const auto begin = static_cast<std::size_t>(from * static_cast<double>(file.size()));
    for (std::size_t at = begin; at + but_last < file.size(); ++at) {
      file[at] = static_cast<std::uint8_t>(pattern[at % pattern.size()]);
    }
  };
}

Change cut(double share) {
  return [=](Bytes& file) { file.resize(static_cast<std::size_t>(share * static_cast<double>(file.size()))); };
}

TEST(JpegImageEnd, DamagedPixelsAreAnError) {
  constexpr std::string_view kProse = "It was a bright cold day, and the clocks were striking; ";
  const Row rows[] = {
      {"cut at 7/10", cut(0.7)},
      {"cut at 95/100", cut(0.95)},
      {"zeros from 7/10 on", overwrite(0.7, 0, std::string_view("\0", 1))},
      {"zeros from 7/10 to the end marker", overwrite(0.7, 2, std::string_view("\0", 1))},
      {"zeros from 9/10 on", overwrite(0.9, 0, std::string_view("\0", 1))},
      {"text from 7/10 on", overwrite(0.7, 0, kProse)},
      {"text from 7/10 to the end marker", overwrite(0.7, 2, kProse)},
      {"60 bytes before the end", before_end(Bytes(60, 0x55))},
  };
  for (const StoredJpeg& kind : kinds()) {
    for (const Row& row : rows) {
      Bytes file = file_of(kind);
      row.change(file);
      for (const double max_shrink : {1.0, 3.0, 10.0}) {
        const std::string what = row.what + ", " + kind.printed() + ", shrunk by " + std::to_string(max_shrink);
        EXPECT_THROW(decode_file(jpeg_codec(), file, request_of(max_shrink, FailOn::truncated)), util::Error) << what;
        const auto left = decode_file(jpeg_codec(), file, request_of(max_shrink, FailOn::none));
        EXPECT_TRUE(left.info.warnings.has(Warning::data_damaged)) << what;
      }
    }
  }
}

/// The arithmetic decoder cannot detect the end of its data.
TEST(JpegImageEnd, AnArithmeticScanNeedsAnEndMarker) {
  for (const bool progressive : {false, true}) {
    const StoredJpeg kind{.progressive = progressive, .arithmetic = true};
    EXPECT_NO_THROW(decode_file(jpeg_codec(), file_of(kind), request_of(1, FailOn::warning))) << kind.printed();
    for (const Change& change : {replace_end({}), replace_end(samsung_trailer()), cut(0.7)}) {
      Bytes file = file_of(kind);
      change(file);
      EXPECT_THROW(decode_file(jpeg_codec(), file), util::Error) << kind.printed() << ", " << file.size() << " bytes";
    }
  }
}

/// A progressive file cut between two scans lacks the lower bits, even if EOI is appended.
TEST(JpegImageEnd, AMissingScanIsAnError) {
  StoredJpeg progressive;
  progressive.progressive = true;
  StoredJpeg separate;
  separate.separate_scans = true;
  for (const StoredJpeg& kind : {progressive, separate}) {
    const Bytes whole = file_of(kind);
    JpegSegments segments(whole);
    std::size_t seen = 0;
    while (const auto segment = segments.next()) {
      if (segment->marker != JpegMarker::start_of_scan || ++seen == 1) continue;
      // Cuts before a scan header, possibly after its tables.
      Bytes file(whole.data(), segment->body.data() - 4);
      EXPECT_THROW(decode_file(jpeg_codec(), file), util::Error) << kind.printed() << ", without scan " << seen;
      file.insert(file.end(), {0xFF, 0xD9});
      if (kind.separate_scans) {
        EXPECT_THROW(decode_file(jpeg_codec(), file), util::Error) << "and with an end, without scan " << seen;
      }
    }
    EXPECT_EQ(seen, count_scans(whole)) << kind.printed();
  }
}

/// libjpeg gives up in the middle of a scan's header or data, and reads no more from the file. What it says of bytes
/// that it skipped is not about the file then.
TEST(JpegImageEnd, WhatFollowsAnInvalidSegmentIsJudgedWithinTheFile) {
  const Bytes invalid_segments[] = {
      {0xFF, 0xC4, 0, 21, 0xFF}, {0xFF, 0xDA, 0, 8, 1, 200, 0, 0, 63, 0}, {0xFF, 0xDB, 0, 3, 9}};
  for (StoredJpeg kind : kinds()) {
    if (kind.color == JCS_GRAYSCALE || kind.progressive) continue;
    kind.separate_scans = true;
    const Bytes whole = file_of(kind);
    for (const Bytes& segment : invalid_segments) {
      for (const std::size_t from_end : {0U, 1U, 2U, 3U, 5U, 8U, 13U, 40U, 100U}) {
        Bytes file = whole;
        file.resize(file.size() - 2 - from_end);
        file.insert(file.end(), segment.begin(), segment.end());
        const std::string what = kind.printed() + ", " + std::to_string(from_end) + " bytes before the end";
        const auto tolerated = decode_file(jpeg_codec(), file, request_of(1, FailOn::none));
        EXPECT_FALSE(tolerated.info.warnings.empty()) << what;
        EXPECT_THROW(decode_file(jpeg_codec(), file, request_of(1, FailOn::warning)), util::Error) << what;
      }
    }
  }
}

}  // namespace
}  // namespace resizer::imaging
