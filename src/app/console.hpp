#pragma once

#include <cstddef>
#include <functional>
#include <string>

#include "model/options.hpp"

/// What may be shown on the terminal.
namespace resizer::app {

/// The value of an environment variable, or an empty string.
using Environment = std::function<std::string(const char* name)>;

std::string from_environment(const char* name);

/// --color decides; auto means colors on a terminal unless NO_COLOR is not empty (no-color.org) or TERM is dumb.
bool shows_color(model::Color color, bool is_terminal, const Environment& environment);

/// Whether the locale's character set is UTF-8: the first that is not empty of LC_ALL, LC_CTYPE and LANG decides.
bool shows_unicode(const Environment& environment);

/// How many columns the terminal has that `descriptor` stands for; 80 if that is not known.
std::size_t terminal_columns(int descriptor) noexcept;

/// Progress needs a terminal that can erase a line.
bool shows_progress(const model::OutputOptions& options, bool is_terminal, const Environment& environment);

}  // namespace resizer::app
