#include "app/option_list.hpp"

namespace resizer::app {

OptionGroup control_options(model::ControlOptions& control) {
  constexpr std::uint32_t kMostRetries = 1000;
  OptionGroup group{.heading = "Control", .options = {}};
  group.add_value("--timeout", "DURATION|off", control.timeout, parse_timeout,
                  "Give up an image after so long, such as 500ms,\n90s or 5m (default 60s)");
  group.add_value(
      "--retries", "N", control.retries,
      [](const Argument& argument) { return parse_whole(argument, 0, kMostRetries); },
      "Try an image that crashed or timed out again,\nN times at most (default 0)");
  group.add_value("--memory-limit", "SIZE", control.memory_limit_bytes, parse_memory,
                  "The most memory for one worker, such as 800MB or\n2G (default: by the machine and the workers)");
  group.add_value("--halt", choices<model::Halt>(), control.halt, parse_name<model::Halt>,
                  "Begin no further image when one has failed\n(default never)");
  group.add_value("--sandbox", choices<model::SandboxMode>(), control.sandbox, parse_name<model::SandboxMode>,
                  "Confine workers to the folders of their files:\nas far as the system can (default auto),\n"
                  "completely or not run, or not at all");
  return group;
}

}  // namespace resizer::app
