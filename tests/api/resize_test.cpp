#include "resizer/resize.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "support/temp_folder.hpp"

namespace resizer {
namespace {

namespace fs = std::filesystem;
using test::read_file;
using test::TempFolder;
using testing::HasSubstr;

fs::path sample(const char* name) {
  return fs::path(RESIZER_SOURCE_DIR) / "data/input_images" / name;
}

std::vector<std::uint8_t> bytes_of(const fs::path& path) {
  const std::string text = read_file(path);
  return {text.begin(), text.end()};
}

Output in_memory(TargetSize size) {
  return {.size = size, .file = {}};
}

ErrorCode code_of(const std::function<void()>& action, std::string* text = nullptr) {
  try {
    action();
  } catch (const Error& error) {
    if (text != nullptr) *text = error.what();
    return error.code();
  }
  ADD_FAILURE() << "nothing was thrown";
  return ErrorCode::internal;
}

TEST(Resize, MakesTheSameOfAFileAndOfMemory) {
  const TempFolder folder;
  const fs::path input = sample("img9.jpg");
  const ResizeReport to_file = resize(input, {{LongEdge{64}, folder / "small.jpg"}});
  const ResizeReport to_memory = resize(input, {in_memory(LongEdge{64})});
  const std::vector<std::uint8_t> bytes = bytes_of(input);
  const ResizeReport between = resize(std::span<const std::uint8_t>(bytes), {in_memory(LongEdge{64})});
  EXPECT_THAT(to_file.outputs.at(0).bytes, testing::IsEmpty());
  EXPECT_EQ(bytes_of(folder / "small.jpg"), to_memory.outputs.at(0).bytes);
  EXPECT_EQ(between.outputs.at(0).bytes, to_memory.outputs.at(0).bytes);
}

TEST(Resize, ReportsWhatItReadAndMade) {
  const ResizeReport report = resize(sample("img9.jpg"), {in_memory(Box{80, {}})}, {.format = Format::webp});
  EXPECT_EQ(report.input.format, Format::jpeg);
  EXPECT_EQ(report.input.bytes, fs::file_size(sample("img9.jpg")));
  EXPECT_GT(report.input.width_px, 80U);
  const OutputReport& output = report.outputs.at(0);
  EXPECT_EQ(output.image.format, Format::webp);
  EXPECT_EQ(output.image.width_px, 80U);
  EXPECT_EQ(output.image.height_px, 60U);
  EXPECT_EQ(output.image.bytes, output.bytes.size());
  EXPECT_GT(report.times.decode.count(), 0);
}

TEST(Resize, MakesSeveralSizesOfOneImage) {
  const TempFolder folder;
  folder.write("b.jpg", "in the way");
  const ResizeReport report = resize(
      sample("img9.jpg"), {in_memory(LongEdge{96}), {Box{48, 48}, folder / "b.jpg"}, {Percent{5}, folder / "c.jpg"}});
  ASSERT_EQ(report.outputs.size(), 3U);
  EXPECT_EQ(report.outputs[0].image.width_px, 96U);
  EXPECT_EQ(report.outputs[1].image.width_px, 48U);
  EXPECT_EQ(report.outputs[2].image.width_px, (report.input.width_px + 10) / 20);
  EXPECT_EQ(fs::file_size(folder / "b.jpg"), report.outputs[1].image.bytes);
  EXPECT_EQ(std::distance(fs::directory_iterator(folder.path()), {}), 2) << "a temporary file is left";
}

TEST(Resize, CropsAtASideAndStoresChromaAsAsked) {
  const auto hash_of = [](const ResizeOptions& options) {
    return resize(sample("img9.jpg"), {in_memory(Box{40, 90})}, options).outputs[0].bytes;
  };
  const auto center = hash_of({.fit = Fit::cover});
  EXPECT_NE(hash_of({.fit = Fit::cover, .gravity = Gravity::east}), center);
  EXPECT_EQ(hash_of({.fit = Fit::cover, .gravity = Gravity::center}), center);
  EXPECT_GT(hash_of({.fit = Fit::cover, .chroma = Chroma::yuv444}).size(), center.size());
  EXPECT_NE(hash_of({.fit = Fit::cover, .progressive = true}), center);
}

TEST(Resize, TakesTheFormatFromTheNames) {
  const TempFolder folder;
  EXPECT_EQ(resize(sample("img9.jpg"), {{LongEdge{32}, folder / "a.png"}}).outputs[0].image.format, Format::png);
  EXPECT_EQ(resize(sample("img9.jpg"), {{LongEdge{32}, folder / "a"}}).outputs[0].image.format, Format::jpeg);
  EXPECT_EQ(code_of([&] {
              resize(sample("img9.jpg"), {{LongEdge{32}, folder / "b.png"}, {LongEdge{16}, folder / "b.jpg"}});
            }),
            ErrorCode::usage);
}

TEST(Resize, WarnsByNameAndInWords) {
  const ResizeReport report = resize(sample("img2.webp"), {in_memory(LongEdge{32})}, {.format = Format::jpeg});
  for (const Warning& warning : report.warnings) {
    EXPECT_NE(warning.name, "");
    EXPECT_NE(warning.text, "");
  }
}

TEST(Resize, ThrowsWhatIsWrong) {
  const TempFolder folder;
  std::string text;
  EXPECT_EQ(code_of([&] { resize(folder / "none.jpg", {in_memory(LongEdge{8})}); }, &text), ErrorCode::not_found);
  EXPECT_THAT(text, HasSubstr((folder / "none.jpg").string()));
  EXPECT_EQ(code_of([&] { resize(folder.write("text"), {in_memory(LongEdge{8})}); }), ErrorCode::unsupported_format);
  EXPECT_EQ(code_of([&] { resize(sample("img9.jpg"), {in_memory(LongEdge{8})}, {.max_pixels = 1000}); }, &text),
            ErrorCode::too_large);
  EXPECT_THAT(text, testing::AllOf(HasSubstr("limit of 1000"), testing::Not(HasSubstr("--"))));
  EXPECT_EQ(code_of([&] { resize(sample("img9.jpg"), {in_memory(LongEdge{8})}, {.memory_limit_bytes = 1000}); }),
            ErrorCode::too_large);
  EXPECT_EQ(code_of([&] {
              resize(sample("img9.jpg"), {{LongEdge{8}, folder / "missing/a.jpg"}});
            }),
            ErrorCode::not_found);
  std::vector<std::uint8_t> half = bytes_of(sample("img9.jpg"));
  half.resize(half.size() / 2);
  EXPECT_EQ(code_of([&] { resize(std::span<const std::uint8_t>(half), {in_memory(LongEdge{8})}); }),
            ErrorCode::truncated);
}

TEST(Resize, RefusesWhatMakesNoSense) {
  const fs::path nothing = "/nonexistent.jpg";  // is not even looked for
  const std::vector<std::vector<Output>> bad_outputs{{},
                                                     std::vector<Output>(33, in_memory(LongEdge{8})),
                                                     {in_memory(Box{})},
                                                     {in_memory(Box{0, {}})},
                                                     {in_memory(LongEdge{1'000'001})},
                                                     {in_memory(Percent{0})},
                                                     {in_memory(Percent{std::numeric_limits<double>::infinity()})}};
  for (const std::vector<Output>& outputs : bad_outputs) {
    EXPECT_EQ(code_of([&] { resize(nothing, outputs); }), ErrorCode::usage);
  }
  const std::vector<ResizeOptions> bad_options{
      {.shrink_on_load = 0.5}, {.quality = 101}, {.effort = 10}, {.effort = -1}, {.max_pixels = 0}};
  for (const ResizeOptions& options : bad_options) {
    EXPECT_EQ(code_of([&] { resize(nothing, {in_memory(LongEdge{8})}, options); }), ErrorCode::usage);
  }
}

TEST(Resize, MayBeCalledBySeveralThreads) {
  constexpr std::size_t kThreads = 4;
  const std::vector<std::uint8_t> expected = resize(sample("img9.jpg"), {in_memory(LongEdge{40})}).outputs[0].bytes;
  std::vector<std::vector<std::uint8_t>> made(kThreads);
  {
    std::vector<std::jthread> threads;
    for (std::size_t k = 0; k < kThreads; ++k) {
      threads.emplace_back(
          [&made, k] { made[k] = resize(sample("img9.jpg"), {in_memory(LongEdge{40})}).outputs[0].bytes; });
    }
  }
  for (const std::vector<std::uint8_t>& bytes : made) EXPECT_EQ(bytes, expected);
}

}  // namespace
}  // namespace resizer
