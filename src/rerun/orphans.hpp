#pragma once

#include <filesystem>
#include <vector>

#include "model/options.hpp"
#include "planning/plan.hpp"
#include "rerun/journal_contents.hpp"

namespace resizer::rerun {

/// Outputs whose input is gone: it was below a folder given as an input now, the output is in the output folder as it
/// was made, and it is neither an output nor an input of the plan. Sorted.
std::vector<std::filesystem::path> find_orphans(const JournalContents& journal, const model::PathOptions& options,
                                                const planning::Plan& plan);

}  // namespace resizer::rerun
