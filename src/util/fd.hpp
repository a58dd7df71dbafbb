#pragma once

#include <utility>

namespace resizer::util {

/// Owns one file descriptor and closes it. Move-only; an empty Fd holds none.
class Fd {
 public:
  Fd() = default;
  /// Takes over `fd`; a negative one, as a failed system call returns it, makes an empty Fd.
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
  /// The descriptor, still owned here; -1 when empty.
  int get() const noexcept { return fd_; }
  /// Hands the descriptor to the caller and leaves this empty.
  int release() noexcept { return std::exchange(fd_, kNone); }

  /// Closes now and leaves this empty. Returns 0, or the errno of close(2): a file that was written is only known to be
  /// on its way to the disk when this is 0. Closing an empty Fd is no error.
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

/// Throws util::Error(system) when no pipe can be made.
Pipe make_pipe();

}  // namespace resizer::util
