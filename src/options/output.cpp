#include "options/fields.hpp"
#include "options/groups.hpp"

namespace resizer::options {
namespace {

using model::Options;
using Output = model::OutputOptions;

constexpr NotInJson kShownOnly("what is shown and written of a run, not how it runs");

template <auto File>
Apply set_file() {
  return [](Draft& draft, const Argument& argument) { draft.options.output.report_files.*File = parse_path(argument); };
}

/// The options for report files differ little.
OptionRow report_file(std::string_view name, std::string_view help, std::string_view details, Apply apply,
                      std::vector<std::string_view> called_elsewhere) {
  return {.names = name,
          .takes = Takes::one_value,
          .value_name = "FILE",
          .help = help,
          .details = details,
          .values = FileName{},
          .is_common = name == "--export-html",
          .called_elsewhere = std::move(called_elsewhere),
          .effect = Effect::none,
          .json = kShownOnly,
          .apply = std::move(apply)};
}

std::vector<OptionRow> reports() {
  using Files = model::ReportFiles;
  return {
      {.names = "--json",
       .takes = Takes::nothing,
       .help = "Print the report as JSON",
       .effect = Effect::none,
       .json = kShownOnly,
       .apply = set_to<&Options::output, &Output::json>(true)},
      report_file("--export-json", "Write the report as JSON",
                  "This file and the following may be /dev/stdout or a named pipe with a reader.",
                  set_file<&Files::json>(), {"--report"}),
      report_file("--export-csv", "Write a row for each image and run as CSV", "", set_file<&Files::csv>(), {"--csv"}),
      report_file("--export-markdown", "Write the tables as Markdown", "", set_file<&Files::markdown>(),
                  {"--markdown", "--export-md"}),
      report_file("--export-html", "Write the report as an HTML page", "", set_file<&Files::html>(), {"--html"}),
      report_file("--trace", "Write what each worker did when", "Open the file in ui.perfetto.dev or chrome://tracing.",
                  set_file<&Files::trace>(), {"--export-trace", "--profile"}),
      report_file("--manifest", "Write what a web page needs to show the outputs, as JSON",
                  "Sizes, srcset, average color and ThumbHash of each image; see docs/manifest.md.",
                  set_file<&Files::manifest>(), {"--srcset", "--thumbhash"})};
}

std::vector<OptionRow> console_and_log() {
  return {{.names = "--quiet",
           .takes = Takes::nothing,
           .help = "Print only errors",
           .called_elsewhere = {"--silent", "--no-progress"},
           .effect = Effect::none,
           .json = kShownOnly,
           .apply = set_to<&Options::output, &Output::quiet>(true)},
          {.names = "--color",
           .takes = Takes::one_value,
           .value_name = "WHEN",
           .help = "Use colors on the terminal",
           .default_value = "auto",
           .values = choices_of<model::Color>(),
           .called_elsewhere = {"--colour", "--no-color"},
           .effect = Effect::none,
           .json = kShownOnly,
           .apply = set_named<&Options::output, &Output::color>()},
          {.names = "--log-file",
           .takes = Takes::one_value,
           .value_name = "PATH",
           .help = "Log every image to PATH",
           .details = "If the default file cannot be written, the run goes on without it.",
           .default_value = model::kDefaultLogFile,
           .values = FileName{},
           .called_elsewhere = {"--log", "--logfile"},
           .effect = Effect::none,
           .json = kShownOnly,
           .apply = set_parsed<&Options::output, &Output::log_file>(parse_path)},
          {.names = "--log-level",
           .takes = Takes::one_value,
           .value_name = "LEVEL",
           .help = "How much to log",
           .default_value = "info",
           .values = choices_of<model::LogLevel>(),
           .called_elsewhere = {"--verbose", "--verbosity", "--debug"},
           .effect = Effect::none,
           .json = kShownOnly,
           .apply = set_named<&Options::output, &Output::log_level>()}};
}

}  // namespace

OptionGroup output_options() {
  OptionGroup group{.heading = "Report and log", .rows = reports()};
  std::ranges::move(console_and_log(), std::back_inserter(group.rows));
  return group;
}

}  // namespace resizer::options
