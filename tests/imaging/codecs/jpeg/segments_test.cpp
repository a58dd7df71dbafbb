#include "imaging/codecs/jpeg/segments.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <string>

#include "imaging/codecs/jpeg/codec.hpp"
#include "imaging/support/file_testing.hpp"
#include "imaging/support/jpeg_testing.hpp"
#include "util/file.hpp"

namespace resizer::imaging {
namespace {

using testing_support::make_jpeg;
using testing_support::StoredJpeg;

Bytes file_of(const StoredJpeg& stored) {
  return make_jpeg(stored, [](std::uint32_t x, std::uint32_t y) {
    return testing_support::JpegPixel{static_cast<std::uint8_t>(x * 3), static_cast<std::uint8_t>(y * 5), 90, 20};
  });
}

Bytes with_segments(const Bytes& jpeg, std::uint8_t code, const Bytes& body, std::size_t count) {
  Bytes file(jpeg.begin(), jpeg.begin() + 2);
  const std::size_t length = body.size() + 2;
  for (std::size_t k = 0; k < count; ++k) {
    file.insert(file.end(),
                {0xFF, code, static_cast<std::uint8_t>(length >> 8U), static_cast<std::uint8_t>(length & 0xFFU)});
    file.insert(file.end(), body.begin(), body.end());
  }
  file.insert(file.end(), jpeg.begin() + 2, jpeg.end());
  return file;
}

TEST(JpegSegments, StepOverJunkAndFillBytes) {
  const Bytes file{0xFF, 0xD8, 1,    2,    0xFF, 0x00, 0xFF, 0xFF, 0xE1, 0,    4, 7,
                   8,    0xFF, 0xD0, 0xFF, 0xFE, 0,    2,    9,    0xFF, 0xD9, 5};
  JpegSegments segments(file);
  EXPECT_EQ(segments.next()->marker, JpegMarker::start_of_image);
  const auto app1 = segments.next();
  EXPECT_EQ(app1->marker, JpegMarker::app1);
  EXPECT_EQ(Bytes(app1->body.begin(), app1->body.end()), (Bytes{7, 8}));
  EXPECT_EQ(static_cast<int>(segments.next()->marker), 0xD0);
  const auto comment = segments.next();
  EXPECT_EQ(comment->marker, JpegMarker::comment);
  EXPECT_TRUE(comment->body.empty());
  EXPECT_EQ(segments.next()->marker, JpegMarker::end_of_image);
  EXPECT_FALSE(segments.next());
}

TEST(JpegSegments, EndAtATruncatedSegment) {
  const Bytes file{0xFF, 0xE1, 0, 6, 1, 2, 3, 4};
  for (std::size_t length = 0; length < file.size(); ++length) {
    JpegSegments segments(ByteView(file).first(length));
    EXPECT_FALSE(segments.next()) << length;
    EXPECT_FALSE(segments.next()) << length;
  }
  EXPECT_TRUE(JpegSegments(file).next());
}

TEST(JpegSegments, StopAtTheEndOfTheFirstImage) {
  StoredJpeg progressive;
  progressive.progressive = true;
  const Bytes one = file_of(progressive);
  Bytes two = one;
  two.insert(two.end(), one.begin(), one.end());
  EXPECT_GT(count_scans(one), 5U);
  EXPECT_EQ(count_scans(two), count_scans(one));
  EXPECT_TRUE(holds_whole_jpeg(one));
  EXPECT_TRUE(holds_whole_jpeg(two));
  EXPECT_FALSE(holds_whole_jpeg(ByteView(one).first(one.size() - 1)));
}

/// The CPU time of this thread to open a file, the minimum of several runs.
double cpu_seconds_to_open(const Bytes& file) {
  const auto now = [] {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
  };
  double least = 1e9;
  for (int k = 0; k < 5; ++k) {
    const double start = now();
    open_jpeg(file);
    least = std::min(least, now() - start);
  }
  return least;
}

TEST(JpegBounds, TimeToOpenIsLinearInTheSegments) {
  const Bytes jpeg = file_of({});
  Bytes huffman_table(17, 0);  // without codes
  const Bytes multi_picture{'M', 'P', 'F', 0, 'I', 'I', 42, 0, 8, 0, 0, 0, 0, 0};
  constexpr std::size_t kFew = 20'000;
  constexpr std::size_t kTimes = 4;
  const std::pair<int, Bytes> kinds[] = {{0xE0, {}},    {0xE1, {}},     {0xE2, {}},           {0xE2, multi_picture},
                                         {0xE5, {}},    {0xED, {}},     {0xEE, {}},           {0xFE, {}},
                                         {0xFE, {'c'}}, {0xDD, {0, 0}}, {0xC4, huffman_table}};
  for (const auto& [code, body] : kinds) {
    const auto marker = static_cast<std::uint8_t>(code);
    const double few = cpu_seconds_to_open(with_segments(jpeg, marker, body, kFew));
    const double many = cpu_seconds_to_open(with_segments(jpeg, marker, body, kFew * kTimes));
    EXPECT_LT(many / few, kTimes * 2) << "marker " << code << ", " << body.size() << " bytes each";
  }
}

std::uint64_t bytes_read_so_far() {
  std::ifstream io("/proc/self/io");
  std::string name;
  std::uint64_t count = 0;
  io >> name >> count;
  return name == "rchar:" ? count : 0;
}

/// Data after the image is not read, and no memory is reserved for it; longer images are read completely.
TEST(JpegBounds, ALongTrailerIsNotRead) {
  constexpr std::uint64_t kTrailerBytes = std::uint64_t{800} << 20U;
  constexpr std::uint64_t kMaxBytes = std::uint64_t{100} << 20U;
  const test::TempFolder folder;
  model::ResizeOptions options;
  options.sizes = {model::Box{20, std::nullopt}};
  util::write_new_file(folder / "input", file_of({}));
  std::filesystem::resize_file(folder / "input", kTrailerBytes);
  const std::filesystem::path temp = folder / "output";
  std::uint64_t most_asked_bytes = 0;
  const auto reserve = [&](std::uint64_t bytes) {
    most_asked_bytes = std::max(most_asked_bytes, bytes);
    return std::max<std::uint64_t>(bytes, 1);
  };
  const std::uint64_t before = bytes_read_so_far();
  const auto report = ImageProcessor(options).process({folder / "input", kTrailerBytes, {folder / "output"}},
                                                      std::span(&temp, 1), reserve);
  EXPECT_LT(most_asked_bytes, kMaxBytes);
  EXPECT_LT(bytes_read_so_far() - before, 2 * kMaxBytes) << "a file is read again when its memory is known";
  EXPECT_EQ(report.input.bytes, kTrailerBytes);
  EXPECT_EQ(report.outputs[0].image.width_px, 20U);
}

TEST(JpegBounds, AnImageLongerThanTheHeadIsReadCompletely) {
  const Bytes comment(65'533, 'c');
  const test::TempFolder folder;
  model::ResizeOptions options;
  options.sizes = {model::Box{20, std::nullopt}};
  util::write_new_file(folder / "input", with_segments(file_of({}), 0xFE, comment, 1100));  // 72 MB before the scan
  const std::filesystem::path temp = folder / "output";
  const std::uint64_t size_bytes = std::filesystem::file_size(folder / "input");
  const auto report =
      ImageProcessor(options).process({folder / "input", size_bytes, {folder / "output"}}, std::span(&temp, 1));
  EXPECT_EQ(report.outputs[0].image.width_px, 20U);
}

}  // namespace
}  // namespace resizer::imaging
