#pragma once

#include <cstddef>
#include <string>
#include <variant>

#include "model/options.hpp"

namespace resizer::app {

/// The program ends at once: with help or the version (code 0, the text belongs on standard output), or because the
/// command line makes no sense (code 2, the text is one line for standard error).
struct Exit {
  int code = 0;
  std::string text;
};

/// Turns the arguments into options, without looking at any file but that of --config. argv[0] is the program's name,
/// as for main. Help is for a terminal of so many columns.
std::variant<model::Options, Exit> parse_command_line(int argc, const char* const* argv, std::size_t columns = 80);

}  // namespace resizer::app
