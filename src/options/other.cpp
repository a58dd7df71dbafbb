#include "options/fields.hpp"
#include "options/groups.hpp"

namespace resizer::options {
namespace {

Apply request(Request wanted) {
  return [wanted](Draft& draft, const Argument&) { draft.request = wanted; };
}

}  // namespace

OptionGroup other_options() {
  const NotInJson no_run("there is no run");
  return {.heading = "Other",
          .rows = {{.names = "--config",
                    .takes = Takes::one_value,
                    .value_name = "FILE",
                    .help = "Read options from a TOML file",
                    .details = "Each line is an option without its dashes, such as width = 800. Options on the "
                               "command line take precedence.",
                    .values = FileName{},
                    .called_elsewhere = {"--configuration", "--options", "--settings", "--config-file"},
                    .effect = Effect::none,
                    .json = NotInJson("the options read from it are there"),
                    .apply = [](Draft& draft,
                                const Argument& argument) { draft.options.config_file = parse_path(argument); }},
                   {.names = "-h",
                    .takes = Takes::nothing,
                    .help = "Show the most used options",
                    .called_elsewhere = {"-?"},
                    .effect = Effect::none,
                    .json = no_run,
                    .apply = request(Request::brief_help)},
                   {.names = "--help",
                    .takes = Takes::nothing,
                    .help = "Show all options",
                    .called_elsewhere = {"--usage", "--man"},
                    .effect = Effect::none,
                    .json = no_run,
                    .apply = request(Request::help)},
                   {.names = "-V,--version",
                    .takes = Takes::nothing,
                    .help = "Show the version",
                    .called_elsewhere = {"-v"},
                    .effect = Effect::none,
                    .json = no_run,
                    .apply = request(Request::version)}}};
}

}  // namespace resizer::options
