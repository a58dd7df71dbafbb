#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <functional>
#include <utility>
#include <variant>

namespace resizer::util {

/// The process called _exit or returned from main.
struct ExitedWith {
  int status = 0;
  friend bool operator==(ExitedWith, ExitedWith) = default;
};
/// A signal ended the process.
struct KilledBy {
  int signal = 0;
  friend bool operator==(KilledBy, KilledBy) = default;
};
using ProcessEnd = std::variant<ExitedWith, KilledBy>;

/// Decodes the status that wait(2) gives for a process that has ended.
ProcessEnd decode_wait_status(int status) noexcept;

/// What the kernel counted for one process (getrusage(2)).
struct ResourceUsage {
  std::chrono::microseconds user{};
  std::chrono::microseconds system{};
  std::uint64_t peak_resident_bytes = 0;
};

struct ChildResult {
  ProcessEnd end;
  ResourceUsage usage;
};

/// A forked child. Its number belongs to it until it is reaped here, so that no signal can reach a stranger. Move-only.
/// Destroying one that was not waited for kills and reaps it.
class ChildProcess {
 public:
  /// Forks and runs `body` in the child, which leaves by _exit with its result: no destructors, no atexit, no flush of
  /// stdio. An exception that escapes `body` aborts the child. Call it from the main thread of a process without other
  /// threads, and with SIGCHLD not ignored. Throws util::Error(system) when the system gives no further process.
  static ChildProcess start(const std::function<int()>& body);

  ChildProcess(ChildProcess&& other) noexcept : pid_(std::exchange(other.pid_, kReaped)) {}
  ChildProcess& operator=(ChildProcess&& other) noexcept {
    std::swap(pid_, other.pid_);
    return *this;
  }
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;
  ~ChildProcess();

  /// Process id; valid until wait() returns.
  pid_t pid() const noexcept { return pid_; }
  /// Whether wait() would return at once. SIGCHLD tells when that changes.
  bool has_ended() const noexcept;

  /// Sends `signal`; a child that has already ended is no error.
  void kill(int signal) const noexcept;
  /// Waits for the end and reaps. Call it once. Throws util::Error(system) when somebody else reaped the child.
  ChildResult wait();

 private:
  static constexpr pid_t kReaped = -1;
  explicit ChildProcess(pid_t pid) noexcept : pid_(pid) {}

  pid_t pid_ = kReaped;
};

}  // namespace resizer::util
