#include "exec/syscall_filter.hpp"

#include <fcntl.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <memory>
#include <vector>

#include "util/error.hpp"

namespace resizer::exec {
namespace {

using Condition = scmp_arg_cmp;

/// The bits of the argument in `mask` equal `bits`.
constexpr Condition has_bits(unsigned argument, unsigned mask, unsigned bits) noexcept {
  return {argument, SCMP_CMP_MASKED_EQ, mask, bits};
}

/// A system call that is allowed if all conditions hold; several rows for one call are alternatives.
struct AllowedCall {
  int number;
  std::vector<Condition> conditions = {};
};

/// Everything a worker needs after its setup. `own_pid` is its process id.
std::vector<AllowedCall> allowed_calls(unsigned own_pid) {
  constexpr unsigned kAll = ~0U;
  constexpr unsigned kNew = O_CREAT | O_EXCL;
  constexpr unsigned kExecutable = S_ISUID | S_ISGID | S_ISVTX | S_IXUSR | S_IXGRP | S_IXOTH;
  return {
      // Reading inputs. Existing files are never opened for writing, nor truncated.
      {SCMP_SYS(openat), {has_bits(2, O_ACCMODE | O_CREAT | O_TRUNC, O_RDONLY)}},
      {SCMP_SYS(fstat)},
      {SCMP_SYS(newfstatat)},  // the C library's fstat() before 2.39
      {SCMP_SYS(read)},        // also of the hardware counters
      {SCMP_SYS(pread64)},     // of the scheduler's counters
      {SCMP_SYS(close)},
      // Writing new files that are not executable, removing them after a failure, and writing to the pipe. Only the
      // parent renames files and sets their dates.
      {SCMP_SYS(openat), {has_bits(2, kNew, kNew), has_bits(3, kExecutable, 0)}},
      {SCMP_SYS(write)},
      {SCMP_SYS(writev)},  // libraries that print to standard error
      {SCMP_SYS(unlink)},  // which of the two the C library uses depends on the architecture
      {SCMP_SYS(unlinkat)},
      // Memory: private and never executable.
      {SCMP_SYS(brk)},
      {SCMP_SYS(mmap), {has_bits(2, PROT_EXEC, 0), has_bits(3, MAP_SHARED | MAP_PRIVATE, MAP_PRIVATE)}},
      {SCMP_SYS(mprotect), {has_bits(2, PROT_EXEC, 0)}},
      {SCMP_SYS(mremap)},
      {SCMP_SYS(munmap)},
      {SCMP_SYS(madvise)},
      {SCMP_SYS(sysinfo)},  // qsort() asks for the memory size before it allocates
      // Waiting, and time where there is no vDSO.
      {SCMP_SYS(futex)},
      {SCMP_SYS(sched_yield)},
      {SCMP_SYS(restart_syscall)},  // resumes a wait after SIGSTOP and SIGCONT
      {SCMP_SYS(clock_gettime)},
      {SCMP_SYS(getrusage)},
      {SCMP_SYS(gettimeofday)},
      {SCMP_SYS(getrandom)},  // seeds of hash tables
      // Ending: exit(), abort(), and return from a signal handler.
      {SCMP_SYS(exit)},
      {SCMP_SYS(exit_group)},
      {SCMP_SYS(rt_sigreturn)},
      {SCMP_SYS(rt_sigprocmask)},
      {SCMP_SYS(getpid)},
      {SCMP_SYS(gettid)},
      {SCMP_SYS(tgkill), {has_bits(0, kAll, own_pid)}},
  };
}

void check(int negative_errno, const char* what) {
  if (negative_errno < 0) throw util::system_error(what, -negative_errno);
}

}  // namespace

void filter_system_calls() {
  const std::unique_ptr<void, void (*)(void*)> filter(seccomp_init(SCMP_ACT_KILL_PROCESS), seccomp_release);
  if (filter == nullptr) throw util::system_error("seccomp: cannot create a filter", ENOMEM);
  for (const AllowedCall& call : allowed_calls(static_cast<unsigned>(::getpid()))) {
    check(seccomp_rule_add_array(filter.get(), SCMP_ACT_ALLOW, call.number,
                                 static_cast<unsigned>(call.conditions.size()), call.conditions.data()),
          "seccomp: cannot add a rule");
  }
  check(seccomp_load(filter.get()), "seccomp: cannot load the filter");
}

}  // namespace resizer::exec
