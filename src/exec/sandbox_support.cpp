#include <linux/landlock.h>
#include <sys/prctl.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <functional>
#include <string_view>

#include "exec/landlock.hpp"
#include "exec/sandbox.hpp"
#include "exec/syscall_filter.hpp"
#include "util/child_process.hpp"
#include "util/error.hpp"
#include "util/shared_mapping.hpp"
#include "util/signals.hpp"

namespace resizer::exec {
namespace {

#ifdef RESIZER_INSTRUMENTED
constexpr bool kIsInstrumented = true;
#else
constexpr bool kIsInstrumented = false;
#endif

using Reason = std::array<char, 128>;

/// In a child: calls `enter`, and stores in `reason` why it failed.
int try_layer(const std::function<void()>& enter, Reason& reason) {
  try {
    ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    enter();
    return 0;
  } catch (const util::Error& error) {
    const std::string_view text = error.what();
    std::copy_n(text.begin(), std::min(text.size(), reason.size() - 1), reason.begin());
    return 1;
  }
}

void enter_landlock() {
  LandlockRuleset ruleset(landlock_abi());
  ruleset.allow("/", LANDLOCK_ACCESS_FS_READ_FILE);
  ruleset.restrict_self();
}

/// Why a layer cannot be entered, or an empty string. Only trying tells: a container may forbid what its kernel offers.
std::string failure_of(const std::function<void()>& enter) {
  const util::SignalDisposition child_signal(SIGCHLD, SIG_DFL);
  const util::SharedArray<Reason> reason(1);
  util::ChildProcess child = util::ChildProcess::start([&] { return try_layer(enter, reason[0]); });
  if (child.wait().end == util::ProcessEnd{util::ExitedWith{0}}) return {};
  return reason[0][0] != '\0' ? reason[0].data() : "the process that tried it was killed";
}

}  // namespace

model::SandboxSupport sandbox_support() {
  if (kIsInstrumented) return {.layers = {}, .missing = "builds with sanitizers or coverage cannot run in it"};
  model::SandboxSupport support;
  const auto add = [&](const std::string& failure) {
    if (!failure.empty()) support.missing += (support.missing.empty() ? "" : "; ") + failure;
    return failure.empty();
  };
  if (add(failure_of(enter_landlock))) {
    support.layers.landlock_abi = landlock_abi();
  }
  support.layers.seccomp = add(failure_of(filter_system_calls));
  return support;
}

}  // namespace resizer::exec
