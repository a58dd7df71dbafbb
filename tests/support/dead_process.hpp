#pragma once

#include <sys/types.h>

#include "resizer/util/child_process.hpp"

namespace resizer::test {

/// A number that no process has.
inline pid_t dead_process() {
  util::ChildProcess process = util::ChildProcess::start([] { return 0; });
  const pid_t pid = process.pid();
  process.wait();
  return pid;
}

}  // namespace resizer::test
