#pragma once

#include <string>

#include "planning/plan.hpp"

namespace resizer::app {

/// What a run would do, one line an image: "INPUT -> OUTPUT", or "INPUT: skipped, OUTPUT is there"; then which outputs
/// have an unusual name, and what is passed over.
std::string plan_text(const planning::Plan& plan);

}  // namespace resizer::app
