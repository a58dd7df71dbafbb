#pragma once

#include <cstddef>
#include <filesystem>
#include <span>

#include "planning/plan.hpp"

namespace resizer::planning {

/// Leaves only these inputs in the plan; the outputs keep their names. Relative paths are relative to the working
/// folder. Returns how many of them are there.
std::size_t keep_only(Plan& plan, std::span<const std::filesystem::path> inputs);

}  // namespace resizer::planning
