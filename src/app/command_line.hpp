#pragma once

#include <cstddef>
#include <string>
#include <variant>

#include "model/options.hpp"

namespace resizer::app {

/// The program exits at once: with help or the version on standard output (code 0), or with a line on standard error
/// because the command line is invalid (code 2).
struct Exit {
  int code = 0;
  std::string text;
};

/// Parses the arguments as passed to main(), without reading any file but that of --config. Help is formatted for
/// `columns`.
std::variant<model::Options, Exit> parse_command_line(int argc, const char* const* argv, std::size_t columns = 80);

}  // namespace resizer::app
