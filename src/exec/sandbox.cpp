#include "exec/sandbox.hpp"

#include <linux/landlock.h>

#include "exec/job_folders.hpp"
#include "exec/syscall_filter.hpp"

namespace resizer::exec {
namespace {

/// Each folder costs a rule, and a worker's start takes longer with every rule.
constexpr std::size_t kMostFolders = 1000;

constexpr std::uint64_t kInputRights = LANDLOCK_ACCESS_FS_READ_FILE;
constexpr std::uint64_t kOutputRights =
    LANDLOCK_ACCESS_FS_MAKE_REG |    // makes temporary files, and final names by renaming them
    LANDLOCK_ACCESS_FS_WRITE_FILE |  // opens the file that it makes
    LANDLOCK_ACCESS_FS_REMOVE_FILE;  // renames, and removes what failed

LandlockRuleset make_ruleset(int abi, std::span<const model::Job> jobs) {
  LandlockRuleset ruleset(abi);
  for (const auto& folder : covering_folders(input_folders(jobs), kMostFolders)) ruleset.allow(folder, kInputRights);
  for (const auto& folder : covering_folders(output_folders(jobs), kMostFolders)) ruleset.allow(folder, kOutputRights);
  return ruleset;
}

}  // namespace

Sandbox::Sandbox(model::SandboxLayers layers, std::span<const model::Job> jobs) : layers_(layers) {
  if (layers.landlock_abi > 0) ruleset_ = make_ruleset(layers.landlock_abi, jobs);
}

void Sandbox::restrict_paths() const {
  if (ruleset_) ruleset_->restrict_self();
}

void Sandbox::restrict_calls() const {
  if (layers_.seccomp) filter_system_calls();
}

}  // namespace resizer::exec
