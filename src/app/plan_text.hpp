#pragma once

#include <string>

#include "planning/plan.hpp"

namespace resizer::app {

/// What a run would do, one line per image: "INPUT -> OUTPUT", or "INPUT: skipped, OUTPUT exists"; then outputs with
/// longer names, and ignored files.
std::string plan_text(const planning::Plan& plan);

}  // namespace resizer::app
