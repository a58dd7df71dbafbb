#include "app/option_list.hpp"

namespace resizer::app {

OptionGroup output_options(model::OutputOptions& output) {
  OptionGroup group{.heading = "Report and log", .options = {}};
  group.add_flag("--json", output.json, true, "Print the complete report as JSON");
  group.add_flag("--quiet", output.quiet, true, "Print nothing but errors");
  group.add_value("--color", choices<model::Color>(), output.color, parse_name<model::Color>,
                  "Colours on the terminal (default auto)");
  group.add_value("--log-file", "PATH", output.log_file, parse_path, "Where to log every image (default logs/app.log)");
  group.add_value("--log-level", choices<model::LogLevel>(), output.log_level, parse_name<model::LogLevel>,
                  "How much to log (default info)");
  return group;
}

}  // namespace resizer::app
