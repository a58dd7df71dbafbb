#pragma once

#include <string>

#include "resizer/planning/plan.hpp"

namespace resizer::app {

/// What a run would do, one line an image: "INPUT -> OUTPUT", or "INPUT: skipped, OUTPUT is there".
std::string plan_text(const planning::Plan& plan);

}  // namespace resizer::app
