#include "app/program.hpp"

#include <unistd.h>

#include <csignal>
#include <ctime>
#include <exception>

#include "app/baseline_file.hpp"
#include "app/build_info.hpp"
#include "app/command_line.hpp"
#include "app/console.hpp"
#include "app/dry_run.hpp"
#include "app/executors.hpp"
#include "app/exit_code.hpp"
#include "app/journal_keeper.hpp"
#include "app/logging.hpp"
#include "app/measured_run.hpp"
#include "app/merging.hpp"
#include "app/observers.hpp"
#include "app/only_failed.hpp"
#include "app/option_words.hpp"
#include "app/other_build.hpp"
#include "app/preflight.hpp"
#include "app/previews.hpp"
#include "app/progress.hpp"
#include "app/report_files.hpp"
#include "app/result_places.hpp"
#include "app/shard_planning.hpp"
#include "app/shard_run.hpp"
#include "app/standard_streams.hpp"
#include "app/streams.hpp"
#include "app/watch.hpp"
#include "bench/benchmark.hpp"
#include "imaging/pipeline/codec_libraries.hpp"
#include "planning/plan.hpp"
#include "planning/report_files.hpp"
#include "report/json/baseline_reader.hpp"
#include "report/json/json.hpp"
#include "report/text/terminal.hpp"
#include "rerun/reruns.hpp"
#include "util/allowance.hpp"
#include "util/error.hpp"
#include "util/printable.hpp"
#include "util/signals.hpp"

namespace resizer::app {
namespace {

/// Warns of anything that degrades a run without failing an image, unless only errors are shown.
void warn(const std::string& message, const model::OutputOptions& output) {
  if (!output.quiet) complain(message);
}

void print(std::string_view text) {
  write_out(text);
  flush_out();
}

/// Returns the outputs that were pruned.
std::vector<std::filesystem::path> prepare_folders(const model::OutputOptions& output, const planning::Plan& plan,
                                                   rerun::Reruns& reruns) {
  planning::create_output_folders(plan);
  planning::create_report_folders(output);
  exec::clean_up_beside(plan.skipped);
  return reruns.begin();
}

/// Done once, for all forked workers. OpenCV's threads are not disabled, since that would start them: the functions in
/// use have none.
void prepare_to_fork(const planning::Plan& plan, const model::ResizeOptions& options) {
  imaging::load_codec_libraries(plan.jobs, options);
  tzset();
}

/// Thumbnails for the HTML report, unless the run was interrupted. Without them there still is a report.
std::vector<analysis::Preview> previews_for(const model::Options& options, std::span<const model::Job> jobs,
                                            const bench::Measurements& measurements,
                                            const model::SandboxLayers& sandbox) {
  if (!options.output.report_files.html || bench::interrupted_by(measurements)) return {};
  exec::ExecutorOptions how{.control = options.control, .sandbox = sandbox};
  how.control.halt = model::Halt::never;
  try {
    const auto executor = exec::make_sequential_executor(job_function(preview_options(options.resize)), how);
    return make_previews(*executor, jobs, measurements);
  } catch (const std::exception& error) {
    warn("no thumbnails in the HTML report: " + util::printable(error.what()), options.output);
    return {};
  }
}

std::filesystem::path working_folder() {
  std::error_code unknown;
  return std::filesystem::current_path(unknown);
}

void show(const analysis::ReportModel& report, const ResultPlaces& places) {
  const model::OutputOptions& output = report.facts.options.output;
  const bool on_terminal = isatty(STDOUT_FILENO) == 1;
  if (output.json) {
    report::write_json(report, write_out);
    flush_out();
  }
  if (!output.json && !output.quiet) {
    const std::string text =
        report::to_terminal(report, {.color = shows_color(output.color, on_terminal, from_environment),
                                     .unicode = shows_unicode(from_environment)});
    print(text + (text.ends_with("\n\n") ? "" : "\n") + places_text(places, report.facts.options));
    return;
  }
  for (const std::string& line : report::failure_lines(report)) complain(line);
  for (const std::string& line : report::regression_lines(report)) complain(line);
}

/// Writes and shows the report. A file that cannot be written does not affect the others. `failure` is that of the
/// other build.
int conclude(const analysis::ReportModel& report, Log& log, const model::OutputOptions& output,
             const std::optional<util::Error>& failure) {
  log.write_conclusion(report);
  WrittenReports written = write_report_files(report);
  std::vector<util::Error> unwritten = std::move(written.errors);
  if (failure) unwritten.push_back(*failure);
  try {
    const bool has_log = output.log_level != model::LogLevel::off && log.failure().empty();
    show(report, {.has_results = has_results(report), .has_log = has_log, .reports = std::move(written.files)});
  } catch (const util::Error& error) {
    unwritten.push_back(error);
  }
  if (!log.failure().empty()) {
    const std::string message = "the log is missing or incomplete: " + log.failure();
    if (output.log_file) {
      unwritten.emplace_back(util::ErrorCode::write_failed, message);
    } else {
      warn(message, output);
    }
  }
  for (const util::Error& error : unwritten) complain(error.what());
  return exit_code(report, unwritten);
}

planning::Plan plan_for(const model::Options& options) {
  planning::Plan plan = planning::make_plan(options);
  if (options.paths.only_failed) keep_only_failed(plan, *options.paths.only_failed, options.output);
  return plan;
}

/// `shard`: null unless the plan is that of a shard.
int resize(const model::Options& options, planning::Plan plan, ShardRun* shard, Phase& phase) {
  const model::SandboxSupport sandbox = choose_sandbox(options.control.sandbox);
  rerun::Reruns reruns(options, plan);
  if (const auto problem = reruns.problem()) warn(*problem, options.output);
  check_plan(options, plan);
  if (options.paths.dry_run) return dry_run(options, plan, reruns, sandbox.layers);
  const util::CpuAllowance cpus = util::cpu_allowance();
  bench::Context context = bench::gather_context(options.paths, build_info());
  const std::vector<bench::ConfiguredExecutor> executors =
      make_executors(options, {.cores = cpus.cores(), .images = plan.jobs.size()}, sandbox.layers, context.machine);
  const analysis::Setting setting = report::setting_of(std::string(version()), context, cpus);
  std::vector<analysis::Baseline> baselines = load_baselines(options, plan.jobs, executors, setting);
  std::optional<OtherBuild> other;
  if (options.run.against) {
    other.emplace(*options.run.against, options.paths.output_dir, report::workload_of(options, plan.jobs));
  }
  Log log(options.output, plan.jobs);
  log.write_sandbox(sandbox);
  log.write_plan(plan);
  std::vector<std::filesystem::path> pruned = prepare_folders(options.output, plan, reruns);
  log.write_pruned(pruned);
  prepare_to_fork(plan, options.resize);

  phase = Phase::working;
  Progress progress(plan.jobs, cpus.cores(), shows_unicode(from_environment));
  JournalKeeper journal_keeper(reruns);
  Observers observers;
  observers.add(journal_keeper);
  if (shard != nullptr) observers.add(*shard);
  observers.add(log);
  if (shows_progress(options.output, isatty(STDERR_FILENO) == 1, from_environment)) observers.add(progress);
  const MeasuredWork work{executors, plan.jobs, options.run, context.machine, other ? &*other : nullptr};
  MeasuredRun measured = measure_run(work, observers);
  if (shard != nullptr) shard->write_report(measured.measurements);
  std::vector<analysis::Preview> previews = previews_for(options, plan.jobs, measured.measurements, sandbox.layers);

  const analysis::ReportModel report =
      analysis::make_report({.program_version = std::string(version()),
                             .options = options,
                             .cpus = cpus,
                             .sandbox = sandbox,
                             .context = std::move(context),
                             .jobs = plan.jobs,
                             .unusable = plan.unusable,
                             .skipped = plan.skipped,
                             .pruned = std::move(pruned),
                             .renamed = plan.renamed,
                             .passed_over = plan.passed_over,
                             .measurements = std::move(measured.measurements),
                             .busiest_program = measured.busiest_program,
                             .calibration = std::move(measured.calibration),
                             .setting = setting,
                             .baselines = std::move(baselines),
                             .other_build = other ? other->setting() : std::nullopt,
                             .previews = std::move(previews),
                             .working_folder = working_folder(),
                             .html_folder = html_folder(options.output.report_files),
                             .manifest = manifest_place(options.output.report_files, !plan.skipped.empty())});
  if (!reruns.failure().empty()) warn(reruns.failure() + "; some images will be made again", options.output);
  return conclude(report, log, options.output, other ? other->failure() : std::nullopt);
}

int run(const model::Options& options, Phase& phase) {
  if (options.sharding.command == model::Command::merge) return merge_reports(options);
  if (options.sharding.shard) {
    ShardRun shard(options);
    return shard.exit_code(resize(shard.options(), shard.take_plan(), &shard, phase));
  }
  if (options.paths.watch) return run_watch(options, phase);
  if (writes_to_stream(options.paths)) return run_stream(options, phase);
  planning::Plan plan = plan_for(options);
  if (options.sharding.command == model::Command::plan) return write_shard_plan(options, std::move(plan));
  return resize(options, std::move(plan), nullptr, phase);
}

}  // namespace

int run_program(int argc, const char* const* argv) {
  open_closed_streams();
  Phase phase = Phase::planning;
  util::ignore_signals({SIGPIPE, SIGXFSZ});  // write errors are reported instead
  try {
    const auto parsed = parse_command_line(argc, argv, terminal_columns(STDOUT_FILENO));
    if (const auto* exit = std::get_if<Exit>(&parsed)) {
      exit->code == 0 ? print(exit->text) : complain(exit->text);
      return exit->code;
    }
    return run(std::get<model::Options>(parsed), phase);
  } catch (const util::Error& error) {
    complain(with_options(error));
    return exit_code(error.code(), phase);
  } catch (const std::bad_alloc&) {
    complain("out of memory");
    return exit_code(util::ErrorCode::out_of_memory, phase);
  } catch (const std::exception& error) {
    complain(util::printable(error.what()));
    return exit_code(util::ErrorCode::internal, phase);
  }
}

}  // namespace resizer::app
