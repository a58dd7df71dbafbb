#pragma once

#include "bench/context.hpp"

namespace resizer::app {

/// How this program was built, from compile definitions.
bench::BuildInfo build_info();

}  // namespace resizer::app
