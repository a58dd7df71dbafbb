#pragma once

#include <string_view>

namespace resizer::report {

/// The style sheet of the HTML report.
std::string_view html_style() noexcept;

}  // namespace resizer::report
