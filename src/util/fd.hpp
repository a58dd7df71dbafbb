#pragma once

#include <utility>

namespace resizer::util {

/// Owns one file descriptor and closes it. Move-only; an empty Fd holds none.
class Fd {
 public:
  Fd() = default;
  /// Takes ownership of `fd`; a negative one, as from a failed system call, makes an empty Fd.
  explicit Fd(int fd) noexcept : fd_(fd < 0 ? kNone : fd) {}
  Fd(Fd&& other) noexcept : fd_(other.release()) {}
  Fd& operator=(Fd&& other) noexcept {
    Fd taken(std::move(other));
    std::swap(fd_, taken.fd_);
    return *this;
  }
  Fd(const Fd&) = delete;
  Fd& operator=(const Fd&) = delete;
  ~Fd() { static_cast<void>(close()); }

  explicit operator bool() const noexcept { return fd_ != kNone; }
  /// The descriptor, still owned; -1 if empty.
  int get() const noexcept { return fd_; }
  /// Releases ownership to the caller.
  int release() noexcept { return std::exchange(fd_, kNone); }

  /// Closes the descriptor. Returns 0 or the errno of close(2), which may report that an earlier write failed. Closing
  /// an empty Fd is not an error.
  [[nodiscard]] int close() noexcept;

 private:
  static constexpr int kNone = -1;
  int fd_ = kNone;
};

/// Both ends of a pipe(2), close-on-exec.
struct Pipe {
  Fd read_end;
  Fd write_end;
};

/// Throws util::Error(system) if no pipe can be created.
Pipe make_pipe();

}  // namespace resizer::util
