#pragma once

#include "model/options.hpp"

namespace resizer::app {

/// Refuses what makes no sense while watching folders. Throws util::Error(usage).
void check_watch(const model::Options& options);

}  // namespace resizer::app
