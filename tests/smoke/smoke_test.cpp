#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <sstream>

#include "imaging/codecs/codec.hpp"
#include "imaging/codecs/registry.hpp"
#include "support/process.hpp"
#include "support/report_schema.hpp"
#include "support/temp_folder.hpp"

namespace resizer::test {
namespace {

namespace fs = std::filesystem;
using imaging::Size;
using nlohmann::json;
using testing::HasSubstr;

/// The sample images and their height at 800 pixels of width.
struct Sample {
  const char* name;
  unsigned height_px;
};
constexpr Sample kSamples[] = {
    {"img1.jpg", 533},  {"img10.jpg", 533}, {"img2.webp", 533}, {"img3.jpg", 533},
    {"img4.jpg", 533},  {"img5.jpg", 1067},  // Stored on its side; upright only if its EXIF orientation is applied.
    {"img6.webp", 533}, {"img7.png", 533},  {"img8.jpg", 533},  {"img9.jpg", 600},
};

/// The program as installed, in a folder of its own, and its one run over the samples.
class Smoke : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder = std::make_unique<TempFolder>();
    const Finished installed =
        run({{CMAKE_PROGRAM, "--install", RESIZER_BUILD_DIR, "--prefix", (*folder / "installed").string()}});
    ASSERT_EQ(installed.exit_code, 0) << installed.err;
    finished = run({.arguments = {(*folder / "installed/bin/resizer").string(), "--in", samples_folder().string(),
                                  "--out", "out", "--width", "800", "--json"},
                    .folder = folder->path()});
  }
  static void TearDownTestSuite() { folder.reset(); }

  static fs::path samples_folder() { return fs::path(RESIZER_SOURCE_DIR) / "data/input_images"; }

  static Size size_of(const fs::path& image) {
    const std::string text = read_file(image);
    const imaging::Bytes bytes(text.begin(), text.end());
    const imaging::Codec* codec = imaging::recognize(bytes);
    return codec == nullptr ? Size{} : codec->open(bytes)->info().size;
  }

  static std::unique_ptr<TempFolder> folder;
  static Finished finished;
};
std::unique_ptr<TempFolder> Smoke::folder;
Finished Smoke::finished;

TEST_F(Smoke, Succeeds) {
  EXPECT_EQ(finished.exit_code, 0);
  EXPECT_EQ(finished.err, "");
}

TEST_F(Smoke, WritesEverySampleInItsNewSize) {
  std::vector<std::string> expected;
  for (const auto& [name, height_px] : kSamples) {
    expected.emplace_back(name);
    EXPECT_EQ(size_of(*folder / "out" / name), (Size{800, height_px})) << name;
  }
  std::vector<std::string> written;
  for (const auto& entry : fs::directory_iterator(*folder / "out")) written.push_back(entry.path().filename());
  EXPECT_THAT(written, testing::UnorderedElementsAreArray(expected));
}

TEST_F(Smoke, ReportsBothModesWithEqualOutputs) {
  EXPECT_EQ(schema_errors(finished.out), "");
  const json report = json::parse(finished.out);
  EXPECT_EQ(report["modes"].size(), 2U);
  for (const json& mode : report["modes"]) {
    EXPECT_EQ(mode["summary"]["done"], std::size(kSamples)) << mode["execution"];
    EXPECT_EQ(mode["summary"]["failed"], 0) << mode["execution"];
  }
  EXPECT_EQ(report["outputs_identical"]["identical"], std::size(kSamples));
}

TEST_F(Smoke, LogsEverySampleOnceAMode) {
  const std::string log = read_file(*folder / "logs/app.log");
  for (const auto& [name, height_px] : kSamples) {
    const std::string input = std::string("/") + name + ": ";
    const std::string result = " -> 800x" + std::to_string(height_px) + ", ";
    int found = 0;
    std::istringstream lines(log);
    for (std::string line; std::getline(lines, line);) {
      if (line.find(input) == std::string::npos) continue;
      EXPECT_THAT(line, testing::AllOf(HasSubstr(result), testing::EndsWith(", ok")));
      ++found;
    }
    EXPECT_EQ(found, 2) << name;
  }
  EXPECT_THAT(log, HasSubstr("speedup of "));
}

}  // namespace
}  // namespace resizer::test
