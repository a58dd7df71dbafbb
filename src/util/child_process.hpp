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

/// Resource usage of one process (getrusage(2)).
struct ResourceUsage {
  std::chrono::microseconds user{};
  std::chrono::microseconds system{};
  std::uint64_t peak_resident_bytes = 0;
};

struct ChildResult {
  ProcessEnd end;
  ResourceUsage usage;
};

/// A forked child. Its pid stays valid until it is reaped here, so signals cannot reach another process. Move-only. The
/// destructor kills and reaps a child that was not waited for.
class ChildProcess {
 public:
  /// Forks and runs `body` in the child, which calls _exit with the result: no destructors, no atexit, no stdio flush.
  /// An exception that escapes `body` aborts the child. Call it from the main thread of a process without other
  /// threads, with SIGCHLD not ignored. Throws util::Error(system) if fork fails.
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
  /// Whether wait() would return at once. SIGCHLD signals a change.
  bool has_ended() const noexcept;

  /// Sends `signal`; a child that has already ended is no error.
  void kill(int signal) const noexcept;
  /// Waits for the child and reaps it. Call it once. Throws util::Error(system) if it was reaped elsewhere.
  ChildResult wait();

 private:
  static constexpr pid_t kReaped = -1;
  explicit ChildProcess(pid_t pid) noexcept : pid_(pid) {}

  pid_t pid_ = kReaped;
};

}  // namespace resizer::util
