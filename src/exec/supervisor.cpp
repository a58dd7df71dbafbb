#include "exec/supervisor.hpp"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <utility>

#include "exec/job_folders.hpp"
#include "exec/temp_files.hpp"
#include "exec/verdict_reader.hpp"
#include "exec/worker_process.hpp"
#include "resizer/util/error.hpp"

namespace resizer::exec {
namespace {

constexpr auto kTickInterval = std::chrono::milliseconds(100);
constexpr util::ProcessEnd kFinished = util::ExitedWith{static_cast<int>(WorkerExit::finished)};

std::span<const model::Job> with_stale_temps_removed(std::span<const model::Job> jobs) {
  for (const std::filesystem::path& folder : output_folders(jobs)) remove_stale_temps(folder);
  return jobs;
}

unsigned workers_for(const RunSetup& setup, std::size_t jobs) {
  return static_cast<unsigned>(std::clamp<std::size_t>(jobs, 1, setup.workers));
}

}  // namespace

Supervisor::Supervisor(const RunSetup& setup, std::span<const model::Job> jobs, RunObserver& observer)
    : jobs_(with_stale_temps_removed(jobs)),
      observer_(observer),
      child_signal_(SIGCHLD, SIG_DFL),
      messages_(make_message_pipe()),
      board_(jobs.size(), workers_for(setup, jobs.size())),
      source_(make_job_source(setup.execution, jobs)),
      sandbox_(setup.sandbox, jobs),
      context_{jobs,   setup.job_function, setup.probe, setup.control.halt, setup.memory,
               board_, *source_,           sandbox_,    ::getpid(),         messages_.write_end.get()},
      team_(context_, workers_for(setup, jobs.size())),
      signals_(team_, board_, observer),
      recorder_(jobs, board_, {context_.parent, team_.places(), setup.control.retries}, observer),
      limits_(Deadlines(setup.control.timeout, team_.places()), MemoryBudget(setup.memory.shared_bytes, team_.places()),
              board_) {
  result_.execution = setup.execution;
  result_.workers = team_.places();
  if (kLimitsMemory) result_.memory_limit_bytes = setup.memory.worker_limit_bytes;
}

model::RunResult Supervisor::run() {
  const auto start = util::Clock::now();
  recorder_.start_clock(start);
  next_tick_ = start + kTickInterval;
  try {
    run_rounds();
  } catch (...) {
    abandon();
    throw;
  }
  result_.wall = util::Clock::now() - start;
  result_.cpu = team_.cpu();
  result_.peak_worker_bytes = team_.peak_worker_bytes();
  result_.suspended = signals_.suspended();
  result_.interrupted_by = signals_.ending_signal();
  result_.halted = halts() && recorder_.settled() < jobs_.size();
  recorder_.interrupt_rest();
  result_.outcomes = recorder_.take_outcomes();
  return std::move(result_);
}

/// The first round does all jobs unless workers die: then the sequential loop goes on in the next one, and the pool
/// takes up what had left the queue but was not yet claimed.
void Supervisor::run_rounds() {
  while (recorder_.settled() < jobs_.size() && !board_.stopped()) {
    const std::size_t deaths_before = mortality_.deaths();
    start_round();
    while (!team_.empty()) wait_and_handle();
    recorder_.collect_from_all(model::Failed{util::ErrorCode::internal, "its worker left without a verdict"});
    if (mortality_.deaths() == deaths_before) {
      mortality_.expect_progress(recorder_.attempts(), "all workers left without taking a job");
    }
  }
}

void Supervisor::start_round() {
  std::vector<std::size_t> jobs = recorder_.unsettled();
  const auto wanted = std::min<std::size_t>(team_.places(), jobs.size());
  source_->refill(std::move(jobs));
  for (std::uint32_t place = 0; place < wanted; ++place) start_worker(place);
}

void Supervisor::start_worker(std::uint32_t place) {
  const bool is_replacement = result_.replaced_workers < mortality_.deaths();
  try {
    team_.start(place);
    limits_.begin(place);
  } catch (const util::Error&) {
    // A run that began with fewer workers than asked for would be measured as what it is not. Later, few beat none.
    if (!is_replacement || team_.empty()) throw;
    return;
  }
  if (is_replacement) ++result_.replaced_workers;
}

void Supervisor::wait_and_handle() {
  const std::vector<std::uint32_t> ended = team_.wait({signals_.fd(), messages_.read_end.get()}, next_deadline());
  signals_.answer();
  handle_messages();
  for (const std::uint32_t place : ended) handle_end(place);
  signals_.end_grace();
  kill_overdue();
  tick();
}

void Supervisor::handle_messages() {
  limits_.deadlines().advance(util::Clock::now());
  for (const Message message : receive(messages_.read_end)) {
    if (message.kind == MessageKind::memory_wanted && message.number < team_.places()) {
      limits_.ask_for_memory(message.number);
    } else if (message.kind == MessageKind::job_ended) {
      const std::optional<std::uint32_t> worker = recorder_.collect(message.number);
      if (worker) limits_.begin(*worker);
    }
  }
}

void Supervisor::handle_end(std::uint32_t place) {
  const util::ProcessEnd end = team_.reap(place);
  handle_messages();  // those that it left: none may be taken for its successor's
  const std::optional<model::Verdict> lost = lost_by(place, end);
  recorder_.collect_from(place, lost);
  limits_.clear(place);
  if (halts()) board_.stop();
  if (end == kFinished) return;
  mortality_.add_death();
  if (board_.stopped()) return;
  mortality_.expect_progress(recorder_.attempts(), model::reason(lost.value_or(verdict_of(end))));
  if (!source_->exhausted()) start_worker(place);
}

/// The verdict on the job that a worker had when it ended so; none if it is not the job's fault.
std::optional<model::Verdict> Supervisor::lost_by(std::uint32_t place, const util::ProcessEnd& end) {
  if (end != util::ProcessEnd{util::KilledBy{SIGKILL}}) return verdict_of(end);
  if (signals_.has_killed()) return model::Interrupted{};
  const Deadlines& deadlines = limits_.deadlines();
  if (deadlines.was_late(place)) return std::nullopt;
  if (deadlines.was_overdue(place)) return model::TimedOut{deadlines.limit().value_or(std::chrono::nanoseconds(0))};
  if (oom_deaths_.explain_one()) {
    return model::Failed{util::ErrorCode::out_of_memory, "the kernel killed its worker for lack of memory"};
  }
  return verdict_of(end);
}

util::Clock::time_point Supervisor::next_deadline() {
  const util::Clock::time_point soonest = signals_.earlier_of(next_tick_);
  const std::optional<std::chrono::nanoseconds> left = limits_.deadlines().next();
  return left ? std::min(soonest, util::Clock::now() + *left) : soonest;
}

void Supervisor::kill_overdue() {
  limits_.deadlines().advance(util::Clock::now());
  for (const std::uint32_t place : limits_.deadlines().take_overdue()) team_.signal(place, SIGKILL);
}

bool Supervisor::halts() const noexcept {
  return context_.halt == model::Halt::first && recorder_.any_failed();
}

void Supervisor::tick() {
  const auto now = util::Clock::now();
  if (now < next_tick_) return;
  next_tick_ = now + kTickInterval;
  observer_.on_tick();
}

void Supervisor::abandon() {
  team_.signal_all(SIGKILL);
  for (std::uint32_t place = 0; place < team_.places(); ++place) {
    if (team_.is_present(place)) team_.reap(place);
  }
  recorder_.collect_from_all(model::Interrupted{});
}

}  // namespace resizer::exec
