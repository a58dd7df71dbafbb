#include "app/option_list.hpp"

namespace resizer::app {

OptionGroup output_options(model::OutputOptions& output) {
  OptionGroup group{.heading = "Report and log", .options = {}};
  group.add_flag("--json", output.json, true, "Print the complete report as JSON");
  const auto add_file = [&group](const char* name, std::optional<std::filesystem::path>& file, const char* help) {
    group.add_value(name, "FILE", file, parse_path, help);
  };
  add_file("--export-json", output.report_files.json,
           "Write the complete report as JSON. This file and\nthe following may be /dev/stdout or a FIFO that "
           "is\nbeing read");
  add_file("--export-csv", output.report_files.csv, "Write one row an image and run as CSV");
  add_file("--export-markdown", output.report_files.markdown, "Write the tables as Markdown");
  add_file("--export-html", output.report_files.html, "Write the report with pictures, as one HTML page");
  add_file("--trace", output.report_files.trace,
           "Write what each worker did when, for\nui.perfetto.dev or chrome://tracing");
  group.add_flag("--quiet", output.quiet, true, "Print nothing but errors");
  group.add_value("--color", choices<model::Color>(), output.color, parse_name<model::Color>,
                  "Colours on the terminal (default auto)");
  group.add_value("--log-file", "PATH", output.log_file, parse_path,
                  "Where to log every image (default logs/app.log,\nleft out where it cannot be written)");
  group.add_value("--log-level", choices<model::LogLevel>(), output.log_level, parse_name<model::LogLevel>,
                  "How much to log (default info)");
  return group;
}

}  // namespace resizer::app
