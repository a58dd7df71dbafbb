#include "app/command_line.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>
#include <vector>

#include "app/build_info.hpp"
#include "support/temp_folder.hpp"
#include "util/printable.hpp"

namespace resizer::app {
namespace {

using model::Box;
using model::LongEdge;
using model::Options;
using model::Percent;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

using Arguments = std::vector<const char*>;
using WorkerCounts = std::vector<unsigned>;

std::variant<Options, Exit> parse(Arguments arguments) {
  arguments.insert(arguments.begin(), "resizer");
  return parse_command_line(static_cast<int>(arguments.size()), arguments.data());
}

/// The options of `arguments` beside the essentials.
Options options_of(Arguments arguments) {
  arguments.insert(arguments.begin(), {"--in", "a", "--out", "b", "--width", "8"});
  const auto result = parse(arguments);
  if (const auto* exit = std::get_if<Exit>(&result)) {
    ADD_FAILURE() << exit->text;
    return {};
  }
  return std::get<Options>(result);
}

Exit exit_of(const Arguments& arguments) {
  const auto result = parse(arguments);
  if (const auto* exit = std::get_if<Exit>(&result)) return *exit;
  return {.code = -1, .text = "was accepted: " + testing::PrintToString(arguments)};
}

TEST(CommandLine, EssentialsLeaveEverythingElseAtItsDefault) {
  const Options options = options_of({});
  EXPECT_THAT(options.paths.inputs, ElementsAre("a"));
  EXPECT_EQ(options.paths.output_dir, "b");
  EXPECT_FALSE(options.paths.recursive);
  EXPECT_EQ(options.paths.name_template, std::nullopt);
  EXPECT_THAT(options.resize.sizes, ElementsAre(Box{8, std::nullopt}));
  EXPECT_EQ(options.resize.fit, model::Fit::inside);
  EXPECT_TRUE(options.resize.upscale);
  EXPECT_EQ(options.resize.filter, model::Filter::lanczos3);
  EXPECT_EQ(options.resize.shrink_on_load, 2.0);
  EXPECT_EQ(options.resize.quality, std::nullopt);
  EXPECT_EQ(options.resize.effort, std::nullopt);
  EXPECT_THAT(options.resize.formats, testing::IsEmpty());
  EXPECT_EQ(options.resize.keep, model::Keep::icc);
  EXPECT_EQ(options.resize.max_pixels, 268'000'000U);
  EXPECT_EQ(options.run.mode, model::Mode::compare);
  EXPECT_TRUE(std::holds_alternative<model::AutoWorkers>(options.run.jobs));
  EXPECT_EQ(model::fixed_runs(options.run.runs), 1U);
  EXPECT_EQ(options.run.warmup, 0U);
  EXPECT_EQ(options.run.cache, model::Cache::warm);
  EXPECT_TRUE(options.run.baselines.empty());
  EXPECT_EQ(options.run.fail_if_slower, std::nullopt);
  EXPECT_EQ(options.control.timeout, std::chrono::seconds(60));
  EXPECT_EQ(options.control.retries, 0U);
  EXPECT_EQ(options.control.memory_limit_bytes, std::nullopt);
  EXPECT_EQ(options.control.halt, model::Halt::never);
  EXPECT_FALSE(options.output.json);
  EXPECT_TRUE(requested_files(options.output.report_files).empty());
  EXPECT_FALSE(options.output.quiet);
  EXPECT_EQ(options.output.color, model::Color::automatic);
  EXPECT_EQ(options.output.log_file, std::nullopt);
  EXPECT_EQ(options.output.log_level, model::LogLevel::info);
}

TEST(CommandLine, ReadsEveryOption) {
  const auto result = parse({"-i",
                             "a",
                             "b",
                             "-o",
                             "c",
                             "-r",
                             "--follow",
                             "--include",
                             "*.jpg",
                             "*.png",
                             "--exclude",
                             "raw",
                             "--files-from",
                             "-",
                             "-0",
                             "--overwrite",
                             "newer",
                             "--keep-dates",
                             "-n",
                             "--name",
                             "{stem}.{ext}",
                             "--height",
                             "7000",
                             "--fit",
                             "fill",
                             "--no-upscale",
                             "-q",
                             "85",
                             "--filter",
                             "box",
                             "--shrink-on-load",
                             "2",
                             "--format",
                             "webp",
                             "--keep",
                             "all",
                             "--max-pixels",
                             "1.5mp",
                             "--fail-on",
                             "none",
                             "--runs",
                             "10",
                             "--warmup",
                             "2",
                             "--cache",
                             "cold",
                             "--compare",
                             "old.json",
                             "--compare",
                             "older.json",
                             "--fail-if-slower",
                             "2.5%",
                             "--timeout",
                             "1.5m",
                             "--retries",
                             "3",
                             "--memory-limit",
                             "512M",
                             "--halt",
                             "first",
                             "--mode",
                             "parallel",
                             "-j",
                             "3",
                             "--json",
                             "--export-json",
                             "r.json",
                             "--export-csv",
                             "r.csv",
                             "--export-markdown",
                             "r.md",
                             "--export-html",
                             "r.html",
                             "--trace",
                             "r.trace",
                             "--quiet",
                             "--color",
                             "never",
                             "--log-file",
                             "x.log",
                             "--log-level",
                             "debug",
                             "-i",
                             "d"});
  ASSERT_TRUE(std::holds_alternative<Options>(result)) << std::get<Exit>(result).text;
  const auto& options = std::get<Options>(result);
  EXPECT_THAT(options.paths.inputs, ElementsAre("a", "b", "d"));
  EXPECT_EQ(options.paths.output_dir, "c");
  EXPECT_TRUE(options.paths.recursive);
  EXPECT_TRUE(options.paths.follow);
  EXPECT_THAT(options.paths.include, ElementsAre("*.jpg", "*.png"));
  EXPECT_THAT(options.paths.exclude, ElementsAre("raw"));
  EXPECT_EQ(options.paths.files_from, "-");
  EXPECT_EQ(options.paths.list_separator, '\0');
  EXPECT_EQ(options.paths.overwrite, model::Overwrite::newer);
  EXPECT_TRUE(options.paths.keep_dates);
  EXPECT_TRUE(options.paths.dry_run);
  EXPECT_EQ(options.paths.name_template, "{stem}.{ext}");
  EXPECT_THAT(options.resize.sizes, ElementsAre(Box{std::nullopt, 7000}));
  EXPECT_EQ(options.resize.fit, model::Fit::fill);
  EXPECT_FALSE(options.resize.upscale);
  EXPECT_EQ(options.resize.quality, 85);
  EXPECT_EQ(options.resize.filter, model::Filter::box);
  EXPECT_EQ(options.resize.shrink_on_load, 2.0);
  EXPECT_THAT(options.resize.formats, testing::ElementsAre(model::Format::webp));
  EXPECT_EQ(options.resize.keep, model::Keep::all);
  EXPECT_EQ(options.resize.max_pixels, 1'500'000U);
  EXPECT_EQ(options.resize.fail_on, model::FailOn::none);
  EXPECT_EQ(options.run.mode, model::Mode::parallel);
  EXPECT_THAT(std::get<WorkerCounts>(options.run.jobs), ElementsAre(3));
  EXPECT_EQ(model::fixed_runs(options.run.runs), 10U);
  EXPECT_EQ(options.run.warmup, 2U);
  EXPECT_EQ(options.run.cache, model::Cache::cold);
  EXPECT_THAT(options.run.baselines, ElementsAre("old.json", "older.json"));
  EXPECT_EQ(options.run.fail_if_slower, 0.025);
  EXPECT_EQ(options.control.timeout, std::chrono::seconds(90));
  EXPECT_EQ(options.control.retries, 3U);
  EXPECT_EQ(options.control.memory_limit_bytes, 512U * 1024 * 1024);
  EXPECT_EQ(options.control.halt, model::Halt::first);
  EXPECT_TRUE(options.output.json);
  EXPECT_EQ(options.output.report_files.json, "r.json");
  EXPECT_EQ(options.output.report_files.csv, "r.csv");
  EXPECT_EQ(options.output.report_files.markdown, "r.md");
  EXPECT_EQ(options.output.report_files.html, "r.html");
  EXPECT_EQ(options.output.report_files.trace, "r.trace");
  EXPECT_TRUE(options.output.quiet);
  EXPECT_EQ(options.output.color, model::Color::never);
  EXPECT_EQ(options.output.log_file, "x.log");
  EXPECT_EQ(options.output.log_level, model::LogLevel::debug);
}

TEST(CommandLine, TakesValuesInEveryUsualForm) {
  EXPECT_THAT(std::get<WorkerCounts>(options_of({"-j4"}).run.jobs), ElementsAre(4));
  EXPECT_THAT(std::get<WorkerCounts>(options_of({"--jobs=1,2,1024"}).run.jobs), ElementsAre(1, 2, 1024));
  EXPECT_TRUE(std::holds_alternative<model::AutoWorkers>(options_of({"-j", "3", "--jobs", "auto"}).run.jobs));
  EXPECT_TRUE(std::holds_alternative<model::SweepWorkers>(options_of({"--jobs", "sweep"}).run.jobs));
  EXPECT_TRUE(std::holds_alternative<model::AutoRuns>(options_of({"--runs", "auto"}).run.runs));
  EXPECT_EQ(options_of({"--runs", "auto"}).run.precision, 0.01);
  EXPECT_EQ(options_of({"--precision", "2.5%", "--runs", "auto"}).run.precision, 0.025);
  EXPECT_EQ(options_of({"--shrink-on-load", "off"}).resize.shrink_on_load, std::nullopt);
  EXPECT_EQ(options_of({"--max-pixels", "50000000"}).resize.max_pixels, 50'000'000U);
  using namespace std::chrono_literals;
  EXPECT_EQ(options_of({"--timeout", "off"}).control.timeout, std::nullopt);
  EXPECT_EQ(options_of({"--timeout", "30"}).control.timeout, 30s);
  EXPECT_EQ(options_of({"--timeout", "250ms"}).control.timeout, 250ms);
  EXPECT_EQ(options_of({"--timeout", "0.5h"}).control.timeout, 30min);
  EXPECT_EQ(options_of({"--memory-limit", "50000000"}).control.memory_limit_bytes, 50'000'000U);
  EXPECT_EQ(options_of({"--memory-limit", "800MB"}).control.memory_limit_bytes, 800'000'000U);
  EXPECT_EQ(options_of({"--memory-limit", "64MiB"}).control.memory_limit_bytes, 64U << 20U);
  EXPECT_EQ(options_of({"--memory-limit", "1.5G"}).control.memory_limit_bytes, 3U << 29U);
  EXPECT_THAT(options_of({"--", "-odd.jpg", "--width"}).paths.inputs, ElementsAre("a", "-odd.jpg", "--width"));
}

TEST(CommandLine, ReadsAConfigurationThatTheCommandLineOverrides) {
  const test::TempFolder folder;
  const std::string config =
      folder.write("resizer.toml", "in = [\"a\", \"b\"]\nout = \"c\"\nwidth = 800\njobs = 2\nrecursive = true\n");
  const auto result = parse({"--config", config.c_str(), "--jobs", "3"});
  ASSERT_TRUE(std::holds_alternative<Options>(result)) << std::get<Exit>(result).text;
  const auto& options = std::get<Options>(result);
  EXPECT_THAT(options.paths.inputs, ElementsAre("a", "b"));
  EXPECT_EQ(options.paths.output_dir, "c");
  EXPECT_THAT(options.resize.sizes, ElementsAre(Box{800, std::nullopt}));
  EXPECT_THAT(std::get<WorkerCounts>(options.run.jobs), ElementsAre(3));
  EXPECT_TRUE(options.paths.recursive);
}

TEST(CommandLine, RefusesAConfigurationWithBadContentsOrNone) {
  const test::TempFolder folder;
  const std::string unknown = folder.write("unknown.toml", "widht = 800\n");
  const std::string bad_value = folder.write("bad.toml", "width = \"wide\"\n");
  EXPECT_THAT(exit_of({"--config", unknown.c_str()}).text,
              EndsWith("unknown.toml:1: unknown option widht; did you mean width?"));
  EXPECT_THAT(exit_of({"--config", bad_value.c_str()}).text, HasSubstr("bad.toml:1: width wide: give"));
  EXPECT_THAT(exit_of({"--config", "no such file"}).text, HasSubstr("no such file"));
}

TEST(CommandLine, TakesTheLastOfAnOptionThatIsGivenTwice) {
  EXPECT_THAT(options_of({"--width", "9"}).resize.sizes, ElementsAre(Box{9, std::nullopt}));
  EXPECT_EQ(options_of({"--fit", "fill", "--fit", "cover"}).resize.fit, model::Fit::cover);
}

TEST(CommandLine, PairsListsOfSizes) {
  using Sizes = std::vector<model::TargetSize>;
  struct Row {
    Arguments arguments;
    Sizes sizes;
  };
  const Row rows[] = {
      {{"--width", "400,800"}, {Box{400, std::nullopt}, Box{800, std::nullopt}}},
      {{"--height", "400,800"}, {Box{std::nullopt, 400}, Box{std::nullopt, 800}}},
      {{"--width", "400,800", "--height", "300,600"}, {Box{400, 300}, Box{800, 600}}},
      {{"--width", "400,800", "--height", "600"}, {Box{400, 600}, Box{800, 600}}},
      {{"--width", "400", "--height", "300,600"}, {Box{400, 300}, Box{400, 600}}},
      {{"--long-edge", "400,800"}, {LongEdge{400}, LongEdge{800}}},
      {{"--percent", "12.5,50"}, {Percent{12.5}, Percent{50}}},
  };
  for (const Row& row : rows) {
    Arguments arguments = row.arguments;
    arguments.insert(arguments.begin(), {"--in", "a", "--out", "b"});
    const auto result = parse(arguments);
    ASSERT_TRUE(std::holds_alternative<Options>(result)) << std::get<Exit>(result).text;
    EXPECT_EQ(std::get<Options>(result).resize.sizes, row.sizes) << testing::PrintToString(row.arguments);
  }
}

constexpr const char* kElevenPercents = "1,2,3,4,5,6,7,8,9,10,11";
constexpr const char* kTooManyPercents = "1,2,3,4,5,6,7,8,9,10,11,1,2,3,4,5,6,7,8,9,10,11,1,2,3,4,5,6,7,8,9,10,11";

TEST(CommandLine, NamesTheOptionAndWhatToDo) {
  struct Row {
    Arguments arguments;
    std::string_view start;
    std::string_view advice;
  };
  const std::vector<Row> rows = {
      {{"--width", "0"}, "--width 0: ", "from 1 to"},
      {{"--width", "-5"}, "--width -5: ", "from 1 to"},
      {{"--width", "8.5"}, "--width 8.5: ", "whole number"},
      {{"--width", "99999999999"}, "--width 99999999999: ", "from 1 to"},
      {{"--height", "tall"}, "--height tall: ", "whole number"},
      {{"--height", ""}, "--height '': ", "whole number"},
      {{"--width", "8,,9"}, "--width '': ", "whole number"},
      {{"--width", "8,"}, "--width '': ", "whole number"},
      {{"--width", "8,0"}, "--width 0: ", "from 1 to"},
      {{"--percent", kTooManyPercents}, "--percent 1,2,3,", "at most 32"},
      {{"--percent", kElevenPercents, "--format", "avif,webp,jpeg"}, "11 sizes in 3 formats are 33 outputs", "of 32"},
      {{"--width", "1,2,3", "--height", "1,2"}, "--width has 3 values and --height has 2: ", "as many"},
      {{"--long-edge", "0"}, "--long-edge 0: ", "from 1 to"},
      {{"--long-edge", "8", "--height", "8"}, "choose one way to give the size", "--long-edge"},
      {{"--long-edge", "8", "--percent", "8"}, "choose one way to give the size", "--percent"},
      {{"--percent", "0"}, "--percent 0: ", "a percentage"},
      {{"--percent", "nan"}, "--percent nan: ", "a percentage"},
      {{"--fit", "squeeze"}, "--fit squeeze: ", "choose inside, cover, contain, fill or outside"},
      {{"--quality", "101"}, "--quality 101: ", "from 1 to 100"},
      {{"-q", "0"}, "--quality 0: ", "from 1 to 100"},
      {{"--effort", "10"}, "--effort 10: ", "from 0 to 9"},
      {{"--effort", "-1"}, "--effort -1: ", "from 0 to 9"},
      {{"--filter", "lanczos"}, "--filter lanczos: ", "lanczos3"},
      {{"--shrink-on-load", "0.9"}, "--shrink-on-load 0.9: ", "at least 1"},
      {{"--shrink-on-load", "inf"}, "--shrink-on-load inf: ", "at least 1"},
      {{"--format", "gif"}, "--format gif: ", "choose jpeg, png, webp, tiff, avif or jxl"},
      {{"--format", "webp,"}, "--format '': ", "choose jpeg, png, webp, tiff, avif or jxl"},
      {{"--format", "jpeg,webp,jpg"}, "--format jpeg,webp,jpg: ", "jpeg is given twice"},
      {{"--format", "heic"}, "--format heic: ", "choose jpeg, png, webp, tiff, avif or jxl"},
      {{"--keep", "exif"}, "--keep exif: ", "choose icc, all or none"},
      {{"--max-pixels", "0"}, "--max-pixels 0: ", "268mp"},
      {{"--max-pixels", "mp"}, "--max-pixels mp: ", "268mp"},
      {{"--max-pixels", "nan"}, "--max-pixels nan: ", "268mp"},
      {{"--mode", "both"}, "--mode both: ", "compare"},
      {{"--jobs", "0"}, "--jobs 0: ", "or auto"},
      {{"-j", "many"}, "--jobs many: ", "or auto"},
      {{"-j", ""}, "--jobs '': ", "or auto"},
      {{"-j", "1,,2"}, "--jobs 1,,2: ", "1,2,4"},
      {{"-j", "1,2,"}, "--jobs 1,2,: ", "1,2,4"},
      {{"-j", "1,1025"}, "--jobs 1,1025: ", "from 1 to 1024"},
      {{"--runs", "0"}, "--runs 0: ", "from 1 to"},
      {{"--warmup", "some"}, "--warmup some: ", "from 0 to"},
      {{"--cache", "hot"}, "--cache hot: ", "warm or cold"},
      {{"--compare", ""}, "--compare '': ", "name a file"},
      {{"--runs", "0"}, "--runs 0: ", "from 1 to 10000"},
      {{"--runs", "some"}, "--runs some: ", "or auto"},
      {{"--runs", "auto", "--precision", "1"}, "--precision 1: ", "such as 5%"},
      {{"--runs", "auto", "--precision", "0%"}, "--precision 0%: ", "above 0"},
      {{"--width", "8", "--runs", "9", "--precision", "1%"}, "--precision needs --runs auto", "however precise"},
      {{"--fail-if-slower", "5"}, "--fail-if-slower 5: ", "such as 5%"},
      {{"--fail-if-slower", "-5%"}, "--fail-if-slower -5%: ", "such as 5%"},
      {{"--fail-if-slower", "nan%"}, "--fail-if-slower nan%: ", "such as 5%"},
      {{"--fail-if-slower", "%"}, "--fail-if-slower %: ", "such as 5%"},
      {{"--width", "8", "--fail-if-slower", "5%"}, "--fail-if-slower needs --against or --compare", "report"},
      {{"--timeout", "0"}, "--timeout 0: ", "500ms"},
      {{"--timeout", "5d"}, "--timeout 5d: ", "or off"},
      {{"--timeout", "nan"}, "--timeout nan: ", "or off"},
      {{"--timeout", "s"}, "--timeout s: ", "or off"},
      {{"--retries", "-1"}, "--retries -1: ", "from 0 to"},
      {{"--memory-limit", "1M"}, "--memory-limit 1M: ", "at least 32M"},
      {{"--memory-limit", "2Q"}, "--memory-limit 2Q: ", "such as 800MB"},
      {{"--memory-limit", "infG"}, "--memory-limit infG: ", "such as 800MB"},
      {{"--halt", "second"}, "--halt second: ", "never or first"},
      {{"--color", "red"}, "--color red: ", "auto, always or never"},
      {{"--log-level", "loud"}, "--log-level loud: ", "debug"},
      {{"--frobnicate"}, "unknown option --frobnicate", "--help"},
      {{"-x"}, "unknown option -x", "--help"},
      {{"--recursive=maybe"}, "--recursive takes no value", "--help"},
      {{"--width"}, "--width", "--help"},
      {{"--fit", "\x1B[2J"}, "--fit \\x1B[2J: ", "choose"},
  };
  for (Row row : rows) {
    row.arguments.insert(row.arguments.begin(), {"--in", "a", "--out", "b"});
    const Exit exit = exit_of(row.arguments);
    EXPECT_EQ(exit.code, 2) << exit.text;
    EXPECT_THAT(exit.text, StartsWith(std::string(row.start)));
    EXPECT_THAT(exit.text, HasSubstr(std::string(row.advice)));
    EXPECT_THAT(exit.text, testing::Not(HasSubstr("\n")));
  }
}

TEST(CommandLine, NamesWhatIsMissing) {
  struct Row {
    Arguments arguments;
    std::string_view start;
  };
  const Row rows[] = {
      {{}, "the input is missing"},
      {{"--out", "b", "--width", "8"}, "the input is missing"},
      {{"--in", "", "--out", "b", "--width", "8"}, "--in '': name"},
      {{"--in", "--out", "b", "--width", "8"}, "--in --out: name"},
      {{"--in", "a", "--width", "8"}, "--out is missing"},
      {{"--in", "a", "--out", "", "--width", "8"}, "--out '': name"},
      {{"--in", "a", "--out", "--width", "8"}, "--out --width: name"},
      {{"--in", "a", "--out", "b"}, "the size is missing"},
      {{"--in", "a", "--out", "b", "--width", "8", "--log-file", ""}, "--log-file '': name"},
  };
  for (const Row& row : rows) {
    const Exit exit = exit_of(row.arguments);
    EXPECT_EQ(exit.code, 2) << exit.text;
    EXPECT_THAT(exit.text, StartsWith(std::string(row.start)));
  }
}

TEST(CommandLine, ShowsTheVersion) {
  for (const char* option : {"-V", "--version"}) {
    const Exit exit = exit_of({option});
    EXPECT_EQ(exit.code, 0);
    EXPECT_EQ(exit.text, "resizer " + std::string(version()) + "\n");
  }
}

TEST(CommandLine, ShowsHelpWhateverElseIsAskedFor) {
  EXPECT_THAT(exit_of({"--help"}).text, HasSubstr("--shrink-on-load"));
  EXPECT_THAT(exit_of({"-h"}).text, testing::Not(HasSubstr("--shrink-on-load")));
  EXPECT_EQ(exit_of({"--width", "wide", "--config", "no such file", "--help"}).code, 0);
}

TEST(CommandLine, TakesPlainArgumentsAsInputs) {
  const auto inputs_of = [](Arguments arguments) {
    arguments.insert(arguments.begin(), {"--out", "b", "--width", "8"});
    const auto result = parse(arguments);
    const auto* options = std::get_if<Options>(&result);
    return options == nullptr ? std::vector<std::filesystem::path>() : options->paths.inputs;
  };
  EXPECT_THAT(inputs_of({"photos"}), ElementsAre("photos"));
  EXPECT_THAT(inputs_of({"a.jpg", "b.jpg", "--fit", "fill", "c.jpg"}), ElementsAre("a.jpg", "b.jpg", "c.jpg"));
  EXPECT_THAT(inputs_of({"-r", "a.jpg", "--in", "b.jpg", "-q", "9", "--", "--fit"}),
              ElementsAre("b.jpg", "a.jpg", "--fit"));
  EXPECT_THAT(exit_of({"--out", "b", "--width", "8", "--include", "*.jpg", "photos"}).text,
              HasSubstr("--include and --exclude take all that follows"));
}

TEST(CommandLine, TakesValuesAsPeopleWriteThem) {
  EXPECT_THAT(options_of({"--format", "jpg,TIF"}).resize.formats,
              testing::ElementsAre(model::Format::jpeg, model::Format::tiff));
  EXPECT_THAT(options_of({"--fit", "COVER"}).resize.fit, model::Fit::cover);
  EXPECT_TRUE(std::holds_alternative<model::SweepWorkers>(options_of({"--jobs", "Sweep"}).run.jobs));
  const auto result = parse({"a", "--out", "b", "--percent", "50%,12.5%"});
  ASSERT_TRUE(std::holds_alternative<Options>(result));
  EXPECT_THAT(std::get<Options>(result).resize.sizes, ElementsAre(Percent{50}, Percent{12.5}));
}

TEST(CommandLine, NamesTheOptionThatWasMeant) {
  const std::pair<const char*, const char*> rows[] = {
      {"--widht", "--width"},      {"--size=8", "--width"}, {"--output", "--out"},
      {"--threads", "--jobs"},     {"-out", "--out"},       {"--Recursive", "--recursive"},
      {"--recurs", "--recursive"}, {"-s", "--width"},       {"--keep_dates", "--keep-dates"},
      {"--colour", "--color"},     {"-R", "--recursive"}};
  for (const auto& [typed, meant] : rows) {
    EXPECT_EQ(exit_of({typed}).text, "unknown option " + std::string(typed) + "; did you mean " + meant +
                                         "? resizer --help shows all options");
  }
  EXPECT_EQ(exit_of({"-x"}).text, "unknown option -x; resizer --help shows all options");
}

}  // namespace
}  // namespace resizer::app
