#pragma once

#include "options/row.hpp"

/// The groups of the table.
namespace resizer::options {

OptionGroup file_options();
OptionGroup size_options();
OptionGroup quality_options();
OptionGroup mode_options();
OptionGroup control_options();
OptionGroup output_options();
OptionGroup sharding_options();
OptionGroup other_options();

}  // namespace resizer::options
