#pragma once

#include <string_view>

namespace resizer::report {

/// The style sheet of the HTML report.
extern const std::string_view kHtmlStyle;

}  // namespace resizer::report
