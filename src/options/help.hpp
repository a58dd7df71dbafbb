#pragma once

#include <cstddef>
#include <string>

#include "options/row.hpp"

namespace resizer::options {

/// Help is laid out for so many columns, however wide the terminal is.
inline constexpr std::size_t kFewestColumns = 40;
inline constexpr std::size_t kMostColumns = 100;

/// "-q, --quality N"; an option without a short name is indented like the others.
std::string signature(const OptionRow& row);

/// All that help says about an option, as sentences: its help, details, choices and default.
std::string description(const OptionRow& row);

/// All options by their groups, exit statuses and examples, for a terminal of so many columns.
std::string help_text(std::size_t columns);

/// The most used options, each on one line of a terminal of 80 columns.
std::string brief_help_text(std::size_t columns);

}  // namespace resizer::options
