#include "support/process.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <thread>

#include "support/temp_folder.hpp"

namespace resizer::test {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr auto kLongestRun = 60s;

/// Becomes the program. Only called in a fresh child.
[[noreturn]] void execute(const Command& command) {
  // The first of a name counts.
  std::vector<std::string> environment = command.environment;
  environment.insert(environment.end(), {"PATH=/usr/bin:/bin", "LANG=C.UTF-8", "TERM=xterm"});
  std::vector<std::string> arguments = command.arguments;
  const auto pointers = [](std::vector<std::string>& strings) {
    std::vector<char*> all;
    all.reserve(strings.size() + 1);
    for (std::string& text : strings) all.push_back(text.data());
    all.push_back(nullptr);
    return all;
  };
  if (chdir(command.folder.c_str()) != 0) _exit(126);
  if (!command.out_file.empty()) {
    const int file = open(command.out_file.c_str(), O_WRONLY | O_CREAT, 0600);
    if (file < 0 || dup2(file, STDOUT_FILENO) < 0) _exit(126);
  }
  // Who started the tests may have ignored them.
  for (const int number : {SIGINT, SIGTERM, SIGHUP, SIGQUIT}) ::signal(number, SIG_DFL);
  if (command.before) command.before();
  execve(arguments[0].c_str(), pointers(arguments).data(), pointers(environment).data());
  _exit(127);
}

/// Reads both ends until they close; false when it takes too long. A terminal closes with EIO.
bool read_to_end(int out_fd, int err_fd, Finished& finished) {
  std::array<pollfd, 2> ends{{{out_fd, POLLIN, 0}, {err_fd, POLLIN, 0}}};
  const auto deadline = Clock::now() + kLongestRun;
  while (ends[0].fd >= 0 || ends[1].fd >= 0) {
    if (Clock::now() > deadline) return false;
    if (poll(ends.data(), ends.size(), 100) <= 0) continue;
    for (pollfd& end : ends) {
      if (end.fd < 0 || end.revents == 0) continue;
      std::array<char, 4096> buffer{};
      const ssize_t count = read(end.fd, buffer.data(), buffer.size());
      std::string& text = &end == ends.data() ? finished.out : finished.err;
      if (count > 0) text.append(buffer.data(), static_cast<std::size_t>(count));
      if (count <= 0) end.fd = -1;
    }
  }
  return true;
}

}  // namespace

Running::Running(const Command& command) {
  std::array<int, 2> out{};
  std::array<int, 2> err{};
  if (pipe2(out.data(), O_CLOEXEC) != 0 || pipe2(err.data(), O_CLOEXEC) != 0) throw std::runtime_error("pipe2");
  pid_ = fork();
  if (pid_ == 0) {
    dup2(out[1], STDOUT_FILENO);
    dup2(err[1], STDERR_FILENO);
    execute(command);
  }
  close(out[1]);
  close(err[1]);
  out_fd_ = out[0];
  err_fd_ = err[0];
}

RunningOnTerminal::RunningOnTerminal(const Command& command) {
  winsize size{.ws_row = 40, .ws_col = 100, .ws_xpixel = 0, .ws_ypixel = 0};
  pid_ = forkpty(&out_fd_, nullptr, nullptr, &size);
  if (pid_ == 0) execute(command);
}

Running::~Running() {
  if (pid_ > 0) {
    kill(pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
  }
  if (out_fd_ >= 0) close(out_fd_);
  if (err_fd_ >= 0) close(err_fd_);
}

void RunningOnTerminal::type(const std::string& keys) const {
  if (write(out_fd_, keys.data(), keys.size()) < 0) throw std::runtime_error("write");
}

void Running::signal(int number) const {
  kill(pid_, number);
}

Finished Running::wait() {
  Finished finished;
  if (!read_to_end(out_fd_, err_fd_, finished)) {
    ADD_FAILURE() << "the program did not end";
    return finished;
  }
  int status = 0;
  waitpid(std::exchange(pid_, -1), &status, 0);
  finished.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return finished;
}

void become_ordinary_user() {
  constexpr uid_t kNobody = 65534;
  if (getuid() == 0 && (setgid(kNobody) != 0 || setuid(kNobody) != 0)) _exit(126);
}

bool wait_for_text(const std::filesystem::path& file, const std::string& text) {
  const auto deadline = Clock::now() + kLongestRun / 2;
  while (Clock::now() < deadline) {
    if (read_file(file).find(text) != std::string::npos) return true;
    std::this_thread::sleep_for(1ms);
  }
  return false;
}

}  // namespace resizer::test
