#pragma once

#include "model/options.hpp"
#include "model/sandbox.hpp"
#include "planning/plan.hpp"
#include "rerun/reruns.hpp"

namespace resizer::app {

/// Shows what a run would do, and returns its exit status.
int dry_run(const model::Options& options, const planning::Plan& plan, const rerun::Reruns& reruns,
            const model::SandboxLayers& sandbox);

}  // namespace resizer::app
