#pragma once

#include <optional>
#include <span>

#include "exec/landlock.hpp"
#include "exec/staging.hpp"
#include "model/job.hpp"
#include "model/sandbox.hpp"

namespace resizer::exec {

/// What confines the workers of one run to its inputs' folders and its staging folders. The parent makes it, each
/// worker enters it.
class Sandbox {
 public:
  /// Without layers it confines nothing. Throws util::Error.
  Sandbox(model::SandboxLayers layers, std::span<const model::Job> jobs, const Staging& staging);

  /// Worker, while the descriptors of its parent are still open: from now on it reads from the folders of inputs, makes
  /// and removes files in the staging folders, and opens nothing else.
  void restrict_paths() const;
  /// Worker, when it is set up: from now on it makes only the system calls that jobs need.
  void restrict_calls() const;

 private:
  model::SandboxLayers layers_;
  std::optional<LandlockRuleset> ruleset_;
};

}  // namespace resizer::exec
