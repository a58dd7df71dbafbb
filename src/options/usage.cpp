#include "options/usage.hpp"

#include <array>

namespace resizer::options {

std::span<const ExitStatus> exit_statuses() {
  static constexpr std::array<ExitStatus, 7> kStatuses{
      {{"0", "all images are done"},
       {"1", "some images failed, or a mode is slower than --fail-if-slower allows"},
       {"2", "an option or the plan makes no sense; nothing was touched"},
       {"3", "no input was found; of merge: reports contradict each other or the plan"},
       {"4", "whether a mode is slower than --fail-if-slower allows cannot be told; all images are done"},
       {"75",
        "the disk is full, or an I/O error occurred; try again later. Of --shard: also ended by SIGTERM; of merge: "
        "shards are missing"},
       {"129, 130, 131, 143", "ended by SIGHUP, SIGINT, SIGQUIT or SIGTERM, except with --watch"}}};
  return kStatuses;
}

std::span<const Surrounding> environment() {
  static constexpr std::array<Surrounding, 3> kVariables{
      {{"NO_COLOR", "turns colors off unless it is empty"},
       {"TERM", "if it is dumb or unset, there are neither colors nor progress"},
       {"TMPDIR", "where thumbnails for the HTML report are made"}}};
  return kVariables;
}

std::span<const Surrounding> files() {
  static constexpr std::array<Surrounding, 1> kFiles{
      {{"logs/app.log", "the log, below the current folder, unless --log-file or --log-level says otherwise"}}};
  return kFiles;
}

std::span<const Example> examples() {
  static constexpr std::array<Example, 5> kExamples{
      {{"Resize a folder of photos to a width of 800 pixels", "resizer photos --out small --width 800"},
       {"Make three sizes of each image as WebP, without measuring",
        "resizer *.jpg -o web --width 400,800,1600 --format webp --mode parallel"},
       {"Measure both modes ten times and keep the report",
        "resizer photos -o small --width 800 --runs 10 --export-html report.html"},
       {"Show how it scales with the number of workers", "resizer photos -o small --width 800 --jobs sweep --runs 6"},
       {"Split the work for several machines, which do a shard each (--plan --shard), and merge their reports (merge)",
        "resizer plan photos -o small --width 800 --shards 8 --plan-file plan.json"}}};
  return kExamples;
}

}  // namespace resizer::options
