#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "cli/bombs.hpp"
#include "cli/workspace.hpp"
#include "imaging/support/kind_files.hpp"
#include "imaging/support/mutator.hpp"

namespace resizer::test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using testing::HasSubstr;
using testing::IsSubsetOf;
using Names = std::set<std::string>;

/// The report of one run of the pool.
json run_pool(const Workspace& workspace, std::vector<std::string> arguments) {
  arguments.insert(arguments.end(), {"--out", "out", "--width", "80", "--mode", "parallel", "-j", "2", "--json"});
  const Finished finished = run(workspace.command(std::move(arguments)));
  EXPECT_LE(finished.exit_code, 1) << finished.err;
  return json::parse(finished.out);
}

const json& pool_of(const json& report) {
  return report["modes"][0]["runs"][0];
}

double cpu_s(const json& report) {
  return pool_of(report)["cpu_user_s"].get<double>() + pool_of(report)["cpu_system_s"].get<double>();
}

std::uint64_t peak_bytes(const json& report) {
  return pool_of(report)["peak_worker_bytes"];
}

/// No clock is asked: a good image of six megapixels is the measure.
TEST(Bombs, FailFromTheHeader) {
  const Workspace workspace;
  workspace.add_jpeg("good.jpg", {3000, 2000});
  const json good = run_pool(workspace, {"--in", "in/good.jpg", "--shrink-on-load", "off"});
  constexpr std::uint64_t kMetadataBytes = std::uint64_t{96} << 20;
  for (const Bomb& bomb : make_bombs()) {
    SCOPED_TRACE(bomb.name);
    workspace.folder().write("in" / fs::path(bomb.name), bomb.file);
    const json bombed = run_pool(workspace, {"--in", "in/" + bomb.name});
    const json& outcome = pool_of(bombed)["outcomes"][0];
    EXPECT_EQ(outcome["outcome"], bomb.reason.empty() ? "done" : "failed") << outcome;
    EXPECT_THAT(outcome.value("reason", ""), HasSubstr(bomb.reason));
    // 50 MB of metadata are read into memory, which some machines are slow to hand out.
    EXPECT_LT(cpu_s(bombed), 16 * cpu_s(good));
    EXPECT_LT(peak_bytes(bombed), peak_bytes(good) + kMetadataBytes);
  }
}

/// Time goes by the pixels that the header announces, whatever their shape, and memory by those that a filter reaches
/// over at once.
TEST(LargeImages, CostNoMoreAMegapixelThanOthers) {
  const Workspace workspace;
  workspace.add_jpeg("good.jpg", {3000, 2000});
  const json good = run_pool(workspace, {"--in", "in/good.jpg", "--shrink-on-load", "off"});
  constexpr double kTimesAsManyPixels = 64.0 / 6;
  constexpr std::uint64_t kRowsBytes = std::uint64_t{512} << 20U;
  for (const Bomb& image : make_large_images()) {
    SCOPED_TRACE(image.name);
    workspace.folder().write("in" / fs::path(image.name), image.file);
    const json large = run_pool(workspace, {"--in", "in/" + image.name, "--height", "80", "--timeout", "off"});
    EXPECT_EQ(pool_of(large)["outcomes"][0]["outcome"], "done") << pool_of(large)["outcomes"][0];
    EXPECT_LT(cpu_s(large), 3 * kTimesAsManyPixels * cpu_s(good));
    EXPECT_LT(peak_bytes(large), peak_bytes(good) + kRowsBytes);
  }
}

Names names_with(const json& report, const std::function<bool(const json& outcome)>& holds) {
  Names names;
  for (std::size_t image = 0; image < report["images"].size(); ++image) {
    if (holds(pool_of(report)["outcomes"][image])) names.insert(report["images"][image]["path"].get<std::string>());
  }
  return names;
}

bool is_done(const json& outcome) {
  return outcome["outcome"] == "done";
}

bool is_damaged(const json& outcome) {
  return is_done(outcome) && outcome["warnings"].dump().find("data_damaged") != std::string::npos;
}

/// Runs the pool on the inputs with each --fail-on: nothing may cost more than its own image or pass for good.
std::map<std::string, json> run_harmlessly(const std::vector<std::string>& inputs, std::size_t count) {
  std::map<std::string, json> reports;
  for (const std::string fail_on : {"none", "truncated", "warning"}) {
    SCOPED_TRACE(fail_on);
    const Workspace workspace;
    std::vector<std::string> arguments{"--in"};
    arguments.insert(arguments.end(), inputs.begin(), inputs.end());
    arguments.insert(arguments.end(), {"--fail-on", fail_on});
    const json& report = reports[fail_on] = run_pool(workspace, arguments);
    EXPECT_EQ(report["images"].size(), count);
    EXPECT_EQ(pool_of(report)["replaced_workers"], 0);
    EXPECT_EQ(
        names_with(report, [](const json& outcome) { return !is_done(outcome) && outcome["outcome"] != "failed"; }),
        Names());
    const std::vector<std::string> outputs = workspace.tree("out");
    EXPECT_EQ(outputs.size(), names_with(report, is_done).size()) << "a stub or a temporary file is left";
    EXPECT_LT(peak_bytes(report), std::uint64_t{1} << 30U);
  }
  const Names good = names_with(reports["truncated"], is_done);
  EXPECT_EQ(names_with(reports["truncated"], is_damaged), Names());
  EXPECT_THAT(names_with(reports["warning"], is_done), IsSubsetOf(good));
  EXPECT_THAT(good, IsSubsetOf(names_with(reports["none"], is_done)));
  EXPECT_EQ(names_with(reports["none"], [](const json& outcome) { return is_done(outcome) && !is_damaged(outcome); }),
            good)
      << "bearing damage must not change what is damage";
  return reports;
}

/// Which of these files are damaged was judged by other programs: see scripts/hostile.sh.
TEST(HostileImages, CostTheBatchNothingAndNeverPassForGood) {
  const fs::path folder = fs::path(RESIZER_SHARED_DIR) / "hostile";
  if (!fs::exists(folder)) GTEST_SKIP() << "no ../shared/hostile";
  run_harmlessly({(folder / "jpeg").string(), (folder / "mixed").string()}, 1084);
}

TEST(MutatedImages, CostTheBatchNothingAndNeverPassForGood) {
  using imaging::testing_support::Kind;
  constexpr std::size_t kMutationsEach = 4;
  const std::vector<Kind> whole = imaging::testing_support::all_kinds();
  std::vector<Kind> mutated;
  imaging::testing_support::Mutator mutator(1);
  for (std::size_t index = 0; index < whole.size() * kMutationsEach; ++index) {
    Kind kind = whole[index % whole.size()];
    kind.name = std::to_string(index);
    kind.file = mutator.mutate(kind.file, whole[(index + 1) % whole.size()].file);
    mutated.push_back(std::move(kind));
  }
  const Workspace workspace;
  imaging::testing_support::write_kinds(workspace / "in", mutated);
  auto reports = run_harmlessly({(workspace / "in").string()}, mutated.size());
  const Names good = names_with(reports["truncated"], is_done);
  EXPECT_GT(good.size(), 0U) << "what is changed is not all that counts";
  EXPECT_LT(good.size(), mutated.size() / 2) << "most changes count";
  EXPECT_GT(names_with(reports["none"], is_damaged).size(), 0U) << "no damage was borne";
}

}  // namespace
}  // namespace resizer::test
