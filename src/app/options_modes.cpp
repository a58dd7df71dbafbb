#include "app/option_list.hpp"

namespace resizer::app {

OptionGroup mode_options(model::RunOptions& run) {
  constexpr std::uint32_t kMostRounds = 10'000;
  OptionGroup group{.heading = "Modes", .options = {}};
  group.add_value("--mode", choices<model::Mode>(), run.mode, parse_name<model::Mode>,
                  "Run both modes and compare them (default),\nor one");
  group.add_value("-j,--jobs", "N|auto", run.jobs, parse_jobs,
                  "Workers of the parallel mode\n(default auto: the cores allowed)");
  group.add_value(
      "--runs", "N", run.runs, [](const Argument& argument) { return parse_whole(argument, 1, kMostRounds); },
      "Measure each mode N times, in turns (default 1)");
  group.add_value(
      "--warmup", "N", run.warmup, [](const Argument& argument) { return parse_whole(argument, 0, kMostRounds); },
      "Run each mode N times before, unmeasured\n(default 0)");
  group.add_value("--cache", choices<model::Cache>(), run.cache, parse_name<model::Cache>,
                  "Begin each run with the inputs in the file cache\n(default warm), or without");
  return group;
}

}  // namespace resizer::app
