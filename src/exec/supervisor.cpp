#include "exec/supervisor.hpp"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <string>
#include <utility>

#include "exec/outcome_reader.hpp"
#include "exec/worker_process.hpp"
#include "util/error.hpp"

namespace resizer::exec {
namespace {

constexpr auto kTickInterval = std::chrono::milliseconds(100);
constexpr util::ProcessEnd kFinished = util::ExitedWith{static_cast<int>(WorkerExit::finished)};
constexpr util::ProcessEnd kNotSetUp = util::ExitedWith{static_cast<int>(WorkerExit::not_set_up)};

unsigned workers_for(const RunSetup& setup, std::size_t jobs) {
  return static_cast<unsigned>(std::clamp<std::size_t>(jobs, 1, setup.workers));
}

std::size_t most_outputs(std::span<const model::Job> jobs) {
  std::size_t most = 0;
  for (const model::Job& job : jobs) most = std::max(most, job.outputs.size());
  return most;
}

}  // namespace

Supervisor::Supervisor(const RunSetup& setup, std::span<const model::Job> jobs, RunObserver& observer)
    : jobs_(jobs),
      observer_(observer),
      child_signal_(SIGCHLD, SIG_DFL),
      signals_(worker_set_, shared_, observer),
      messages_(make_message_pipe()),
      staging_(jobs),
      shared_({jobs.size(), most_outputs(jobs), workers_for(setup, jobs.size())}),
      source_(make_job_source(setup.execution, jobs)),
      sandbox_(setup.sandbox, jobs, staging_),
      context_{
          jobs,     setup.job_function, setup.probe, setup.control.halt,    setup.memory, shared_,
          *source_, staging_,           sandbox_,    setup.cpus_of_workers, ::getpid(),   messages_.write_end.get()},
      worker_set_(context_, workers_for(setup, jobs.size())),
      tracker_(jobs, shared_, staging_, {worker_set_.slots(), setup.control.retries, setup.dates}, observer),
      limits_(Deadlines(setup.control.timeout, worker_set_.slots()),
              MemoryBudget(setup.memory.shared_bytes, worker_set_.slots()), shared_),
      respawns_(setup.respawns) {
  result_.execution = setup.execution;
  if (kLimitsMemory) result_.memory_limit_bytes = setup.memory.worker_limit_bytes;
}

model::RunResult Supervisor::run() {
  const auto start = util::Clock::now();
  tracker_.start_clock(start);
  next_tick_ = start + kTickInterval;
  run_rounds();
  result_.wall = util::Clock::now() - start;
  result_.cpu = worker_set_.cpu();
  result_.peak_worker_bytes = worker_set_.peak_worker_bytes();
  result_.suspended = signals_.suspended();
  if (failed_starts_ > 0) result_.missing_workers = worker_set_.slots() - result_.workers;
  if (tracker_.settled() < jobs_.size()) end_early();
  result_.interrupted_by = signals_.ending_signal();
  result_.outcomes = tracker_.take_outcomes();
  return std::move(result_);
}

/// One round is enough unless workers die. The next round then continues the sequential loop, or gives the pool the
/// jobs that had left the queue unclaimed.
void Supervisor::run_rounds() {
  while (tracker_.settled() < jobs_.size() && !stops() && !respawns_.gives_up()) {
    const std::size_t losses_before = deaths_ + failed_starts_;
    start_round();
    while (!worker_set_.empty() || lacks_workers()) wait_and_handle();
    tracker_.collect_from_all(
        model::Failed{util::ErrorCode::internal, "its worker ended without reporting an outcome"});
    respawns_.on_attempts(tracker_.attempts());
    if (deaths_ + failed_starts_ == losses_before) {
      respawns_.on_loss("all workers ended without taking a job", util::Clock::now());
    }
  }
}

void Supervisor::start_round() {
  std::vector<std::size_t> jobs = tracker_.unsettled();
  const auto wanted = std::min<std::size_t>(worker_set_.slots(), jobs.size());
  source_->refill(std::move(jobs));
  shared_.go_on();  // only a worker can have stopped it
  while (util::Clock::now() < respawns_.next_start() && !stops()) wait_and_handle();
  lost_slots_.clear();
  for (std::uint32_t slot = 0; slot < wanted && !stops(); ++slot) start_worker(slot);
}

/// Starts replacements if jobs are left and the pause is over.
void Supervisor::replace_lost() {
  if (!lacks_workers() || util::Clock::now() < respawns_.next_start()) return;
  for (const std::uint32_t slot : std::exchange(lost_slots_, {})) start_worker(slot);
}

/// The run goes on with fewer workers if one cannot be started, unless there is no other.
void Supervisor::start_worker(std::uint32_t slot) {
  try {
    worker_set_.start(slot);
  } catch (const util::Error& error) {
    ++failed_starts_;
    if (worker_set_.empty()) respawns_.on_loss(error.what(), util::Clock::now());
    return;
  }
  limits_.begin(slot);
  result_.workers = std::max(result_.workers, slot + 1);
  if (result_.replaced_workers < deaths_) ++result_.replaced_workers;
}

void Supervisor::wait_and_handle() {
  wait_for({signals_.fd(), messages_.read_end.get()}, next_deadline());
  signals_.handle_pending();
  handle_messages();
  if (signals_.take_child_news()) {
    for (const std::uint32_t slot : worker_set_.ended()) handle_end(slot);
  }
  if (stops()) shared_.stop();
  signals_.end_grace();
  kill_overdue();
  respawns_.on_attempts(tracker_.attempts());
  replace_lost();
  tick();
}

void Supervisor::handle_messages() {
  limits_.deadlines().advance(util::Clock::now());
  for (const Message message : receive(messages_.read_end)) {
    if (message.kind == MessageKind::memory_wanted && message.number < worker_set_.slots()) {
      limits_.ask_for_memory(message.number);
    } else if (message.kind == MessageKind::job_ended) {
      const std::optional<std::uint32_t> worker = tracker_.collect(message.number);
      if (worker) limits_.begin(*worker);
    }
  }
}

void Supervisor::handle_end(std::uint32_t slot) {
  const util::ProcessEnd end = worker_set_.reap(slot);
  handle_messages();  // its last ones, before its replacement sends any
  const std::optional<model::OutcomeKind> lost = lost_by(slot, end);
  tracker_.collect_from(slot, lost);
  limits_.clear(slot);
  respawns_.on_attempts(tracker_.attempts());
  if (end == kFinished) return;
  ++deaths_;
  lost_slots_.push_back(slot);
  const std::string why = why_it_ended(slot, end);
  end == kNotSetUp ? respawns_.rule_out(why) : respawns_.on_loss(why, util::Clock::now());
}

std::string Supervisor::why_it_ended(std::uint32_t slot, const util::ProcessEnd& end) const {
  if (end != kNotSetUp) return model::reason(kind_of(end));
  const FailureNote note = shared_.setup_note(slot);
  const std::optional<util::Error> error = read_note(note);
  return error ? error->what() : "its setup failed";
}

/// The outcome of the job that a worker had in hand when it ended; none if the job is not to blame.
std::optional<model::OutcomeKind> Supervisor::lost_by(std::uint32_t slot, const util::ProcessEnd& end) {
  if (end != util::ProcessEnd{util::KilledBy{SIGKILL}}) return kind_of(end);
  if (signals_.has_killed()) return model::Interrupted{};
  const Deadlines& deadlines = limits_.deadlines();
  if (deadlines.was_late(slot)) return std::nullopt;
  if (deadlines.was_overdue(slot)) return model::TimedOut{deadlines.limit().value_or(std::chrono::nanoseconds(0))};
  if (oom_deaths_.explain_one()) {
    return model::Failed{util::ErrorCode::out_of_memory, "the kernel killed its worker for lack of memory"};
  }
  return kind_of(end);
}

util::Clock::time_point Supervisor::next_deadline() {
  const util::Clock::time_point soonest = signals_.earlier_of(next_tick_);
  const std::optional<std::chrono::nanoseconds> left = limits_.deadlines().next();
  return left ? std::min(soonest, util::Clock::now() + *left) : soonest;
}

void Supervisor::kill_overdue() {
  limits_.deadlines().advance(util::Clock::now());
  for (const std::uint32_t slot : limits_.deadlines().take_overdue()) worker_set_.signal(slot, SIGKILL);
}

bool Supervisor::halts() const noexcept {
  return context_.halt == model::Halt::first && tracker_.any_failed();
}

/// Whether to start no more jobs, regardless of what workers claim.
bool Supervisor::stops() const noexcept {
  return signals_.ending_signal().has_value() || halts();
}

bool Supervisor::lacks_workers() const noexcept {
  return !lost_slots_.empty() && !source_->exhausted() && !stops() && !respawns_.gives_up();
}

void Supervisor::end_early() {
  if (stops()) {
    result_.halted = halts();
    return tracker_.settle_rest(model::Interrupted{});
  }
  result_.abandoned = true;
  tracker_.settle_rest(
      model::Failed{util::ErrorCode::system, "not processed: every worker died (" + respawns_.last_loss() + ")"});
}

void Supervisor::tick() {
  const auto now = util::Clock::now();
  if (now < next_tick_) return;
  next_tick_ = now + kTickInterval;
  observer_.on_tick();
}

}  // namespace resizer::exec
