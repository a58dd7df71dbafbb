#include "exec/scripted_batch.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <functional>
#include <map>
#include <new>
#include <set>
#include <stdexcept>
#include <thread>
#include <utility>

#include "util/clock.hpp"
#include "util/error.hpp"
#include "util/file.hpp"

namespace resizer::exec {
namespace {

namespace fs = std::filesystem;

std::string output_text(const std::string& order) {
  return "output of " + order;
}

// As job functions do, with no more system calls than a sandbox allows.
std::string read_order(const fs::path& path) {
  std::vector<std::uint8_t> contents;
  util::read_file(path, 1000, contents);
  return {contents.begin(), contents.end()};
}
void write_outputs(std::span<const fs::path> temp_paths, const std::string& text) {
  const std::vector<std::uint8_t> contents(text.begin(), text.end());
  for (const fs::path& path : temp_paths) util::write_new_file(path, contents);
}

void sleep_ms(const std::string& milliseconds) {
  std::this_thread::sleep_for(std::chrono::milliseconds(std::stoi(milliseconds)));
}

constexpr std::size_t kHogBytes = std::size_t{8} << 20U;
constexpr std::uint64_t kMegabyte = 1'000'000;

/// Needs more stack than there is.
[[gnu::noinline]] int dig(int depth) {
  std::array<volatile char, 4096> ballast{};
  ballast[0] = static_cast<char>(depth);
  return depth > 0 ? dig(depth + 1) + ballast[0] : 0;
}

void burn_ms(const std::string& milliseconds) {
  const auto until = util::process_cpu_time() + std::chrono::milliseconds(std::stoi(milliseconds));
  while (util::process_cpu_time() < until) {
  }
}

using Argument = const std::string&;
using Faults = std::map<std::string, std::function<void(Argument)>, std::less<>>;

const Faults& faults() {
  static const Faults table{
      {"error", [](Argument text) { throw util::Error(util::ErrorCode::corrupt, text); }},
      {"bad_alloc", [](Argument) { throw std::bad_alloc(); }},
      {"runtime_error", [](Argument) { throw std::runtime_error("not ours"); }},
      {"int", [](Argument) { throw 1; }},
      {"segfault", [](Argument) { std::raise(SIGSEGV); }},
      {"segfault_after",
       [](Argument milliseconds) {
         sleep_ms(milliseconds);
         std::raise(SIGSEGV);
       }},
      {"stall",
       [](Argument) {
         for (;;) ::pause();
       }},
      {"spin",
       [](Argument) {
         for (volatile unsigned turns = 0;;) turns = turns + 1;
       }},
      {"sigstop", [](Argument) { std::raise(SIGSTOP); }},
      {"hog",
       [](Argument) {
         std::vector<std::vector<char>> all;
         for (;;) all.emplace_back(kHogBytes, 'x');
       }},
      {"hog_c",
       [](Argument) {
         for (;;) std::memset(std::malloc(kHogBytes), 'x', kHogBytes);  // NOLINT: leaks and does not look, as told
       }},
      {"abort", [](Argument) { std::abort(); }},
      {"stack_overflow", [](Argument) { static_cast<void>(dig(1)); }},
      {"sigkill", [](Argument) { std::raise(SIGKILL); }},
      {"exit", [](Argument status) { ::_exit(std::stoi(status)); }},
  };
  return table;
}

/// A file of two lines loses its first when it is read.
std::string next_order(const fs::path& input) {
  std::string content = read_order(input);
  const std::size_t line_end = content.find('\n');
  if (line_end == std::string::npos) return content;
  std::ofstream(input, std::ios::binary) << content.substr(line_end + 1);
  return content.substr(0, line_end);
}

}  // namespace

model::JobReport obey(const model::Job& job, std::span<const fs::path> temp_paths, const util::ReserveMemory& reserve) {
  const std::string order = next_order(job.input);
  const std::string verb = order.substr(0, order.find(' '));
  const std::string argument = verb.size() < order.size() ? order.substr(verb.size() + 1) : "";
  if (const auto fault = faults().find(verb); fault != faults().end()) {
    write_outputs(temp_paths, "partial");
    fault->second(argument);
  }
  if (verb.starts_with("reserve")) reserve(std::stoull(argument) * kMegabyte);
  if (verb == "reserve_twice") reserve(2 * std::stoull(argument) * kMegabyte);
  if (verb == "reserve_and_stall") ::pause();
  if (verb == "reserve_and_crash") std::raise(SIGSEGV);
  if (verb == "sleep") sleep_ms(argument);
  if (verb == "burn") burn_ms(argument);
  if (verb != "nothing") write_outputs(temp_paths, output_text(order));
  model::JobReport report;
  report.input.bytes = order.size();
  report.outputs.resize(temp_paths.size());
  for (std::size_t k = 0; k < temp_paths.size(); ++k) report.outputs.at(k).image.bytes = output_text(order).size();
  return report;
}

ScriptedBatch::ScriptedBatch() {
  fs::create_directory(out());
}

std::size_t ScriptedBatch::add(std::string_view order, unsigned outputs) {
  const std::string name = std::to_string(jobs_.size());
  model::Job job{folder_.write("in/" + name, order), order.size(), {}};
  for (unsigned k = 0; k < outputs; ++k) job.outputs.push_back(out() / (name + "-" + std::to_string(k)));
  jobs_.push_back(std::move(job));
  return jobs_.size() - 1;
}

std::size_t ScriptedBatch::add_changing(std::string_view first, std::string_view then) {
  return add(std::string(first) + '\n' + std::string(then));
}

void ScriptedBatch::add_many(std::size_t count, std::string_view order) {
  for (std::size_t i = 0; i < count; ++i) add(order);
}

void ScriptedBatch::reorder(std::string_view order) const {
  for (const model::Job& job : jobs_) folder_.write(job.input, order);
}

std::vector<std::string> ScriptedBatch::strangers() const {
  std::set<fs::path> expected;
  for (const model::Job& job : jobs_) expected.insert(job.outputs.begin(), job.outputs.end());
  std::vector<std::string> names;
  for (const fs::directory_entry& entry : fs::directory_iterator(out())) {
    if (!expected.contains(entry.path())) names.push_back(entry.path().filename());
  }
  return names;
}

std::vector<fs::path> ScriptedBatch::temps() const {
  std::vector<fs::path> paths;
  for (const std::string& name : strangers()) {
    std::error_code ended;
    for (const fs::directory_entry& entry : fs::directory_iterator(out() / name, ended)) {
      if (entry.path().filename() != "lock") paths.push_back(entry.path());
    }
  }
  return paths;
}

void ScriptedBatch::expect_files_match(const model::RunResult& result) const {
  for (std::size_t i = 0; i < jobs_.size(); ++i) {
    const std::string order = test::read_file(jobs_[i].input);
    for (const fs::path& output : jobs_[i].outputs) {
      const bool done = result.outcomes[i].done() != nullptr;
      EXPECT_EQ(fs::exists(output), done) << i << ": " << order;
      EXPECT_EQ(test::read_file(output), done ? output_text(order) : "") << i << ": " << order;
    }
  }
  EXPECT_THAT(strangers(), testing::IsEmpty());
}

void CountingObserver::on_outcome(std::size_t job_index, const model::JobOutcome& outcome) {
  ++told_.at(job_index);
  kinds_.emplace_back(model::name_of(outcome.kind));
}

std::unique_ptr<Executor> make_executor(unsigned workers, JobFunction job_function,
                                        const model::ControlOptions& control) {
  const ExecutorOptions options{.control = control, .sandbox = {}};
  if (workers == 0) return make_sequential_executor(std::move(job_function), options);
  return make_process_pool(std::move(job_function), workers, options);
}

std::string name_of_executor(const testing::TestParamInfo<unsigned>& info) {
  return info.param == 0 ? "sequential" : "pool_of_" + std::to_string(info.param);
}

model::RunResult run_and_check(Executor& executor, const ScriptedBatch& batch) {
  CountingObserver observer(batch.jobs().size());
  model::RunResult result = executor.run(batch.jobs(), observer);
  EXPECT_EQ(result.outcomes.size(), batch.jobs().size());
  EXPECT_THAT(observer.told(), testing::Each(1));
  batch.expect_files_match(result);
  return result;
}

}  // namespace resizer::exec
