#include "imaging/codecs/jpeg/icc.hpp"

#include <gtest/gtest.h>

#include <string>

#include "imaging/support/codec_testing.hpp"
#include "imaging/support/file_testing.hpp"
#include "imaging/support/jpeg_testing.hpp"
#include "imaging/support/profiles.hpp"

namespace resizer::imaging {
namespace {

using model::Warning;
using testing_support::make_jpeg;

/// A chunk of the profile between two fractions of its length, and its numbers.
struct Chunk {
  int number;
  int count;
  double from;
  double to;
};

struct Row {
  const char* what;
  std::vector<Chunk> chunks;
  bool is_kept;
};

Bytes segment_of(const Chunk& chunk, const Bytes& profile) {
  const auto place = [&](double share) {
    return profile.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(profile.size()));
  };
  Bytes body{'I', 'C', 'C', '_', 'P', 'R', 'O', 'F', 'I', 'L', 'E', 0};
  body.insert(body.end(), {static_cast<std::uint8_t>(chunk.number), static_cast<std::uint8_t>(chunk.count)});
  body.insert(body.end(), place(chunk.from), place(chunk.to));
  const std::size_t length = body.size() + 2;
  Bytes segment{0xFF, 0xE2, static_cast<std::uint8_t>(length >> 8U), static_cast<std::uint8_t>(length & 0xFFU)};
  segment.insert(segment.end(), body.begin(), body.end());
  return segment;
}

Bytes jpeg_with(const std::vector<Chunk>& chunks, const Bytes& profile) {
  Bytes file = make_jpeg({}, [](std::uint32_t, std::uint32_t) { return testing_support::JpegPixel{200, 40, 40, 0}; });
  Bytes segments;
  for (const Chunk& chunk : chunks) {
    const Bytes segment = segment_of(chunk, profile);
    segments.insert(segments.end(), segment.begin(), segment.end());
  }
  file.insert(file.begin() + 2, segments.begin(), segments.end());
  return file;
}

TEST(JpegIcc, ChunksAreJoinedIfUnambiguous) {
  const Row rows[] = {
      {"in order", {{1, 2, 0, 0.5}, {2, 2, 0.5, 1}}, true},
      {"out of order", {{2, 3, 0.3, 0.6}, {3, 3, 0.6, 1}, {1, 3, 0, 0.3}}, true},
      {"from 0, one", {{0, 1, 0, 1}}, true},
      {"from 0, two", {{0, 2, 0, 0.5}, {1, 2, 0.5, 1}}, true},
      {"from 0, two, out of order", {{1, 2, 0.5, 1}, {0, 2, 0, 0.5}}, true},
      {"count too small", {{1, 1, 0, 0.5}, {2, 1, 0.5, 1}}, true},
      {"count too large", {{1, 9, 0, 0.5}, {2, 9, 0.5, 1}}, true},
      {"count 0", {{1, 0, 0, 0.5}, {2, 0, 0.5, 1}}, true},
      {"counts of their own", {{1, 1, 0, 0.5}, {2, 2, 0.5, 1}}, true},
      {"twice the same", {{1, 2, 0, 0.5}, {1, 2, 0, 0.5}, {2, 2, 0.5, 1}}, true},
      {"all twice", {{1, 2, 0, 0.5}, {2, 2, 0.5, 1}, {1, 2, 0, 0.5}, {2, 2, 0.5, 1}}, true},
      {"all 1 of 1", {{1, 1, 0, 0.5}, {1, 1, 0.5, 1}}, true},
      {"numbers with a gap, nothing missing", {{1, 3, 0, 0.5}, {3, 3, 0.5, 1}}, true},
      {"a chunk missing", {{1, 3, 0, 0.3}, {3, 3, 0.6, 1}}, false},
      {"the first missing", {{2, 2, 0.5, 1}}, false},
      {"the last missing", {{1, 2, 0, 0.5}}, false},
      {"two of one number", {{1, 2, 0, 0.5}, {2, 2, 0.5, 1}, {2, 2, 0.4, 1}}, false},
      {"cut short", {{1, 1, 0, 0.9}}, false},
      {"empty", {{1, 1, 0, 0}}, false},
  };
  const Bytes profile = testing_support::display_p3();
  for (const Row& row : rows) {
    const auto processed = testing_support::process(jpeg_with(row.chunks, profile), 40);
    EXPECT_EQ(processed.info.metadata.icc == profile, row.is_kept) << row.what;
    EXPECT_EQ(processed.info.metadata.icc.empty(), !row.is_kept) << row.what;
    EXPECT_EQ(processed.report.warnings.has(Warning::profile_broken), !row.is_kept) << row.what;
  }
}

TEST(JpegIcc, TooManyChunksAreIgnored) {
  const std::vector<Chunk> chunks(5000, Chunk{1, 2, 0, 0.5});
  const auto processed = testing_support::process(jpeg_with(chunks, testing_support::display_p3()), 40);
  EXPECT_TRUE(processed.info.metadata.icc.empty());
  EXPECT_TRUE(processed.report.warnings.has(Warning::profile_broken));
}

}  // namespace
}  // namespace resizer::imaging
