#pragma once

#include <cstddef>
#include <functional>
#include <string>

#include "model/options.hpp"

/// The capabilities of the terminal.
namespace resizer::app {

/// The value of an environment variable, or an empty string.
using Environment = std::function<std::string(const char* name)>;

std::string from_environment(const char* name);

/// By --color; auto means colors on a terminal unless NO_COLOR is set and not empty (no-color.org) or TERM is dumb.
bool shows_color(model::Color color, bool is_terminal, const Environment& environment);

/// Whether the locale's character set is UTF-8, by the first non-empty of LC_ALL, LC_CTYPE and LANG.
bool shows_unicode(const Environment& environment);

/// The number of columns of the terminal at `descriptor`; 80 if unknown.
std::size_t terminal_columns(int descriptor) noexcept;

/// Whether to show progress, which needs a terminal that can erase a line.
bool shows_progress(const model::OutputOptions& options, bool is_terminal, const Environment& environment);

}  // namespace resizer::app
