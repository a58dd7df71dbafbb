#pragma once

#include "bench/context.hpp"

namespace resizer::app {

/// How this program was built, as CMake told the compiler.
bench::BuildInfo build_info();

}  // namespace resizer::app
