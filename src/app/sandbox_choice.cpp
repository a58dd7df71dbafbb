#include "app/sandbox_choice.hpp"

#include "exec/sandbox.hpp"
#include "util/error.hpp"

namespace resizer::app {

model::SandboxSupport choose_sandbox(model::SandboxMode mode) {
  if (mode == model::SandboxMode::off) return {};
  model::SandboxSupport support = exec::sandbox_support();
  if (mode == model::SandboxMode::require && !support.missing.empty()) {
    throw util::Error(util::ErrorCode::usage, "--sandbox require: unavailable on this system: " + support.missing);
  }
  return support;
}

}  // namespace resizer::app
