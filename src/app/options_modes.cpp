#include "app/option_list.hpp"

namespace resizer::app {

OptionGroup mode_options(model::RunOptions& run) {
  constexpr std::uint32_t kMostRounds = 10'000;
  OptionGroup group{.heading = "Modes", .options = {}};
  group.add_value("--mode", choices<model::Mode>(), run.mode, parse_name<model::Mode>,
                  "Run both modes and compare them (default),\nor one");
  group.add_value("-j,--jobs", "N[,N...]|auto|sweep", run.jobs, parse_jobs,
                  "Workers of the parallel mode (default auto: the\ncores allowed). Several counts, or a sweep of\n"
                  "them, are measured each and show how it scales");
  group.add_value(
      "--runs", "N", run.runs, [](const Argument& argument) { return parse_whole(argument, 1, kMostRounds); },
      "Measure each mode N times, in turns (default 1)");
  group.add_value(
      "--warmup", "N", run.warmup, [](const Argument& argument) { return parse_whole(argument, 0, kMostRounds); },
      "Run each mode N times before, unmeasured\n(default 0)");
  group.add_value("--cache", choices<model::Cache>(), run.cache, parse_name<model::Cache>,
                  "Begin each run with the inputs in the file cache\n(default warm), or without");
  group.add_value("--compare", "FILE", run.baseline, parse_path,
                  "Compare this run with an earlier report of\n--json or --export-json");
  group.add_value(
      "--fail-if-slower", "PERCENT", run.fail_if_slower, parse_percentage,
      "Exit with 1 when a mode is slower than in that\nreport by more than PERCENT, such as 5%, beyond\nthe noise");
  return group;
}

}  // namespace resizer::app
