#include "options/fields.hpp"
#include "options/groups.hpp"

namespace resizer::options {
namespace {

using model::Options;
using Run = model::RunOptions;

JsonForm jobs() {
  return JsonMember{"jobs", [](const Options& options) {
                      const model::Workers& workers = options.run.jobs;
                      if (const auto* listed = std::get_if<std::vector<unsigned>>(&workers)) return plain(*listed);
                      const bool is_sweep = std::holds_alternative<model::SweepWorkers>(workers);
                      return is_sweep ? PlainValue{std::string("sweep")} : PlainValue{};
                    }};
}

JsonForm runs() {
  return JsonMember{"runs", [](const Options& options) {
                      const model::Runs& runs = options.run.runs;
                      const bool is_auto = std::holds_alternative<model::AutoRuns>(runs);
                      return is_auto ? PlainValue{std::string("auto")} : plain(model::fixed_runs(runs));
                    }};
}

std::vector<OptionRow> what_runs() {
  return {{.names = "--mode",
           .takes = Takes::one_value,
           .value_name = "MODE",
           .help = "Compare both modes, or run parallel or sequential",
           .default_value = "compare",
           .values = choices_of<model::Mode>(),
           .is_common = true,
           .called_elsewhere = {"--parallel", "--sequential", "--serial", "--single"},
           .effect = Effect::none,
           .json = member<&Options::run, &Run::mode>("mode"),
           .apply = set_named<&Options::run, &Run::mode>()},
          {.names = "-j,--jobs",
           .takes = Takes::list,
           .value_name = "N[,N...]",
           .help = "Number of worker processes",
           .details = "auto uses one for each core allowed. Several counts, or sweep, measure how it scales.",
           .default_value = "auto",
           .values = Choices{"auto", "sweep"},
           .is_common = true,
           .called_elsewhere = {"--threads", "--workers", "--concurrency", "--processes", "--cores", "-t", "-P"},
           .effect = Effect::none,
           .json = jobs(),
           .apply = set_parsed<&Options::run, &Run::jobs>(parse_jobs)}};
}

Apply set_precision() {
  return [](Draft& draft, const Argument& argument) {
    draft.has_precision = true;
    draft.options.run.precision = parse_percentage(argument);
    if (draft.options.run.precision <= 0) throw_bad_value(argument, "give a percentage above 0, such as 1%");
  };
}

std::vector<OptionRow> rounds() {
  const auto parse_warmup = [](const Argument& argument) { return parse_whole(argument, 0, kMostRounds); };
  return {{.names = "--runs",
           .takes = Takes::one_value,
           .value_name = "N|auto",
           .help = "Measure each mode N times, in turns",
           .details = "auto goes on until the speedup is precise, and leaves a warm-up out if it finds one.",
           .default_value = "1",
           .called_elsewhere = {"--repeat", "--rounds", "--iterations", "--benchmark"},
           .effect = Effect::none,
           .json = runs(),
           .apply = set_parsed<&Options::run, &Run::runs>(parse_runs)},
          {.names = "--precision",
           .takes = Takes::one_value,
           .value_name = "PERCENT",
           .help = "With --runs auto, stop when the interval is within PERCENT",
           .details = "Write it as 2%. It takes 10 to 50 rounds, and no round starts after 10 minutes.",
           .default_value = "1%",
           .effect = Effect::none,
           .json = member<&Options::run, &Run::precision>("precision"),
           .apply = set_precision()},
          {.names = "--warmup",
           .takes = Takes::one_value,
           .value_name = "N",
           .help = "Run each mode N times first, unmeasured",
           .default_value = "0",
           .called_elsewhere = {"--warm-up"},
           .effect = Effect::none,
           .json = member<&Options::run, &Run::warmup>("warmup"),
           .apply = set_parsed<&Options::run, &Run::warmup>(parse_warmup)},
          {.names = "--cache",
           .takes = Takes::one_value,
           .value_name = "STATE",
           .help = "Start each run with a warm or cold file cache",
           .default_value = "warm",
           .values = choices_of<model::Cache>(),
           .effect = Effect::duration,
           .json = member<&Options::run, &Run::cache>("cache"),
           .apply = set_named<&Options::run, &Run::cache>()}};
}

std::vector<OptionRow> cores() {
  return {
      {.names = "--pin",
       .takes = Takes::one_value,
       .value_name = "CPUS",
       .help = "Pin each worker to a core, or all to the fast cores",
       .details = "It tests whether the kernel's choice of cores makes a difference. cores takes one thread of each "
                  "core first, and fast cores before slow ones.",
       .default_value = "none",
       .values = choices_of<model::Pin>(),
       .called_elsewhere = {"--affinity", "--cpus", "--cpu-list"},
       .effect = Effect::none,  // so that --against measures the other program without it
       .json = member<&Options::run, &Run::pin>("pin"),
       .apply = set_named<&Options::run, &Run::pin>()},
      {.names = "--no-calibration",
       .takes = Takes::nothing,
       .help = "Do not measure what speedup the cores allow",
       .details = "That takes half the time of the runs, and two seconds at most. It follows the runs, and needs "
                  "both modes.",
       .effect = Effect::none,
       .json = member<&Options::run, &Run::calibrate>("calibrate"),
       .apply = set_to<&Options::run, &Run::calibrate>(false)}};
}

Apply against() {
  return [](Draft& draft, const Argument& argument) {
    draft.options.run.against = model::OtherProgram{.path = parse_path(argument), .arguments = {}};
  };
}

std::vector<OptionRow> comparison() {
  return {{.names = "--compare",
           .takes = Takes::one_value_each,
           .value_name = "FILE",
           .help = "Compare with an earlier report in JSON",
           .details = "Give it several times, with reports of several sessions, to know how much sessions differ.",
           .values = FileName{},
           .called_elsewhere = {"--baseline"},
           .effect = Effect::none,
           .json = NotInJson("the report has the comparison"),
           .apply = add_parsed<&Options::run, &Run::baselines>(parse_path)},
          {.names = "--against",
           .takes = Takes::one_value,
           .value_name = "PROGRAM",
           .help = "Measure another build of resizer in turns with this one",
           .details = "It does the same work in each round. Use it to tell whether a change made a difference.",
           .values = FileName{},
           .effect = Effect::none,
           .json = NotInJson("the report has the comparison"),
           .apply = against()},
          {.names = "--fail-if-slower",
           .takes = Takes::one_value,
           .value_name = "PERCENT",
           .help = "Exit with 1 if a mode is slower by more than PERCENT",
           .details = "Write it as 5%. It needs --against or --compare. Only differences beyond the noise count; where "
                      "they cannot be told, "
                      "the exit status is 4.",
           .called_elsewhere = {"--max-regression", "--threshold"},
           .effect = Effect::none,
           .json = NotInJson("the report has it with the comparison"),
           .apply = set_parsed<&Options::run, &Run::fail_if_slower>(parse_percentage)}};
}

}  // namespace

OptionGroup mode_options() {
  OptionGroup group{.heading = "Modes and measurement", .rows = what_runs()};
  std::ranges::move(rounds(), std::back_inserter(group.rows));
  std::ranges::move(cores(), std::back_inserter(group.rows));
  std::ranges::move(comparison(), std::back_inserter(group.rows));
  return group;
}

}  // namespace resizer::options
