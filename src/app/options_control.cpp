#include "app/option_list.hpp"

namespace resizer::app {

OptionGroup control_options(model::ControlOptions& control) {
  OptionGroup group{.heading = "Control", .options = {}};
  group.add_value("--halt", choices<model::Halt>(), control.halt, parse_name<model::Halt>,
                  "Begin no further image when one has failed\n(default never)");
  return group;
}

}  // namespace resizer::app
