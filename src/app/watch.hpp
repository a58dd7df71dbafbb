#pragma once

#include "app/exit_code.hpp"
#include "model/options.hpp"

namespace resizer::app {

/// Brings the output folder up to date, then again whenever something in the input folders changed, until a signal
/// comes. Returns the exit status: success if every image that is there is done. Throws util::Error if watching cannot
/// begin, or not go on because an input folder is gone.
int run_watch(const model::Options& options, Phase& phase);

}  // namespace resizer::app
