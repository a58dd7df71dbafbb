#include "resizer/task_pool.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>
#include <thread>
#include <utility>

#include "resizer/resize.hpp"
#include "support/temp_folder.hpp"

namespace resizer::task_pool {
namespace {

namespace fs = std::filesystem;
using test::read_file;
using test::TempFolder;
using testing::HasSubstr;
using testing::StartsWith;

/// Files with orders, and their outputs.
class TaskPool : public testing::TestWithParam<Execution> {
 protected:
  void SetUp() override { fs::create_directory(folder_ / "out"); }
  void add(const std::string& order) {
    const std::string name = std::to_string(tasks_.size());
    tasks_.push_back({folder_.write("in/" + name, order), {folder_ / "out" / name}});
  }
  std::vector<std::string> made() const {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder_ / "out")) names.push_back(entry.path().filename());
    return names;
  }

  TempFolder folder_;
  std::vector<Task> tasks_;
  Options options_{.workers = 2};
};

/// For ever, and with nothing but computing: a worker may not even sleep.
[[noreturn]] void hang() {
  volatile unsigned turns = 0;
  while (true) turns = turns + 1;
}

/// Executes the orders in the input.
std::string obey(const Task& task, Context& context) {
  const std::vector<std::uint8_t> input = context.read_input();
  const std::string order(input.begin(), input.end());
  if (order == "throw") throw Error(ErrorCode::corrupt, "not as it should be");
  if (order == "throw other") throw std::runtime_error("something else");
  if (order == "crash") std::raise(SIGKILL);
  if (order == "leave") ::_exit(7);
  if (order == "hang") hang();
  if (order == "long result") return std::string().append(kMaxResultBytes + 1, 'x');
  if (order == "socket") return std::to_string(::socket(AF_INET, SOCK_STREAM, 0));
  if (order == "passwd") return ::open("/etc/passwd", O_RDONLY) < 0 ? "denied" : "read";
  if (order == "memory") context.reserve_memory(std::uint64_t{1} << 50U);
  if (order == "no output") return "";
  for (std::size_t k = 0; k < task.outputs.size(); ++k) context.write_output(k, input);
  return order + "!";
}

std::string result_of(const Outcome& outcome) {
  return outcome.done() != nullptr ? outcome.done()->result : reason(outcome.kind);
}

TEST_P(TaskPool, DoesEveryTaskAndReturnsItsResult) {
  for (int i = 0; i < 20; ++i) add("order " + std::to_string(i));
  std::size_t told = 0;
  options_.on_outcome = [&](std::size_t task, const Outcome& outcome) {
    ++told;
    EXPECT_EQ(result_of(outcome), "order " + std::to_string(task) + "!");
  };
  const auto run = task_pool::run(tasks_, obey, GetParam(), options_);
  EXPECT_TRUE(run.is_complete);
  EXPECT_EQ(run.execution, GetParam());
  EXPECT_EQ(run.workers, GetParam() == Execution::parallel ? 2U : 1U);
  ASSERT_EQ(run.outcomes.size(), 20U);
  for (std::size_t i = 0; i < 20; ++i) {
    EXPECT_EQ(result_of(run.outcomes[i]), "order " + std::to_string(i) + "!");
    EXPECT_EQ(run.outcomes[i].attempts, 1U);
    EXPECT_EQ(read_file(tasks_[i].outputs[0]), "order " + std::to_string(i));
  }
  EXPECT_EQ(told, 20U);
  EXPECT_EQ(made().size(), 20U) << "something else is left";
  EXPECT_GT(run.wall.count(), 0);
  EXPECT_GT(run.peak_worker_bytes, 0U);
}

TEST_P(TaskPool, NeedsNoOutputs) {
  tasks_ = {{folder_.write("a", "one"), {}}, {folder_.write("b", "three"), {}}};
  const auto count = [](const Task& /*task*/, Context& context) { return std::to_string(context.read_input().size()); };
  const auto run = task_pool::run(tasks_, count, GetParam(), options_);
  EXPECT_EQ(result_of(run.outcomes[0]), "3");
  EXPECT_EQ(result_of(run.outcomes[1]), "5");
}

TEST_P(TaskPool, TellsWhatBecameOfEachThatFails) {
  const std::vector<std::pair<std::string, std::string>> rows{
      {"throw", "not as it should be"},
      {"throw other", "something else"},
      {"crash", "crashed: SIGKILL"},
      {"leave", "the worker exited with status 7"},
      {"hang", "timed out after 300 ms"},
      {"long result", "the result has 1021 bytes, more than the 1020 that a task can return"},
      {"no output", "the task did not write 6"},
      {"fine", "fine!"}};
  for (const auto& [order, result] : rows) add(order);
  options_.timeout = std::chrono::milliseconds(300);
  const auto run = task_pool::run(tasks_, obey, GetParam(), options_);
  for (std::size_t i = 0; i < rows.size(); ++i) EXPECT_THAT(result_of(run.outcomes[i]), StartsWith(rows[i].second));
  EXPECT_EQ(std::get<Failed>(run.outcomes[0].kind).code, ErrorCode::corrupt);
  EXPECT_GE(run.replaced_workers, 2U) << "nobody has to come after the last";
  EXPECT_THAT(made(), testing::ElementsAre("7"));
}

TEST_P(TaskPool, TriesAgainWhatCostAWorkerItsLife) {
  add("crash");
  add("throw");
  options_.retries = 2;
  const auto run = task_pool::run(tasks_, obey, GetParam(), options_);
  EXPECT_EQ(run.outcomes[0].attempts, 3U);
  EXPECT_EQ(run.outcomes[1].attempts, 1U) << "would throw again";
}

TEST_P(TaskPool, StopsAtTheFirstFailureWhenAskedTo) {
  add("throw");
  for (int i = 0; i < 50; ++i) add("x");
  options_.stop_at_first_failure = true;
  options_.workers = 1;
  const auto run = task_pool::run(tasks_, obey, Execution::sequential, options_);
  EXPECT_FALSE(run.is_complete);
  EXPECT_EQ(result_of(run.outcomes[50]), "interrupted");
}

TEST_P(TaskPool, ConfinesItsWorkers) {
  add("passwd");
  add("socket");
  add("memory");
  const auto run = task_pool::run(tasks_, obey, GetParam(), options_);
  EXPECT_THAT(result_of(run.outcomes[2]), HasSubstr("more than a worker may take"));
  if (!run.missing_sandbox.empty()) GTEST_SKIP() << run.missing_sandbox;
  EXPECT_EQ(result_of(run.outcomes[0]), "the task did not write 0") << "it may read only the folders of inputs";
  EXPECT_EQ(result_of(run.outcomes[1]), "crashed: SIGSYS (a forbidden system call)");
}

TEST_P(TaskPool, ResizesInItsWorkers) {
  const fs::path sample = fs::path(RESIZER_SOURCE_DIR) / "data/input_images/img9.jpg";
  tasks_ = {{sample, {folder_ / "out/small.webp"}}};
  prepare_to_resize();
  const auto shrink = [](const Task& task, Context& context) {
    const ResizeReport report = resize(task.input, {{.size = LongEdge{32}, .file = {}}}, {.format = Format::webp});
    context.write_output(0, report.outputs[0].bytes);
    return std::to_string(report.input.width_px);
  };
  const auto run = task_pool::run(tasks_, shrink, GetParam(), options_);
  EXPECT_EQ(result_of(run.outcomes[0]), std::to_string(resize(sample, {{LongEdge{8}, {}}}).input.width_px));
  EXPECT_TRUE(fs::exists(folder_ / "out/small.webp"));
}

INSTANTIATE_TEST_SUITE_P(Api, TaskPool, testing::Values(Execution::sequential, Execution::parallel),
                         [](const auto& parameter) {
                           return parameter.param == Execution::parallel ? "Parallel" : "Sequential";
                         });

class TaskPoolOnce : public TaskPool {};

TEST_F(TaskPoolOnce, MeasuresTheSpeedupInRounds) {
  for (int i = 0; i < 4; ++i) add("x");
  std::size_t told = 0;
  options_.on_outcome = [&](std::size_t /*task*/, const Outcome& /*outcome*/) { ++told; };
  const Measurement measured = measure(tasks_, obey, {.measured = 6, .warmup = 1}, options_);
  EXPECT_EQ(measured.sequential.size(), 6U);
  EXPECT_EQ(measured.parallel.size(), 6U);
  EXPECT_EQ(told, 7U * 2 * 4);
  for (const auto& run : measured.parallel) EXPECT_EQ(result_of(run.outcomes.at(3)), "x!");
  ASSERT_TRUE(measured.speedup.has_value());
  EXPECT_EQ(measured.speedup->rounds.size(), 6U);
  const auto ratio =
      static_cast<double>(measured.sequential[2].wall.count()) / static_cast<double>(measured.parallel[2].wall.count());
  EXPECT_DOUBLE_EQ(measured.speedup->rounds[2], ratio);
  ASSERT_TRUE(measured.speedup->interval.has_value());
  EXPECT_LE(measured.speedup->interval->low, measured.speedup->estimate);
  EXPECT_GE(measured.speedup->interval->high, measured.speedup->estimate);
  EXPECT_GE(measured.speedup->interval->coverage, 0.95);
}

TEST_F(TaskPoolOnce, GivesNoIntervalOfFewRounds) {
  add("x");
  EXPECT_FALSE(measure(tasks_, obey, {.measured = 2}, options_).speedup->interval.has_value());
}

TEST_F(TaskPoolOnce, TellsAndTakesTheSignalThatEndsIt) {
  add("x");
  bool has_killed = false;
  options_.on_outcome = [&](std::size_t /*task*/, const Outcome& /*outcome*/) {
    if (!std::exchange(has_killed, true)) ::kill(::getpid(), SIGTERM);
  };
  const Measurement measured = measure(tasks_, obey, {.measured = 3}, options_);
  EXPECT_LE(measured.sequential.size() + measured.parallel.size(), 2U);
  const auto& last = measured.parallel.empty() ? measured.sequential.back() : measured.parallel.back();
  EXPECT_EQ(last.interrupted_by, SIGTERM);
  EXPECT_FALSE(last.is_complete);
}

/// The code of the Error that running these tasks throws.
ErrorCode refusal_of(const std::vector<Task>& tasks, const Options& options = {}, const Function& function = obey) {
  try {
    run(tasks, function, Execution::parallel, options);
  } catch (const Error& error) {
    return error.code();
  }
  ADD_FAILURE() << "nothing was thrown";
  return ErrorCode::internal;
}

TEST_F(TaskPoolOnce, RefusesWhatMakesNoSense) {
  add("x");
  const Task& task = tasks_.front();
  EXPECT_EQ(refusal_of({}), ErrorCode::no_input);
  EXPECT_EQ(refusal_of({{task.input, std::vector<fs::path>(33, "x")}}), ErrorCode::usage);
  EXPECT_EQ(refusal_of({task, {folder_ / "in/1", {folder_ / "in/../out/0"}}}), ErrorCode::conflict);
  EXPECT_EQ(refusal_of({{task.input, {folder_ / "out/../in/0"}}}), ErrorCode::conflict);
  EXPECT_EQ(refusal_of(tasks_, {.workers = 0}), ErrorCode::usage);
  EXPECT_EQ(refusal_of(tasks_, {}, {}), ErrorCode::usage);
  std::jthread other([](const std::stop_token& stop) {
    while (!stop.stop_requested()) std::this_thread::yield();
  });
  EXPECT_EQ(refusal_of(tasks_), ErrorCode::usage);
}

TEST_F(TaskPoolOnce, FailsTheTaskWhoseInputOrFolderIsMissing) {
  tasks_ = {{folder_ / "none", {folder_ / "out/a"}}, {folder_.write("there"), {folder_ / "nowhere/b"}}};
  const auto run = task_pool::run(tasks_, obey, Execution::parallel, options_);
  EXPECT_EQ(std::get<Failed>(run.outcomes[0].kind).code, ErrorCode::not_found);
  EXPECT_EQ(std::get<Failed>(run.outcomes[1].kind).code, ErrorCode::not_found);
}

}  // namespace
}  // namespace resizer::task_pool
