#pragma once

#include <string>

namespace resizer::report {

/// The style sheet of the HTML report.
std::string html_style();

}  // namespace resizer::report
