#include "app/progress.hpp"

#include <unistd.h>

#include "app/console.hpp"
#include "app/progress_line.hpp"

namespace resizer::app {
namespace {

using Clock = std::chrono::steady_clock;

/// ECMA-48: carriage return, then erase the whole line.
constexpr std::string_view kWipe = "\r\x1B[2K";

/// Failures are ignored.
void write_to_terminal(std::string_view text) noexcept {
  const ssize_t written = ::write(STDERR_FILENO, text.data(), text.size());
  static_cast<void>(written);
}

/// Whether this program is in the foreground: after Ctrl-Z and bg it is not.
bool is_in_foreground() noexcept {
  const pid_t foreground = ::tcgetpgrp(STDERR_FILENO);
  return foreground < 0 || foreground == ::getpgrp();
}

/// "parallel ×2, round 3/10", or "round 3/~10" if that is an estimate.
std::string run_label(const bench::RunHeading& heading, bool unicode) {
  std::string label(name_of(heading.execution));
  if (heading.execution == model::Execution::parallel) {
    label += (unicode ? " ×" : " x") + std::to_string(heading.workers);
  }
  if (heading.is_warmup) label += ", warm-up";
  const char* const of = heading.is_estimate && !heading.is_warmup ? "/~" : "/";
  if (heading.rounds > 1) label += ", round " + std::to_string(heading.round) + of + std::to_string(heading.rounds);
  return label;
}

}  // namespace

struct Progress::State {
  std::span<const model::Job> jobs;
  bool unicode = false;
  bool drawn = false;
  RunTimes times;
  ProgressState progress{};
  Clock::time_point begin{};

  void draw(const std::string& line) {
    drawn = true;
    write_to_terminal(std::string(kWipe) + line);
  }
  void wipe() noexcept {
    if (drawn) write_to_terminal(kWipe);
    drawn = false;
  }
};

Progress::Progress(std::span<const model::Job> jobs, unsigned cores, bool unicode)
    : state_(std::make_unique<State>(State{.jobs = jobs, .unicode = unicode, .times = RunTimes(cores)})) {}

Progress::~Progress() {
  state_->wipe();
}

void Progress::on_warming() {
  state_->draw("reading every input once ...");
}

void Progress::on_run_begin(const bench::RunHeading& heading) {
  state_->progress = {};
  state_->progress.mode = run_label(heading, state_->unicode);
  state_->progress.images_total = state_->jobs.size();
  for (const model::Job& job : state_->jobs) state_->progress.bytes_total += job.input_bytes;
  state_->progress.later = state_->times.later_than(heading);
  state_->progress.is_estimate = heading.is_estimate;
  state_->begin = Clock::now();
  on_tick();
}

void Progress::on_other_run(const bench::RunHeading& heading) {
  state_->draw("the other build, " + run_label(heading, state_->unicode) + " ...");
}

void Progress::on_outcome(std::size_t job_index, const model::JobOutcome& outcome) {
  ++state_->progress.images_done;
  state_->progress.bytes_done += state_->jobs[job_index].input_bytes;
  if (outcome.done() == nullptr) ++state_->progress.images_failed;
}

void Progress::on_tick() {
  if (!is_in_foreground()) return;
  state_->progress.elapsed = Clock::now() - state_->begin;
  // Some terminals wrap a line of their full width.
  state_->draw(progress_line(state_->progress, terminal_columns(STDERR_FILENO) - 1, state_->unicode));
}

void Progress::on_suspend() {
  state_->wipe();
}

void Progress::on_run_end(const model::RunResult& result) {
  state_->times.add(result);
  state_->wipe();
}

}  // namespace resizer::app
