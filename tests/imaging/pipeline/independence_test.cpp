#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <malloc.h>

#include <algorithm>
#include <numeric>
#include <random>

#include "imaging/support/file_testing.hpp"
#include "imaging/support/kind_files.hpp"
#include "imaging/support/scene.hpp"
#include "util/error.hpp"
#include "util/file.hpp"

/// The bytes of an output depend on its input and the options alone: not on the images that the worker had before,
/// nor on what its memory holds.
namespace resizer::imaging {
namespace {

namespace test = testing_support;

struct Settings {
  const char* name;
  model::ResizeOptions options;
};

std::vector<model::TargetSize> widths(std::initializer_list<std::uint32_t> all) {
  std::vector<model::TargetSize> sizes;
  for (const std::uint32_t width_px : all) sizes.emplace_back(model::Box{width_px, std::nullopt});
  return sizes;
}

std::vector<Settings> all_settings() {
  using model::Box;
  using model::Format;
  using model::ResizeOptions;
  struct Row {
    const char* name;
    std::vector<model::TargetSize> sizes;
    void (*choose)(ResizeOptions&);
  };
  const std::vector<Row> rows{
      {"smaller", widths({20}), [](ResizeOptions&) {}},
      {"larger",
       {model::Percent{150}, model::Percent{300}},
       [](ResizeOptions& options) { options.keep = model::Keep::all; }},
      {"several", widths({61, 24, 7}), [](ResizeOptions& options) { options.keep = model::Keep::all; }},
      {"linear", widths({27}), [](ResizeOptions& options) { options.linear = true; }},
      {"linear_larger", {model::Percent{150}}, [](ResizeOptions& options) { options.linear = true; }},
      {"srgb_png", widths({33}),
       [](ResizeOptions& options) {
         options.to_srgb = true;
         options.formats = {Format::png};
       }},
      {"cover_jpeg",
       {Box{18, 31}},
       [](ResizeOptions& options) {
         options.fit = model::Fit::cover;
         options.formats = {Format::jpeg};
       }},
      {"contain_webp",
       {Box{40, 22}},
       [](ResizeOptions& options) {
         options.fit = model::Fit::contain;
         options.formats = {Format::webp};
       }},
      {"unshrunk_tiff", widths({29}),
       [](ResizeOptions& options) {
         options.shrink_on_load = std::nullopt;
         options.formats = {Format::tiff};
       }},
      {"damage_borne", widths({26}), [](ResizeOptions& options) { options.fail_on = model::FailOn::none; }},
      {"avif", widths({21}), [](ResizeOptions& options) { options.formats = {Format::avif}; }},
      {"sharper", widths({24}),
       [](ResizeOptions& options) {
         options.sharpen = model::Sharpening{1.5, 1};
       }},
      {"chroma_by_content", widths({24}),
       [](ResizeOptions& options) {
         options.chroma = model::Chroma::by_content;
         options.formats = {Format::jpeg};
       }},
      {"jxl", widths({23}), [](ResizeOptions& options) { options.formats = {Format::jxl}; }},
  };
  std::vector<Settings> all;
  for (const Row& row : rows) {
    Settings settings{row.name, {}};
    settings.options.sizes = row.sizes;
    row.choose(settings.options);
    all.push_back(std::move(settings));
  }
  return all;
}

/// Of every kind one file, and damaged ones between them, which leave a worker in the middle of its work.
std::vector<test::Kind> all_files() {
  std::vector<test::Kind> files = test::all_kinds();
  const std::size_t whole = files.size();
  for (std::size_t index = 0; index < whole; index += 5) {
    test::Kind damaged = files[index];
    damaged.name += "_cut";
    damaged.file.resize(damaged.file.size() * 2 / 3);
    files.push_back(damaged);
  }
  return files;
}

/// All outputs of one file, one after the other; the message where there are none.
std::string process(ImageProcessor& processor, const Bytes& file, std::size_t outputs) {
  const resizer::test::TempFolder folder;
  util::write_new_file(folder / "input", file);
  std::vector<std::filesystem::path> temps;
  for (std::size_t index = 0; index < outputs; ++index) temps.push_back(folder / std::to_string(index));
  try {
    processor.process({folder / "input", 0, {folder / "output"}}, temps);
  } catch (const util::Error& error) {
    return error.what();
  }
  std::string all;
  for (const auto& temp : temps) all += resizer::test::read_file(temp);
  return all;
}

/// Lets the allocator fill what it gives out, and what it takes back, with bytes made from `byte`.
class PoisonedMemory {
 public:
  explicit PoisonedMemory(int byte) { mallopt(M_PERTURB, byte); }
  PoisonedMemory(const PoisonedMemory&) = delete;
  PoisonedMemory& operator=(const PoisonedMemory&) = delete;
  ~PoisonedMemory() { mallopt(M_PERTURB, 0); }
};

class Independence : public testing::TestWithParam<Settings> {};

TEST_P(Independence, OutputsAreTheSameAloneAndInAnyOrder) {
  const model::ResizeOptions& options = GetParam().options;
  const std::vector<test::Kind> files = all_files();
  std::vector<std::string> alone;
  {
    const PoisonedMemory poisoned(0x0F);
    for (const test::Kind& file : files) {
      ImageProcessor processor(options);
      alone.push_back(process(processor, file.file, options.sizes.size()));
    }
  }
  std::vector<std::size_t> order(files.size());
  std::iota(order.begin(), order.end(), 0U);
  for (const unsigned round : {1U, 2U}) {
    const PoisonedMemory poisoned(round == 1 ? 0xFF : 0x55);
    std::shuffle(order.begin(), order.end(), std::mt19937(round));
    ImageProcessor processor(options);
    std::string before = "none";
    for (const std::size_t index : order) {
      const std::string together = process(processor, files[index].file, options.sizes.size());
      EXPECT_TRUE(together == alone[index])
          << files[index].name << " after " << before << ": " << together.size() << " bytes, alone "
          << alone[index].size() << (together.size() < 200 ? "; " + together : "");
      before = files[index].name;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Options, Independence, testing::ValuesIn(all_settings()),
                         [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace resizer::imaging
