#include "app/other_build.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "analysis/baseline_comparison.hpp"
#include "report/json/baseline_reader.hpp"
#include "util/child_process.hpp"
#include "util/error.hpp"
#include "util/printable.hpp"
#include "util/private_folder.hpp"
#include "util/quantity.hpp"

namespace resizer::app {
namespace {

namespace fs = std::filesystem;

constexpr int kNotStarted = 127;
constexpr util::ProcessEnd kAllDone = util::ExitedWith{0};
constexpr util::ProcessEnd kSomeFailed = util::ExitedWith{1};

/// One run of the program in a folder of its own.
struct Invocation {
  std::vector<std::string> arguments;
  fs::path report;
  fs::path messages;
};

Invocation invocation_of(const model::OtherProgram& program, const bench::Configuration& configuration,
                         const fs::path& folder) {
  Invocation call{
      .arguments = {program.path.native()}, .report = folder / "report.json", .messages = folder / "messages"};
  std::vector<std::string>& arguments = call.arguments;
  arguments.insert(arguments.end(), program.arguments.begin(), program.arguments.end());
  arguments.push_back("--out=" + (folder / "out").native());
  arguments.push_back("--mode=" + std::string(name_of(configuration.execution)));
  if (configuration.execution == model::Execution::parallel) {
    arguments.push_back("--jobs=" + std::to_string(configuration.workers));
  }
  arguments.insert(arguments.end(), {"--json", "--log-level=off"});
  return call;
}

bool redirect(int fd, const char* path, int flags) noexcept {
  const int opened = ::open(path, flags | O_CLOEXEC, S_IRUSR | S_IWUSR);
  return opened >= 0 && ::dup2(opened, fd) >= 0;
}

/// Child: becomes the program, which ends with `parent`, or returns its exit status.
int become(const Invocation& call, pid_t parent) {
  ::prctl(PR_SET_PDEATHSIG, SIGTERM);
  if (::getppid() != parent) return kNotStarted;  // it died before the call above
  util::unblock_all_signals();
  util::reset_signals({SIGPIPE, SIGXFSZ});
  constexpr int kNew = O_WRONLY | O_CREAT | O_TRUNC;
  if (!redirect(STDIN_FILENO, "/dev/null", O_RDONLY) || !redirect(STDOUT_FILENO, call.report.c_str(), kNew) ||
      !redirect(STDERR_FILENO, call.messages.c_str(), kNew)) {
    return kNotStarted;
  }
  std::vector<char*> arguments;
  for (const std::string& argument : call.arguments) arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);
  ::execvp(arguments.front(), arguments.data());
  return kNotStarted;
}

/// Waits for the child, and ends it when a signal is pending.
util::ProcessEnd wait_for(util::ChildProcess& child, const util::SignalGuard& signals) {
  constexpr int kPollInterval_ms = 50;
  bool is_told = false;
  while (!child.has_ended()) {
    pollfd signal{is_told ? -1 : signals.fd().get(), POLLIN, 0};
    if (::poll(&signal, 1, kPollInterval_ms) == 1) {
      child.kill(SIGTERM);
      is_told = true;
    }
  }
  return child.wait().end;
}

std::string first_line_of(const fs::path& file) {
  std::ifstream text(file);
  std::string line;
  std::getline(text, line);
  return util::printable(line);
}

std::string failure_of(const util::ProcessEnd& end, const fs::path& messages) {
  const auto* exited = std::get_if<util::ExitedWith>(&end);
  if (exited == nullptr) return "was killed by signal " + std::to_string(std::get<util::KilledBy>(end).signal);
  if (exited->status == kNotStarted) return "cannot be started";
  const std::string message = first_line_of(messages);
  return "exit status " + std::to_string(exited->status) + (message.empty() ? "" : ": " + message);
}

bench::OtherRun run_of(const analysis::Baseline& report, const bench::Configuration& configuration) {
  const analysis::BaselineMode* mode = analysis::find_mode(report, configuration);
  if (mode == nullptr) throw util::Error(util::ErrorCode::corrupt, "its report has no complete run");
  return {.wall = util::from_seconds(mode->wall_s.front()),
          .cpu = util::from_seconds(mode->cpu_s.front()),
          .failed = mode->failed};
}

analysis::Baseline read_report(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return report::read_baseline(file);
}

}  // namespace

OtherBuild::OtherBuild(model::OtherProgram program, fs::path output_dir, analysis::Workload workload)
    : program_(std::move(program)), output_dir_(std::move(output_dir)), workload_(std::move(workload)) {
  const bool is_path = program_.path.has_parent_path();  // else it is looked for in PATH
  if (is_path && ::access(program_.path.c_str(), X_OK) != 0) {
    throw named(util::system_error("cannot be started", errno, util::ErrorCode::usage));
  }
}

std::optional<bench::OtherRun> OtherBuild::run(const bench::Configuration& configuration,
                                               const util::SignalGuard& signals) {
  if (failure_) return std::nullopt;
  try {
    return run_once(configuration, signals);
  } catch (const util::Error& error) {
    if (!signals.is_waiting()) failure_ = named(error);
    return std::nullopt;
  }
}

bench::OtherRun OtherBuild::run_once(const bench::Configuration& configuration, const util::SignalGuard& signals) {
  const util::PrivateFolder folder(output_dir_);
  const Invocation call = invocation_of(program_, configuration, folder.path());
  util::ChildProcess child = util::ChildProcess::start([&call, parent = ::getpid()] { return become(call, parent); });
  const util::ProcessEnd end = wait_for(child, signals);
  if (end != kAllDone && end != kSomeFailed) throw util::Error(util::ErrorCode::system, failure_of(end, call.messages));
  const analysis::Baseline report = read_report(call.report);
  if (report.workload.images != workload_.images) {
    throw util::Error(util::ErrorCode::usage, "it resized other images than this program");
  }
  setting_ = report.setting;
  return run_of(report, configuration);
}

util::Error OtherBuild::named(const util::Error& error) const {
  return {error.code(), "--against " + util::printable(program_.path.native()) + ": " + error.what()};
}

}  // namespace resizer::app
