#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace resizer::test {

/// What a program left behind.
struct Finished {
  int exit_code = -1;  ///< Its exit status, or 128 and the signal that ended it, as shells tell it.
  std::string out;     ///< On a terminal, all it wrote there.
  std::string err;
};

struct Command {
  std::vector<std::string> arguments;  ///< The program first; with its path.
  std::filesystem::path folder = ".";  ///< Where it runs.
  /// On top of PATH and a UTF-8 locale, which is all it has: "NAME=VALUE".
  std::vector<std::string> environment = {};
  /// A file to write standard output to, instead of keeping it.
  std::filesystem::path out_file = {};
  /// Called in the child before it becomes the program: to lower a limit, give up a right, change a signal.
  std::function<void()> before = {};
};

/// A program that runs beside the test, its output in pipes. The test fails when it lasts longer than a minute.
class Running {
 public:
  explicit Running(const Command& command);
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;
  /// Kills what still runs.
  ~Running();

  void signal(int number) const;
  pid_t pid() const { return pid_; }
  Finished wait();

 protected:
  Running() = default;
  pid_t pid_ = -1;
  int out_fd_ = -1;
  int err_fd_ = -1;
};

/// The same on a new terminal of 100 columns as its standard input, output and error.
class RunningOnTerminal : public Running {
 public:
  explicit RunningOnTerminal(const Command& command);
  /// As if typed on the keyboard: "\x03" is Ctrl-C.
  void type(const std::string& keys) const;
};

/// For Command::before: root gives up its right to pass every permission; anybody else stays who they are.
void become_ordinary_user();

inline Finished run(const Command& command) {
  return Running(command).wait();
}
inline Finished run_on_terminal(const Command& command) {
  return RunningOnTerminal(command).wait();
}

/// Waits until `file` contains `text`, for at most half a minute; false if it never does.
bool wait_for_text(const std::filesystem::path& file, const std::string& text);

}  // namespace resizer::test
