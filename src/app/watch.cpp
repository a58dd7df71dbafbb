#include "app/watch.hpp"

#include <algorithm>
#include <ctime>
#include <set>
#include <string>
#include <vector>

#include "app/build_info.hpp"
#include "app/change_wait.hpp"
#include "app/executors.hpp"
#include "app/journal_keeper.hpp"
#include "app/known_failures.hpp"
#include "app/logging.hpp"
#include "app/observers.hpp"
#include "app/preflight.hpp"
#include "app/standard_streams.hpp"
#include "app/watch_lines.hpp"
#include "bench/context.hpp"
#include "imaging/pipeline/codec_libraries.hpp"
#include "planning/discovery.hpp"
#include "planning/file_status.hpp"
#include "planning/folder_watch.hpp"
#include "planning/plan.hpp"
#include "rerun/reruns.hpp"
#include "util/allowance.hpp"
#include "util/error.hpp"
#include "util/printable.hpp"
#include "util/quantity.hpp"

namespace resizer::app {
namespace {

namespace fs = std::filesystem;
using std::chrono::nanoseconds;
using util::Clock;

/// After an error that says nothing about an image, such as a journal in use.
constexpr std::chrono::seconds kRetry{5};

std::string counted(std::size_t count, const std::string& noun) {
  return std::to_string(count) + ' ' + noun + (count == 1 ? "" : "s");
}

/// Folders can be watched for what is new in them. Outputs in the same folder would be inputs again.
void require_folders(const model::PathOptions& paths) {
  int error_number = 0;
  const auto output = planning::file_status(paths.output_dir, error_number);
  for (const fs::path& input : paths.inputs) {
    const std::string named = "--watch: " + util::printable(input.native());
    const auto status = planning::file_status(input, error_number);
    if (!status) throw util::system_error(named, error_number);
    if (status->kind != planning::FileKind::folder) {
      throw util::Error(util::ErrorCode::usage, named + " is not a folder; name the folder that it is in");
    }
    if (output && output->id == status->id) {
      throw util::Error(util::ErrorCode::conflict, named + " is also the output folder, so outputs would be inputs");
    }
  }
}

class Watch {
 public:
  explicit Watch(const model::Options& options)
      : options_(options),
        sandbox_(choose_sandbox(options.control.sandbox)),
        machine_(bench::gather_context(options.paths, build_info()).machine),
        lines_(options.output),
        log_(options.output, {}) {
    log_.write_sandbox(sandbox_);
  }

  /// Does what is not up to date and can be done now.
  void bring_up_to_date();
  /// The same, but what goes wrong is told once and tried again.
  void keep_up_to_date();
  /// Returns false if a signal ends the watching.
  bool wait_for_changes();
  bool is_over() const { return is_over_; }

  void announce();
  int conclude();

 private:
  planning::Plan plan_now();
  void tell_unusable(const std::vector<model::Unusable>& unusable);
  void hold_back(planning::Plan& plan);
  void run(const planning::Plan& plan, rerun::Reruns& reruns);
  void look_again(Clock::time_point instant) { next_look_ = next_look_ ? std::min(*next_look_, instant) : instant; }

  const model::Options& options_;
  model::SandboxSupport sandbox_;
  machine::Description machine_;
  util::CpuAllowance cpus_ = util::cpu_allowance();
  ChangeWait changes_;
  planning::FolderWatch folders_;
  KnownFailures failures_;
  std::set<std::string> unusable_;  ///< What was told of them.
  std::string trouble_;             ///< The error that was told last.
  WatchLines lines_;
  Log log_;
  std::optional<Clock::time_point> next_look_;
  std::size_t watched_ = 0;
  bool is_over_ = false;
  bool is_halted_ = false;
  Clock::time_point begun_ = Clock::now();
};

planning::Plan Watch::plan_now() {
  try {
    return planning::make_plan(options_);
  } catch (const util::Error& error) {
    if (error.code() != util::ErrorCode::no_input) throw;
    return {};
  }
}

void Watch::tell_unusable(const std::vector<model::Unusable>& unusable) {
  std::set<std::string> now;
  for (const model::Unusable& entry : unusable) {
    const std::string line = util::printable(entry.path.native()) + ": " + util::printable(entry.reason);
    now.insert(line);
    if (unusable_.contains(line)) continue;
    complain(line);
    log_.write_note(line);
  }
  unusable_ = std::move(now);
}

/// Leaves out files that are still being written, and those that would fail again.
void Watch::hold_back(planning::Plan& plan) {
  std::erase_if(plan.jobs, [this](const model::Job& job) {
    const nanoseconds left = folders_.time_to_settle(job.input);
    if (left > nanoseconds::zero()) look_again(Clock::now() + left);
    return left > nanoseconds::zero() || failures_.covers(job.input);
  });
}

void Watch::bring_up_to_date() {
  next_look_ = failures_.next_retry();
  const std::vector<fs::path> folders = planning::discover(options_.paths).folders;
  folders_.follow(folders);
  watched_ = folders.size();
  planning::Plan plan = plan_now();
  tell_unusable(plan.unusable);
  const bool found_any = !plan.jobs.empty();
  hold_back(plan);
  if (!found_any) return;  // A disk that is not mounted is no reason to remove anything.
  rerun::Reruns reruns(options_, plan);
  if (plan.jobs.empty() && reruns.orphans().empty()) return;
  if (const auto problem = reruns.problem()) complain(*problem);
  check_plan(options_, plan);
  planning::create_output_folders(plan);
  exec::clean_up_beside(plan.skipped);
  log_.write_pruned(reruns.begin());
  if (!plan.jobs.empty()) run(plan, reruns);
  if (!reruns.failure().empty()) complain(reruns.failure());
}

void Watch::run(const planning::Plan& plan, rerun::Reruns& reruns) {
  const auto executors =
      make_executors(options_, {.cores = cpus_.cores(), .images = plan.jobs.size()}, sandbox_.layers, machine_);
  const bench::ConfiguredExecutor& pool = executors.front();
  std::vector<std::optional<FileVersion>> versions;
  for (const model::Job& job : plan.jobs) versions.push_back(file_version(job.input));
  JournalKeeper journal_keeper(reruns);
  log_.take_jobs(plan.jobs);
  lines_.take_jobs(plan.jobs);
  Observers observers;
  observers.add(journal_keeper);
  observers.add(log_);
  observers.add(lines_);
  observers.on_run_begin({.execution = pool.configuration.execution, .workers = pool.configuration.workers});
  const model::RunResult result = pool.executor->run(plan.jobs, observers);
  observers.on_run_end(result);
  for (std::size_t i = 0; i < plan.jobs.size(); ++i) {
    failures_.note(plan.jobs[i].input, versions[i], result.outcomes[i]);
  }
  if (const auto retry = failures_.next_retry()) look_again(*retry);
  is_halted_ = result.halted || result.abandoned;
  is_over_ = is_halted_ || result.interrupted_by;
}

void Watch::keep_up_to_date() {
  require_folders(options_.paths);
  try {
    bring_up_to_date();
    trouble_.clear();
  } catch (const util::Error& error) {
    if (trouble_ != error.what()) complain(error.what());
    trouble_ = error.what();
    look_again(Clock::now() + kRetry);
  }
}

bool Watch::wait_for_changes() {
  if (!changes_.wait(folders_, next_look_)) is_over_ = true;
  return !is_over_;
}

void Watch::announce() {
  const std::string note = "watching " + counted(watched_, "folder") + " for new and changed images";
  log_.write_note(note);
  lines_.print(note + "; Ctrl-C ends it");
}

int Watch::conclude() {
  const std::size_t failed = failures_.count() + unusable_.size();
  const std::string note = "watched for " + util::format_duration(Clock::now() - begun_) + ": " +
                           counted(lines_.done(), "image") + " done" +
                           (failed > 0 ? ", " + std::to_string(failed) + " failed" : "");
  log_.write_note(note);
  lines_.print(note);
  for (const std::string& failure : {log_.failure(), lines_.failure()}) {
    if (!failure.empty()) complain(failure);
  }
  return static_cast<int>(failed > 0 || is_halted_ ? ExitCode::images_failed : ExitCode::success);
}

}  // namespace

int run_watch(const model::Options& options, Phase& phase) {
  require_folders(options.paths);
  imaging::load_codec_libraries();
  tzset();
  Watch watch(options);
  watch.bring_up_to_date();
  phase = Phase::working;
  if (!watch.is_over()) watch.announce();
  while (!watch.is_over() && watch.wait_for_changes()) watch.keep_up_to_date();
  return watch.conclude();
}

}  // namespace resizer::app
