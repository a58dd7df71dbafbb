#pragma once

#include <cstddef>
#include <string>

#include "options/row.hpp"

namespace resizer::options {

/// The widest layout of help, whatever the terminal.
inline constexpr std::size_t kFewestColumns = 40;
inline constexpr std::size_t kMostColumns = 100;

/// "-q, --quality N"; without a short name, indented to match.
std::string signature(const OptionRow& row);

/// The full description of an option: its help, details, choices and default.
std::string description(const OptionRow& row);

/// All options by group, exit statuses and examples, for a terminal with this many columns.
std::string help_text(std::size_t columns);

/// The most used options, each on one line of 80 columns.
std::string brief_help_text(std::size_t columns);

}  // namespace resizer::options
