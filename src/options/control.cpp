#include "options/fields.hpp"
#include "options/groups.hpp"
#include "util/quantity.hpp"

namespace resizer::options {
namespace {

using Control = model::ControlOptions;
using model::Options;

constexpr std::uint32_t kMostRetries = 1000;

JsonForm timeout() {
  return JsonMember{"timeout_s", [](const Options& options) {
                      const auto& limit = options.control.timeout;
                      return limit ? plain(util::to_seconds(*limit)) : PlainValue{};
                    }};
}

std::vector<OptionRow> limits() {
  return {{.names = "--timeout",
           .takes = Takes::one_value,
           .value_name = "DURATION",
           .help = "Give up on an image after DURATION",
           .details = "Examples: 500ms, 90s, 5m. off sets no limit.",
           .default_value = "60s",
           .called_elsewhere = {"--time-limit"},
           .effect = Effect::none,
           .json = timeout(),
           .apply = set_parsed<&Options::control, &Control::timeout>(parse_timeout)},
          {.names = "--retries",
           .takes = Takes::one_value,
           .value_name = "N",
           .help = "Retry images that crashed or timed out, up to N times",
           .default_value = "0",
           .called_elsewhere = {"--retry", "--attempts"},
           .effect = Effect::none,
           .json = member<&Options::control, &Control::retries>("retries"),
           .apply = set_parsed<&Options::control, &Control::retries>(
               [](const Argument& argument) { return parse_whole(argument, 0, kMostRetries); })},
          {.names = "--memory-limit",
           .takes = Takes::one_value,
           .value_name = "SIZE",
           .help = "Limit the memory of each worker",
           .details = "Examples: 800MB, 2G. The default depends on the machine and the number of workers.",
           .called_elsewhere = {"--memory", "--max-memory", "--mem"},
           .effect = Effect::none,
           .json = member<&Options::control, &Control::memory_limit_bytes>("memory_limit_bytes"),
           .apply = set_parsed<&Options::control, &Control::memory_limit_bytes>(parse_memory)}};
}

}  // namespace

OptionGroup control_options() {
  OptionGroup group{.heading = "Control", .rows = limits()};
  group.rows.push_back({.names = "--halt",
                        .takes = Takes::one_value,
                        .value_name = "WHEN",
                        .help = "Stop after the first failure, or never",
                        .default_value = "never",
                        .values = choices_of<model::Halt>(),
                        .called_elsewhere = {"--fail-fast", "--stop-on-error"},
                        .effect = Effect::none,
                        .json = member<&Options::control, &Control::halt>("halt"),
                        .apply = set_named<&Options::control, &Control::halt>()});
  group.rows.push_back({.names = "--sandbox",
                        .takes = Takes::one_value,
                        .value_name = "MODE",
                        .help = "Confine workers to the folders of their files",
                        .details = "auto: as far as the system can. require: completely, or do not run. off: not at "
                                   "all.",
                        .default_value = "auto",
                        .values = choices_of<model::SandboxMode>(),
                        .called_elsewhere = {"--no-sandbox"},
                        .effect = Effect::duration,
                        .json = member<&Options::control, &Control::sandbox>("sandbox"),
                        .apply = set_named<&Options::control, &Control::sandbox>()});
  return group;
}

}  // namespace resizer::options
