#pragma once

#include <string_view>

namespace resizer::app {

/// The version of the program, such as "1.0.0".
std::string_view version() noexcept;

}  // namespace resizer::app
