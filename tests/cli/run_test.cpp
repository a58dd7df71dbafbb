#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

#include "cli/workspace.hpp"
#include "support/report_schema.hpp"

namespace resizer::test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using testing::AllOf;
using testing::AnyOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

TEST(Run, ComparesBothModes) {
  const Workspace workspace;
  workspace.add_jpeg("a.jpg", {160, 120});
  workspace.add_jpeg("b.jpeg", {120, 160});
  workspace.add_jpeg("c.JPG", {200, 100});
  const Finished finished = run(workspace.resize({"-j", "2"}));
  EXPECT_EQ(finished.exit_code, 0) << finished.err;
  EXPECT_EQ(finished.err, "");
  EXPECT_THAT(finished.out, AllOf(HasSubstr("3 images"), HasSubstr("sequential "), HasSubstr("parallel ×2"),
                                  HasSubstr("speedup "), HasSubstr("outputs identical: 3 of 3")));
  EXPECT_THAT(workspace.tree("out"), ElementsAre("a.jpg", "b.jpeg", "c.JPG"));
  EXPECT_EQ(workspace.output_size("a.jpg"), (imaging::Size{80, 60}));
  EXPECT_EQ(workspace.output_size("b.jpeg"), (imaging::Size{80, 107}));
  EXPECT_EQ(workspace.output_size("c.JPG"), (imaging::Size{80, 40}));
}

TEST(Run, MakesEverySizeInEveryFormat) {
  const Workspace workspace;
  workspace.add_jpeg("a.jpeg", {320, 240});
  const Finished finished = run(workspace.command(
      {"--in", "in", "--out", "out", "--width", "40,80", "--format", "avif,webp,jpeg", "--json", "-j", "2"}));
  EXPECT_EQ(finished.exit_code, 0) << finished.err;
  EXPECT_EQ(schema_errors(finished.out), "");
  EXPECT_THAT(workspace.tree("out"),
              ElementsAre("a-40.avif", "a-40.jpeg", "a-40.webp", "a-80.avif", "a-80.jpeg", "a-80.webp"));
  const json report = json::parse(finished.out);
  EXPECT_EQ(report["options"]["format"], (json{"avif", "webp", "jpeg"}));
  const json& outputs = report["modes"][0]["runs"][0]["outcomes"][0]["outputs"];
  ASSERT_EQ(outputs.size(), 6U);
  for (std::size_t k = 0; k < outputs.size(); ++k) {
    const fs::path file = workspace / std::string(report["images"][0]["outputs"][k]);
    EXPECT_EQ(outputs[k]["bytes"], fs::file_size(file)) << file;
    EXPECT_EQ(outputs[k]["width_px"], k < 3 ? 40 : 80) << file;
    EXPECT_EQ(outputs[k]["format"], report["options"]["format"][k % 3]) << file;
  }
  EXPECT_EQ(workspace.log_lines_with("320x240 -> 40x30 avif + 40x30 webp + 40x30 jpeg + 80x60 avif + "), 2U);
}

TEST(Run, MakesEverySizeOfAList) {
  const Workspace workspace;
  workspace.add_jpeg("a.jpg", {320, 240});
  workspace.add_jpeg("sub/b.jpeg", {240, 320});
  const Finished finished =
      run(workspace.command({"--in", "in", "--out", "out", "-r", "--width", "40,160,80", "--json", "-j", "2"}));
  EXPECT_EQ(finished.exit_code, 0) << finished.err;
  EXPECT_EQ(schema_errors(finished.out), "");
  EXPECT_THAT(workspace.tree("out"), ElementsAre("a-160.jpg", "a-40.jpg", "a-80.jpg", "sub", "sub/b-160.jpeg",
                                                 "sub/b-40.jpeg", "sub/b-80.jpeg"));
  EXPECT_EQ(workspace.output_size("a-40.jpg"), (imaging::Size{40, 30}));
  EXPECT_EQ(workspace.output_size("a-160.jpg"), (imaging::Size{160, 120}));
  EXPECT_EQ(workspace.output_size("sub/b-80.jpeg"), (imaging::Size{80, 107}));
  EXPECT_EQ(workspace.log_lines_with("info    in/a.jpg: 320x240 -> 40x30 + 160x120 + 80x60, "), 2U);

  const json report = json::parse(finished.out);
  EXPECT_EQ(report["outputs_identical"],
            (json{{"compared", 2}, {"identical", 2}, {"different_images", json::array()}}));
  EXPECT_EQ(report["options"]["sizes"], (json{{{"width_px", 40}}, {{"width_px", 160}}, {{"width_px", 80}}}));
  EXPECT_EQ(report["images"][0]["outputs"], (json{"out/a-40.jpg", "out/a-160.jpg", "out/a-80.jpg"}));
  const json& outputs = report["modes"][0]["runs"][0]["outcomes"][0]["outputs"];
  ASSERT_EQ(outputs.size(), 3U);
  EXPECT_EQ(outputs[1]["bytes"], fs::file_size(workspace / "out/a-160.jpg"));
}

TEST(Run, MakesSmallerFilesWithMoreEffort) {
  const Workspace workspace;
  workspace.add_jpeg("a.jpg");
  const auto bytes_with = [&](const char* effort) {
    const Finished finished = run(workspace.resize({"--mode", "sequential", "--effort", effort, "--json"}));
    EXPECT_EQ(finished.exit_code, 0) << finished.err;
    EXPECT_EQ(json::parse(finished.out).at("options").at("effort"), std::stoi(effort));
    return fs::file_size(workspace / "out/a.jpg");
  };
  EXPECT_LT(bytes_with("9"), bytes_with("0"));
}

TEST(Run, SharpensAndStoresWithoutLoss) {
  const Workspace workspace;
  workspace.add_jpeg("a.jpg");
  const auto bytes_with = [&](const std::vector<std::string>& more) {
    std::vector<std::string> all{"--mode", "sequential", "--format", "webp", "--json"};
    all.insert(all.end(), more.begin(), more.end());
    const Finished finished = run(workspace.resize(all));
    EXPECT_EQ(finished.exit_code, 0) << finished.err;
    EXPECT_EQ(schema_errors(finished.out), "");
    return fs::file_size(workspace / "out/a.webp");
  };
  const std::uintmax_t lossy = bytes_with({});
  EXPECT_GT(bytes_with({"--sharpen", "1,2"}), lossy);
  const std::uintmax_t exact = bytes_with({"--lossless"});
  EXPECT_GT(exact, 2 * lossy);
  EXPECT_LT(bytes_with({"--near-lossless", "40"}), exact);
  EXPECT_EQ(bytes_with({"--subsampling", "auto"}), lossy);
}

TEST(Run, SaysWhatCannotBeLossless) {
  const Workspace workspace;
  workspace.add_jpeg("a.jpg");
  struct Row {
    std::vector<std::string> arguments;
    int exit_code;
    const char* message;
  };
  const Row rows[] = {
      {{"--lossless", "--format", "webp,jpeg"}, 2, "--format jpeg cannot be combined: JPEG cannot be lossless"},
      {{"--lossless", "--quality", "80"}, 2, "--lossless and --quality cannot be combined"},
      {{"--near-lossless", "50", "--target-size", "9kB"}, 2, "--lossless and --target-size cannot be combined"},
      {{"--lossless"}, 1, "JPEG cannot be lossless; choose another format with --format"}};
  for (const auto& [arguments, exit_code, message] : rows) {
    const Finished finished = run(workspace.resize(arguments));
    EXPECT_EQ(finished.exit_code, exit_code) << message;
    EXPECT_THAT(finished.err + finished.out, testing::HasSubstr(message));
  }
}

TEST(Run, NamesResultsByATemplateAndKeepsSmallImagesSmall) {
  const Workspace workspace;
  workspace.add_jpeg("a.jpg", {160, 120});
  const Finished finished = run(workspace.command(
      {"--in", "in", "--out", "out", "--long-edge", "80,320", "--no-upscale", "--name", "{long-edge}/{stem}.{ext}"}));
  EXPECT_EQ(finished.exit_code, 0) << finished.err;
  EXPECT_THAT(workspace.tree("out"), ElementsAre("320", "320/a.jpg", "80", "80/a.jpg"));
  EXPECT_EQ(workspace.output_size("80/a.jpg"), (imaging::Size{80, 60}));
  EXPECT_EQ(workspace.output_size("320/a.jpg"), (imaging::Size{160, 120})) << "named by what was asked for";
}

TEST(Run, LogsEveryImageOfEveryMode) {
  const Workspace workspace;
  workspace.add_jpeg("a.jpg");
  workspace.add_jpeg("b.jpg");
  ASSERT_EQ(run(workspace.resize({"-j", "2"})).exit_code, 0);
  EXPECT_EQ(workspace.log_lines_with("info    sequential, 1 worker: 2 images"), 1U);
  EXPECT_EQ(workspace.log_lines_with("info    parallel, 2 workers: 2 images"), 1U);
  EXPECT_EQ(workspace.log_lines_with("info    in/a.jpg: 160x120 -> 80x60, "), 2U);
  EXPECT_EQ(workspace.log_lines_with("info    in/b.jpg: 160x120 -> 80x60, "), 2U);
  EXPECT_EQ(workspace.log_lines_with("2 of 2 images done in "), 2U);
  EXPECT_EQ(workspace.log_lines_with("speedup of 2 workers over sequential: "), 1U);
  EXPECT_EQ(workspace.log_lines_with("outputs identical: 2 of 2"), 1U);
}

TEST(Run, OnlyTellsWhatItWouldDoWhenDry) {
  const Workspace workspace;
  workspace.add_jpeg("a.jpg");
  workspace.add_jpeg("b.jpg");
  fs::create_directory(workspace / "out");
  fs::copy_file(workspace / "in/b.jpg", workspace / "out/b.jpg");
  const Finished finished = run(workspace.resize({"-n", "--overwrite", "never"}));
  EXPECT_EQ(finished.exit_code, 0) << finished.err;
  EXPECT_THAT(finished.out, testing::MatchesRegex("in/a.jpg -> out/a.jpg\nin/b.jpg: skipped, out/b.jpg exists\n"
                                                  "1 image to do, 1 with existing outputs\n"
                                                  "takes about [0-9.]+ m?s in sequence, [0-9.]+ m?s with 1 worker, "
                                                  "and [0-9.]+ MB of memory, by estimate from 1 image\n"
                                                  "needs about [0-9.]+ kB by estimate; [0-9.]+ .?B are free in out\n"));
  EXPECT_THAT(workspace.tree(), ElementsAre("in", "in/a.jpg", "in/b.jpg", "out", "out/b.jpg"));
}

TEST(Run, WithNothingLeftToDoIsASuccess) {
  const Workspace workspace;
  workspace.add_jpeg("a.jpg");
  ASSERT_EQ(run(workspace.resize()).exit_code, 0);
  const std::string before = read_file(workspace / "out/a.jpg");
  const Finished finished = run(workspace.resize({"--overwrite", "newer", "--width", "20"}));
  EXPECT_EQ(finished.exit_code, 0) << finished.err;
  EXPECT_THAT(finished.out, HasSubstr("1 skipped: outputs exist"));
  EXPECT_EQ(read_file(workspace / "out/a.jpg"), before);
  const Finished as_json = run(workspace.resize({"--overwrite", "newer", "--json"}));
  EXPECT_EQ(schema_errors(as_json.out), "");
}

TEST(Run, TakesAListOfFilesAndKeepsDates) {
  const Workspace workspace;
  workspace.add_jpeg("sub/a.jpg");
  workspace.add_jpeg("b.jpg");
  const auto date = fs::file_time_type::clock::now() - std::chrono::hours(5000);
  fs::last_write_time(workspace / "in/b.jpg", date);
  std::ofstream(workspace / "list") << "in/sub/a.jpg" << '\0' << "in/b.jpg" << '\0';
  const Finished finished = run(workspace.command(
      {"--files-from", "list", "-0", "--out", "out", "--width", "80", "--keep-dates", "--mode", "parallel"}));
  EXPECT_EQ(finished.exit_code, 0) << finished.err;
  EXPECT_THAT(workspace.tree("out"), ElementsAre("in", "in/b.jpg", "in/sub", "in/sub/a.jpg"));
  EXPECT_EQ(fs::last_write_time(workspace / "out/in/b.jpg"), date);
}

TEST(Run, OfOneModeComparesNothing) {
  const Workspace workspace;
  workspace.add_jpeg("a.jpg");
  for (const char* mode : {"sequential", "parallel"}) {
    const Finished finished = run(workspace.resize({"--mode", mode}));
    EXPECT_EQ(finished.exit_code, 0) << finished.err;
    EXPECT_THAT(finished.out, AllOf(HasSubstr(mode), Not(HasSubstr("speedup")), Not(HasSubstr("identical"))));
  }
  EXPECT_EQ(workspace.log_lines_with("speedup"), 0U);
}

TEST(Run, TakesNoMoreWorkersThanImages) {
  const Workspace workspace;
  workspace.add_jpeg("a.jpg");
  EXPECT_THAT(run(workspace.resize({"--jobs", "8"})).out, HasSubstr("parallel ×1"));
}

TEST(Run, MeasuresEachWorkerCountOfASweep) {
  const Workspace workspace;
  workspace.add_many(6, {160, 120});
  const Finished finished = run(workspace.resize({"--jobs", "4,1,2", "--runs", "6", "--json"}));
  EXPECT_EQ(finished.exit_code, 0) << finished.err;
  EXPECT_EQ(schema_errors(finished.out), "");
  const json report = json::parse(finished.out);
  ASSERT_EQ(report["modes"].size(), 4U);
  EXPECT_EQ(report["modes"][0]["execution"], "sequential");
  for (const auto& [mode, workers] : {std::pair(1, 1), {2, 2}, {3, 4}}) {
    EXPECT_EQ(report["modes"][mode]["workers"], workers);
    EXPECT_EQ(report["modes"][mode]["summary"]["speedup"]["rounds"], 6);
    const json& lost = report["modes"][mode]["summary"]["lost_time"];
    const double parts = lost["start_s"].get<double>() + lost["imbalance_s"].get<double>() +
                         lost["waiting_s"].get<double>() + lost["slower_cpu_s"].get<double>() +
                         lost["supervision_s"].get<double>();
    EXPECT_NEAR(parts, lost["total_s"].get<double>(), 1e-9);
    EXPECT_GT(lost["cpu_ratio"], 0);
    EXPECT_GT(lost["slower_cpu"]["total"], 0);
  }
  const json& scaling = report["scaling"];
  EXPECT_NE(scaling["recommended_jobs"].is_number(), scaling["no_recommendation"].is_string())
      << "on a busy machine the wall times spread too far for advice";
  EXPECT_EQ(workspace.log_lines_with("parallel, 4 workers: 6 images, round "), 6U);
}

TEST(Run, SweepsUpToTheCoresAllowedAndOneBeyond) {
  const Workspace workspace;
  workspace.add_many(12, {16, 12});
  const json report = json::parse(run(workspace.resize({"--mode", "parallel", "--jobs", "sweep", "--json"})).out);
  const json& modes = report["modes"];
  EXPECT_EQ(modes.front()["workers"], 1);
  EXPECT_EQ(modes.back()["workers"], std::min(report["machine"]["allowed_cores"].get<int>() + 1, 12));
  EXPECT_TRUE(report["scaling"]["amdahl"].is_null()) << "without the sequential mode there is no speedup";
}

TEST(Run, MeasuresUntilTheSpeedupIsPrecise) {
  const Workspace workspace;
  workspace.add_many(4, {160, 120});
  const Finished finished = run(workspace.resize({"--jobs", "2", "--runs", "auto", "--precision", "1000%", "--json"}));
  EXPECT_EQ(finished.exit_code, 0) << finished.err;
  const json report = json::parse(finished.out);
  EXPECT_EQ(report["rounds"]["end"], "precise");
  // Ten are the fewest; a warm-up that is found on a busy machine takes more.
  for (const json& mode : report["modes"]) EXPECT_GE(mode["runs"].size(), 10U);
  const std::string log = read_file(workspace / "logs/app.log");
  EXPECT_THAT(log, HasSubstr("round 1 of about 10"));
  EXPECT_THAT(log, HasSubstr(" rounds were enough for a precision of 1000 %"));
}

/// What the program says of two equal modes, in words.
std::string verdict_on_one_worker(const Workspace& workspace) {
  const Finished finished = run(workspace.resize({"--jobs", "1", "--runs", "20", "--warmup", "1", "--json"}));
  EXPECT_EQ(finished.exit_code, 0) << finished.err;
  const json interval = json::parse(finished.out)["modes"][1]["summary"]["speedup"]["interval"];
  if (interval["low"] > 1) return "faster";
  return interval["high"] < 1 ? "slower" : "no difference can be told";
}

TEST(Run, NeverPraisesAPoolOfOneWorker) {
  const Workspace workspace;
  workspace.add_many(10, {160, 120});
  // An interval of 95 % praises chance once in forty times, three times in a row once in 64,000.
  std::string verdict;
  for (int attempt = 0; attempt < 3; ++attempt) {
    verdict = verdict_on_one_worker(workspace);
    if (verdict != "faster") break;
  }
  EXPECT_NE(verdict, "faster");
  const std::string log = read_file(workspace / "logs/app.log");
  const std::string last = log.substr(log.rfind("speedup of 1 workers over sequential: "));
  EXPECT_THAT(last, HasSubstr(": " + verdict + '\n'));
}

TEST(Run, ComparesWithAnEarlierReport) {
  const Workspace workspace;
  workspace.add_many(4, {160, 120});
  const std::vector<std::string> measure = {"--jobs", "2", "--runs", "6", "--json"};
  const Finished first = run(workspace.resize(measure));
  ASSERT_EQ(first.exit_code, 0) << first.err;
  json baseline = json::parse(first.out);
  workspace.folder().write("old.json", first.out);

  const Finished same = run(workspace.resize({"--jobs", "2", "--runs", "6", "--compare", "old.json"}));
  EXPECT_EQ(same.exit_code, 0) << same.err;
  EXPECT_THAT(same.out, AllOf(HasSubstr("sequential: wall time "), HasSubstr("parallel ×2: wall time "),
                              HasSubstr("Hodges and Lehmann"), Not(HasSubstr("another machine"))));

  // As if it had been a thousand times faster, or slower, and on another kernel.
  const auto write_scaled = [&](double factor, const char* name) {
    json scaled = baseline;
    for (json& mode : scaled["modes"]) {
      for (json& one : mode["runs"]) one["wall_s"] = one["wall_s"].get<double>() * factor;
    }
    scaled["machine"]["kernel"] = "Linux 1.0";
    workspace.folder().write(name, scaled.dump());
  };
  write_scaled(0.001, "fast.json");
  write_scaled(1000, "slow.json");
  std::vector<std::string> gate = measure;
  gate.insert(gate.end(), {"--fail-if-slower", "5%", "--compare"});
  const auto gate_against = [&](const char* name) {
    std::vector<std::string> arguments = gate;
    arguments.emplace_back(name);
    return run(workspace.resize(arguments));
  };
  // A machine that is busy with other tests gives no answer, which has an exit code of its own.
  const Finished slower = gate_against("fast.json");
  const bool is_answered = slower.exit_code == 1;
  EXPECT_EQ(slower.exit_code, is_answered ? 1 : 4) << slower.err;
  EXPECT_THAT(slower.err,
              AllOf(HasSubstr("resizer: sequential: wall time "), HasSubstr("resizer: parallel x2: wall time "),
                    HasSubstr(is_answered ? ": slower by more than 5.0 %" : ": inconclusive, ")));
  EXPECT_EQ(schema_errors(slower.out), "");
  EXPECT_EQ(json::parse(slower.out)["baseline"]["sessions"][0]["machine_differences"][0],
            "kernel: Linux 1.0 then, " + baseline["machine"]["kernel"].get<std::string>() + " now");
  const Finished faster = gate_against("slow.json");
  EXPECT_THAT(faster.exit_code, AnyOf(0, 4)) << faster.err;
  EXPECT_EQ(faster.err.empty(), faster.exit_code == 0) << faster.err;

  baseline["program"]["build_type"] = "Debug";
  workspace.folder().write("debug.json", baseline.dump());
  const Finished refused = gate_against("debug.json");
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_THAT(refused.err,
              HasSubstr("--compare debug.json: the slowdown limit requires the same setup (build_type: Debug then, "));
}

TEST(Run, KeepsTheTreeBelowTheFolder) {
  const Workspace workspace;
  workspace.add_jpeg("a.jpg");
  workspace.add_jpeg("sub/deeper/b.jpg");
  ASSERT_EQ(run(workspace.resize({"-r"})).exit_code, 0);
  EXPECT_THAT(workspace.tree("out"), ElementsAre("a.jpg", "sub", "sub/deeper", "sub/deeper/b.jpg"));
}

TEST(Run, PrintsNothingButJsonWithJson) {
  const Workspace workspace;
  workspace.add_jpeg("a.jpg");
  workspace.add_truncated("b.jpg");
  const Finished finished = run(workspace.resize({"--json", "-j", "2"}));
  EXPECT_EQ(finished.exit_code, 1);
  EXPECT_EQ(schema_errors(finished.out), "");
  const json report = json::parse(finished.out);
  EXPECT_EQ(report["images"].size(), 2U);
  EXPECT_EQ(report["outputs_identical"]["identical"], 1);
  const json& parallel = report["modes"][1];
  EXPECT_EQ(parallel["execution"], "parallel");
  EXPECT_EQ(parallel["summary"]["done"], 1);
  EXPECT_EQ(parallel["summary"]["failed"], 1);
  const json& done = parallel["runs"][0]["outcomes"][0];
  EXPECT_EQ(done["outputs"][0]["width_px"], 80);
  EXPECT_EQ(done["outputs"][0]["bytes"], fs::file_size(workspace / "out/a.jpg"));
  EXPECT_GT(done["stages_s"]["decode"], 0);
  EXPECT_EQ(parallel["runs"][0]["outcomes"][1]["error"], "truncated");
}

TEST(Run, PrintsNothingWhenQuiet) {
  const Workspace workspace;
  workspace.add_jpeg("a.jpg");
  const Finished finished = run(workspace.resize({"--quiet"}));
  EXPECT_EQ(finished.exit_code, 0);
  EXPECT_EQ(finished.out, "");
  EXPECT_EQ(finished.err, "");
}

TEST(Run, WritesPlainAsciiInAPlainLocale) {
  const Workspace workspace;
  workspace.add_jpeg("a.jpg");
  Command command = workspace.resize();
  command.environment = {"LC_ALL=C"};
  const auto is_plain = [](char c) { return static_cast<unsigned char>(c) < 0x80 && c != '\x1B'; };
  const Finished finished = run(command);
  EXPECT_TRUE(std::ranges::all_of(finished.out, is_plain)) << finished.out;
}

TEST(Run, KeepsAwkwardNamesApartFromTerminalAndLog) {
  const Workspace workspace;
  workspace.add_jpeg("caf\xE9.jpg");
  workspace.add_truncated("two\nlines \x1B[31m.jpg");
  const Finished table = run(workspace.resize());
  EXPECT_THAT(table.out, HasSubstr("in/two\\nlines \\x1B[31m.jpg: "));
  EXPECT_THAT(workspace.tree("out"), ElementsAre("caf\xE9.jpg"));
  EXPECT_EQ(workspace.log_lines_with("in/caf\\xE9.jpg: "), 2U);
  const json report = json::parse(run(workspace.resize({"--json"})).out);
  EXPECT_EQ(report["images"][0]["path"]["hex"], "696e2f636166e92e6a7067");
}

TEST(Run, ReadsWhatFollowsTwoDashesAsInput) {
  const Workspace workspace;
  workspace.add_jpeg("../-odd.jpg");
  const Finished finished = run(workspace.command({"--out", "out", "--width", "80", "--", "-odd.jpg"}));
  EXPECT_EQ(finished.exit_code, 0) << finished.err;
  EXPECT_THAT(workspace.tree("out"), ElementsAre("-odd.jpg"));
}

TEST(Run, ShowsHelpAndVersionWithoutAnyWork) {
  const Workspace workspace;
  for (const char* option : {"-h", "--help", "-V", "--version"}) {
    const Finished finished = run(workspace.command({option}));
    EXPECT_EQ(finished.exit_code, 0) << option;
    EXPECT_THAT(finished.out, HasSubstr("resizer")) << option;
    EXPECT_EQ(finished.err, "") << option;
  }
  EXPECT_THAT(workspace.tree(), IsEmpty());
}

}  // namespace
}  // namespace resizer::test
