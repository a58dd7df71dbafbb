#include <gtest/gtest.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <ostream>
#include <regex>
#include <sstream>

#include "imaging/support/phone_heic.hpp"
#include "palette_picture.hpp"
#include "progressive_jpeg.hpp"
#include "support/process.hpp"
#include "support/temp_folder.hpp"
#include "util/file.hpp"

// A slow-down shows here as instructions, which a busy machine does not change. Libraries differ from system to system
// and take other ways on processors without AVX2, so budgets hold for one system and are checked with AVX2 only.

namespace resizer::test {
namespace {

std::string first_match(const std::string& text, const char* pattern) {
  std::smatch match;
  return std::regex_search(text, match, std::regex(pattern)) ? match.str(1) : "";
}

/// "debian-12", as /etc/os-release tells.
std::string system_name() {
  const std::string release = read_file("/etc/os-release");
  return first_match(release, "(?:^|\n)ID=\"?([a-z]+)") + "-" + first_match(release, "VERSION_ID=\"?([0-9.]+)");
}

/// Millions of instructions for each format, or nothing for a system that has no budgets.
std::optional<std::map<std::string, double>> budgets_of(const std::string& system) {
  std::istringstream lines(
      read_file(std::filesystem::path(RESIZER_SOURCE_DIR) / "tests/performance/instruction_budgets.txt"));
  std::map<std::string, double> budgets;
  for (std::string line; std::getline(lines, line);) {
    std::istringstream row(line);
    std::string name;
    std::string format;
    double millions = 0;
    if (row >> name >> format >> millions && name == system) budgets[format] = millions;
  }
  return budgets.empty() ? std::nullopt : std::optional(budgets);
}

/// Why nothing can be counted here, or nothing.
std::string obstacle() {
#if defined(__SANITIZE_ADDRESS__)
  return "sanitizers run instructions of their own";
#elif !defined(__OPTIMIZE__)
  return "this build is not optimized";
#elif defined(__x86_64__)
  if (!__builtin_cpu_supports("avx2")) return "this processor has no AVX2";
  try {
    return run({{"/usr/bin/valgrind", "--version"}}).exit_code == 0 ? "" : "valgrind is not installed";
  } catch (const std::exception&) {
    return "valgrind is not installed";
  }
#else
  return "budgets are for x86-64";
#endif
}

class InstructionCount : public testing::Test {
 protected:
  /// Millions of instructions for one image, from opening the file to closing the output.
  double millions_for(const std::filesystem::path& input, const std::string& becomes,
                      const std::string& width_px = "400") const {
    const Finished counted = run({{"/usr/bin/valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null",
                                   "--toggle-collect=resizer::imaging::ImageProcessor::process*", PROCESS_IMAGE_BINARY,
                                   input.string(), (folder_ / ("out." + becomes)).string(), width_px}});
    EXPECT_EQ(counted.exit_code, 0) << counted.err;
    const std::string collected = first_match(counted.err, "Collected : ([0-9]+)");
    EXPECT_NE(collected, "") << counted.err;
    return collected.empty() ? 0 : std::stod(collected) / 1e6;
  }

  void expect_within_budget(const std::string& format, double millions) {
    constexpr double kMargin = 1.1;
    counts_ << system_ << ' ' << format << ' ' << millions << '\n';
    if (!budgets_) return;
    ASSERT_TRUE(budgets_->contains(format)) << "no budget for " << format;
    EXPECT_LE(millions, budgets_->at(format) * kMargin)
        << format << " takes " << millions << " million instructions, " << budgets_->at(format) << " are budgeted";
  }

  void report() const {
    if (!budgets_) {
      GTEST_SKIP() << system_ << " has no budgets in instruction_budgets.txt; here it takes\n" << counts_.str();
    }
    std::fputs(counts_.str().c_str(), stdout);
  }

  TempFolder folder_;

 private:
  const std::string system_ = system_name();
  const std::optional<std::map<std::string, double>> budgets_ = budgets_of(system_);
  std::ostringstream counts_;
};

struct Row {
  const char* format;
  /// What it becomes: itself, or JPEG where an encoder's work would hide the decoder's.
  const char* becomes;
};

TEST_F(InstructionCount, StaysWithinTheBudgetOfEachFormat) {
  if (const std::string reason = obstacle(); !reason.empty()) GTEST_SKIP() << reason;
  const std::string source = std::string(RESIZER_SOURCE_DIR) + "/data/input_images/img9.jpg";
  for (const auto& [format, becomes] :
       {Row{"jpg", "jpg"}, {"png", "png"}, {"webp", "webp"}, {"tif", "tif"}, {"avif", "jpg"}}) {
    const std::filesystem::path input = folder_ / ("in." + std::string(format));
    const Finished made = run({{PROCESS_IMAGE_BINARY, source, input.string(), "1200"}});
    ASSERT_EQ(made.exit_code, 0) << made.err;
    expect_within_budget(format, millions_for(input, becomes));
  }
  report();
}

/// So small that only the mean of each block is decoded.
TEST_F(InstructionCount, StaysWithinTheBudgetOfThumbnails) {
  if (const std::string reason = obstacle(); !reason.empty()) GTEST_SKIP() << reason;
  const std::string source = std::string(RESIZER_SOURCE_DIR) + "/data/input_images/img9.jpg";
  expect_within_budget("jpg-thumbnail", millions_for(source, "jpg", "150"));
  report();
}

/// To the mean of each block, and to one eighth to one half of the size, for which the scans of all coefficients are
/// read.
TEST_F(InstructionCount, StaysWithinTheBudgetOfProgressiveJpeg) {
  if (const std::string reason = obstacle(); !reason.empty()) GTEST_SKIP() << reason;
  const std::filesystem::path input = folder_ / "in.jpg";
  copy_as_progressive(std::string(RESIZER_SOURCE_DIR) + "/data/input_images/img9.jpg", input);
  expect_within_budget("jpg-progressive-thumbnail", millions_for(input, "jpg", "150"));
  expect_within_budget("jpg-progressive", millions_for(input, "jpg", "800"));
  report();
}

/// A palette is kept, so that the image must be brought back to few colors.
TEST_F(InstructionCount, StaysWithinTheBudgetOfPalettes) {
  if (const std::string reason = obstacle(); !reason.empty()) GTEST_SKIP() << reason;
  const std::filesystem::path drawn = folder_ / "drawn.tif";
  ASSERT_NO_FATAL_FAILURE(write_palette_tiff(drawn));
  const std::filesystem::path input = folder_ / "in.png";
  const Finished made = run({{PROCESS_IMAGE_BINARY, drawn.string(), input.string(), "1200"}});
  ASSERT_EQ(made.exit_code, 0) << made.err;
  constexpr std::size_t kColorTypeAt = 25;  // PNG 11.2.2
  constexpr char kPalette = 3;
  ASSERT_EQ(read_file(input).at(kColorTypeAt), kPalette);
  expect_within_budget("palette-png", millions_for(input, "png"));
  ASSERT_EQ(read_file(folder_ / "out.png").at(kColorTypeAt), kPalette);
  report();
}

/// Of 48 tiles with little in them: what a grid costs beside the coded pictures.
TEST_F(InstructionCount, StaysWithinTheBudgetOfHeicInTiles) {
  if (const std::string reason = obstacle(); !reason.empty()) GTEST_SKIP() << reason;
  const std::filesystem::path input = folder_ / "in.heic";
  util::write_new_file(input, imaging::testing_support::make_phone_heic(8, 6, {}));
  expect_within_budget("heic-tiles", millions_for(input, "jpg", "200"));
  report();
}

/// Of 12 megapixels, from a camera.
TEST_F(InstructionCount, StaysWithinTheBudgetOfHeic) {
  if (const std::string reason = obstacle(); !reason.empty()) GTEST_SKIP() << reason;
  const std::filesystem::path input = std::filesystem::path(RESIZER_SOURCE_DIR) / "../shared/fixtures/IMG_5195.HEIC";
  if (!std::filesystem::exists(input)) GTEST_SKIP() << input << " is missing";
  expect_within_budget("heic", millions_for(input, "jpg"));
  report();
}

}  // namespace
}  // namespace resizer::test
