#pragma once

#include <string_view>

#include "bench/context.hpp"

namespace resizer::app {

/// The version of the program, such as "1.0.0".
std::string_view version() noexcept;

/// How this program was built, from compile definitions.
bench::BuildInfo build_info();

}  // namespace resizer::app
