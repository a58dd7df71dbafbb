#pragma once

#include <string>
#include <string_view>

namespace resizer::report {

/// The colors of light mode, as CSS custom properties: "--ink: #1b1c1f; ...".
std::string_view light_colors() noexcept;

/// The style of all charts, one rule a line, in terms of these colors.
std::string_view chart_rules() noexcept;

/// The style of a file that holds this markup alone: the rules that it needs, with the light colors themselves, which
/// viewers without custom properties understand too.
std::string standalone_style(std::string_view markup);

}  // namespace resizer::report
