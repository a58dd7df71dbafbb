#include <gtest/gtest.h>

#include <cstdint>
#include <fstream>
#include <map>
#include <optional>
#include <ostream>
#include <regex>
#include <sstream>

#include "support/process.hpp"
#include "support/temp_folder.hpp"

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
  return "this build is not optimised";
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
  /// Millions of instructions for one picture, from opening the file to closing the output.
  double millions_for(const std::string& input, const std::string& output) const {
    const Finished counted = run({{"/usr/bin/valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null",
                                   "--toggle-collect=resizer::imaging::ImageProcessor::process*", PROCESS_IMAGE_BINARY,
                                   (folder_ / input).string(), (folder_ / output).string(), "400"}});
    EXPECT_EQ(counted.exit_code, 0) << counted.err;
    const std::string collected = first_match(counted.err, "Collected : ([0-9]+)");
    EXPECT_NE(collected, "") << counted.err;
    return collected.empty() ? 0 : std::stod(collected) / 1e6;
  }

  TempFolder folder_;
};

TEST_F(InstructionCount, StaysWithinTheBudgetOfEachFormat) {
  if (const std::string reason = obstacle(); !reason.empty()) GTEST_SKIP() << reason;
  constexpr double kMargin = 1.1;
  const std::string system = system_name();
  const auto budgets = budgets_of(system);
  const std::string source = std::string(RESIZER_SOURCE_DIR) + "/data/input_images/img9.jpg";
  std::ostringstream counts;
  for (const std::string format : {"jpg", "png", "webp", "tif"}) {
    const Finished made = run({{PROCESS_IMAGE_BINARY, source, (folder_ / ("in." + format)).string(), "1200"}});
    ASSERT_EQ(made.exit_code, 0) << made.err;
    const double millions = millions_for("in." + format, "out." + format);
    counts << system << ' ' << format << ' ' << millions << '\n';
    if (!budgets) continue;
    ASSERT_TRUE(budgets->contains(format)) << "no budget for " << format;
    EXPECT_LE(millions, budgets->at(format) * kMargin)
        << format << " takes " << millions << " million instructions, " << budgets->at(format) << " are budgeted";
  }
  if (!budgets) GTEST_SKIP() << system << " has no budgets in instruction_budgets.txt; here it takes\n" << counts.str();
  std::fputs(counts.str().c_str(), stdout);
}

}  // namespace
}  // namespace resizer::test
