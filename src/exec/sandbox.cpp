#include "exec/sandbox.hpp"

#include <linux/landlock.h>

#include "exec/job_folders.hpp"
#include "exec/syscall_filter.hpp"

namespace resizer::exec {
namespace {

/// Each folder takes a rule, and each rule delays the start of a worker by 0.3 us.
constexpr std::size_t kMostFolders = 10'000;

constexpr std::uint64_t kInputRights = LANDLOCK_ACCESS_FS_READ_FILE;
constexpr std::uint64_t kStagingRights = LANDLOCK_ACCESS_FS_MAKE_REG |    // create a file
                                         LANDLOCK_ACCESS_FS_WRITE_FILE |  // open the new file
                                         LANDLOCK_ACCESS_FS_REMOVE_FILE;  // remove it after a failure

LandlockRuleset make_ruleset(int abi, std::span<const model::Job> jobs, const Staging& staging) {
  LandlockRuleset ruleset(abi);
  for (const auto& folder : covering_folders(input_folders(jobs), kMostFolders)) ruleset.allow(folder, kInputRights);
  for (const auto& folder : covering_folders(staging.folders(), kMostFolders)) ruleset.allow(folder, kStagingRights);
  return ruleset;
}

}  // namespace

Sandbox::Sandbox(model::SandboxLayers layers, std::span<const model::Job> jobs, const Staging& staging)
    : layers_(layers) {
  if (layers.landlock_abi > 0) ruleset_ = make_ruleset(layers.landlock_abi, jobs, staging);
}

void Sandbox::restrict_paths() const {
  if (ruleset_) ruleset_->restrict_self();
}

void Sandbox::restrict_calls() const {
  if (layers_.seccomp) filter_system_calls();
}

}  // namespace resizer::exec
