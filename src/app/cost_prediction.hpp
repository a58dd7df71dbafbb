#pragma once

#include <optional>
#include <span>
#include <variant>
#include <vector>

#include "model/job.hpp"
#include "model/options.hpp"
#include "model/sandbox.hpp"

namespace resizer::app {

/// The signal that came meanwhile.
struct EndedBySignal {
  int signal = 0;
};

/// About how many seconds of a core each job takes, by the headers of the inputs, which sandboxed workers read.
std::variant<std::vector<double>, EndedBySignal> predict_costs(std::span<const model::Job> jobs,
                                                               const model::Options& options,
                                                               const model::SandboxLayers& sandbox);

}  // namespace resizer::app
