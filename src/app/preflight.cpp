#include "app/preflight.hpp"

#include <sys/resource.h>

#include <cerrno>
#include <string>

#include "exec/sandbox.hpp"
#include "planning/disk_space.hpp"
#include "planning/report_files.hpp"
#include "util/error.hpp"

namespace resizer::app {

void require_open_files(unsigned workers) {
  constexpr rlim_t kBesidesWorkers = 64;
  const rlim_t needed = workers + kBesidesWorkers;
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= needed) return;
  if (limit.rlim_max < needed) {
    throw util::Error(util::ErrorCode::usage, "--jobs " + std::to_string(workers) + " needs " + std::to_string(needed) +
                                                  " open files, and " + std::to_string(limit.rlim_max) +
                                                  " are allowed (ulimit -n)");
  }
  limit.rlim_cur = needed;
  if (::setrlimit(RLIMIT_NOFILE, &limit) != 0) throw util::system_error("the limit of open files", errno);
}

void check_plan(const model::Options& options, const planning::Plan& plan) {
  planning::check_outputs(plan);
  planning::check_report_files(options.output);
  if (options.paths.dry_run || options.paths.ignore_disk_space) return;
  planning::check_disk_space(planning::estimate_disk_space(plan, options.resize));
}

model::SandboxSupport choose_sandbox(model::SandboxMode mode) {
  if (mode == model::SandboxMode::off) return {};
  model::SandboxSupport support = exec::sandbox_support();
  if (mode == model::SandboxMode::require && !support.missing.empty()) {
    throw util::Error(util::ErrorCode::usage, "--sandbox require: unavailable on this system: " + support.missing);
  }
  return support;
}

}  // namespace resizer::app
