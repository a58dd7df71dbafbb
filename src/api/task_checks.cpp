#include "api/task_checks.hpp"

#include <filesystem>
#include <iterator>
#include <set>
#include <system_error>

#include "util/error.hpp"
#include "util/printable.hpp"

namespace resizer::api {
namespace {

namespace fs = std::filesystem;

/// A normal form of paths; links are not followed.
fs::path spelled_out(const fs::path& path) {
  std::error_code error;
  const fs::path absolute = fs::absolute(path, error);
  return (error ? path : absolute).lexically_normal();
}

[[noreturn]] void throw_conflict(const fs::path& output, const std::string& what) {
  throw util::Error(util::ErrorCode::conflict, util::printable(output.native()) + ": " + what);
}

void check_outputs(const std::vector<task_pool::Task>& tasks) {
  std::set<fs::path> inputs;
  std::set<fs::path> outputs;
  for (const task_pool::Task& task : tasks) inputs.insert(spelled_out(task.input));
  for (const task_pool::Task& task : tasks) {
    if (task.outputs.size() > model::kMaxOutputs) {
      throw util::Error(util::ErrorCode::usage,
                        "a task can have at most " + std::to_string(model::kMaxOutputs) + " outputs");
    }
    for (const fs::path& output : task.outputs) {
      if (!output.has_filename()) throw_conflict(output, "an output must be a file, not a folder");
      const fs::path path = spelled_out(output);
      if (inputs.contains(path)) throw_conflict(output, "an output would replace an input");
      if (!outputs.insert(path).second) throw_conflict(output, "two outputs are the same file");
    }
  }
}

}  // namespace

std::vector<model::Job> to_jobs(const std::vector<task_pool::Task>& tasks) {
  if (tasks.empty()) throw util::Error(util::ErrorCode::no_input, "there are no tasks");
  check_outputs(tasks);
  std::vector<model::Job> jobs;
  for (const task_pool::Task& task : tasks) {
    std::error_code error;
    const std::uintmax_t bytes = fs::file_size(task.input, error);
    jobs.push_back({.input = task.input, .input_bytes = error ? 0 : bytes, .outputs = task.outputs});
  }
  return jobs;
}

void require_one_thread() {
  std::error_code error;
  const fs::directory_iterator threads("/proc/self/task", error);
  if (error || std::distance(threads, fs::directory_iterator()) <= 1) return;
  throw util::Error(util::ErrorCode::usage, "a task pool can only be used by a process without other threads");
}

}  // namespace resizer::api
