#pragma once

#include <csignal>

#include "analysis/report_model.hpp"
#include "util/quantity.hpp"

/// Facts of runs that never were, with times that are exact.
namespace resizer::test {

using namespace std::chrono_literals;

/// An image of 4000 x 3000 that became one of 800 x 600 in ten times `stage`, half a stage of which no CPU worked.
inline model::JobOutcome done_outcome(unsigned worker, std::chrono::nanoseconds start, std::chrono::nanoseconds stage,
                                      std::uint64_t hash) {
  model::JobReport report;
  report.input = {.width_px = 4000, .height_px = 3000, .orientation = 6, .icc = true, .bytes = 4'000'000};
  report.outputs.resize(1);
  report.outputs[0] = {.image = {.width_px = 600, .height_px = 800, .icc = true, .bytes = 120'000}, .hash = hash};
  report.times = {.read = stage, .decode = 6 * stage, .resample = stage, .encode = stage, .write = stage};
  const std::chrono::nanoseconds duration = 10 * stage;
  return {.kind = model::Done{report},
          .worker = worker,
          .start = start,
          .duration = duration,
          .cpu = duration * 19 / 20,
          .waits = model::Waits{.core = duration / 20},
          .attempts = 1};
}

inline model::JobOutcome failed_outcome(unsigned worker, std::chrono::milliseconds start) {
  return {.kind = model::Failed{util::ErrorCode::truncated, "the JPEG data ends too early"},
          .worker = worker,
          .start = start,
          .duration = 2ms,
          .cpu = 2ms,
          .waits = model::Waits{},
          .attempts = 1};
}

inline model::RunResult run_of(model::Execution execution, unsigned workers, std::chrono::milliseconds wall,
                               std::vector<model::JobOutcome> outcomes) {
  model::RunResult run;
  run.execution = execution;
  run.workers = workers;
  run.wall = wall;
  run.cpu = {.user = 900ms, .system = 100ms};
  run.peak_worker_bytes = 30'000'000;
  run.memory_limit_bytes = 6'000'000'000;
  run.outcomes = std::move(outcomes);
  return run;
}

/// `count` jobs in/image0.jpg ... of 4 MB.
inline std::vector<model::Job> sample_jobs(std::size_t count) {
  std::vector<model::Job> jobs;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string name = "image" + std::to_string(i) + ".jpg";
    jobs.push_back({.input = "in/" + name, .input_bytes = 4'000'000, .outputs = {"out/" + name}});
  }
  return jobs;
}

inline bench::Context sample_context() {
  bench::Context context;
  context.begun = std::chrono::system_clock::time_point(std::chrono::seconds(1'790'000'000));
  context.machine.cpu_model = "Example CPU";
  context.machine.online_cores = 4;
  context.machine.governor = "schedutil";
  context.machine.frequency_driver = "acpi-cpufreq";
  context.machine.frequency_mhz = 2450;
  context.machine.load_average = 0.25;
  context.machine.memory_bytes = 16'000'000'000;
  context.machine.available_memory_bytes = 12'000'000'000;
  context.machine.kernel = "Linux 6.1.0";
  context.machine.system = "Example Linux 12";
  context.input_file_system = "ext4";
  context.output_file_system = "xfs";
  context.build = {.compiler = "GCC 12.2.0",
                   .type = "Release",
                   .sanitizers = "",
                   .optimized = true,
                   .libraries = {{"zimg", "3.0.4"}, {"OpenCV", "4.6.0"}}};
  return context;
}

inline analysis::Facts sample_facts(std::size_t jobs) {
  analysis::Facts facts;
  facts.program_version = "1.2.3";
  facts.options.paths = {.inputs = {"in"}, .output_dir = "out", .recursive = false};
  facts.options.resize.sizes = {model::Box{800, std::nullopt}};
  facts.cpus = {.affinity_cores = 2, .quota_cores = std::nullopt};
  facts.sandbox.layers = {.landlock_abi = 7, .seccomp = true};
  facts.context = sample_context();
  facts.jobs = sample_jobs(jobs);
  facts.html_folder = "reports";
  return facts;
}

/// A run of this length on two cores, of which other programs used one percent.
inline bench::RunConditions quiet_conditions(std::chrono::milliseconds wall) {
  return {
      .cached_inputs = {},
      .cpu_use = machine::CpuUse{.available = 2 * wall, .others = 2 * wall / 100, .stolen = 0ms, .resolution = 20ms}};
}

/// Both modes over four images, of which one fails in both; the pool of two is almost twice as fast.
inline analysis::Facts compare_facts() {
  analysis::Facts facts = sample_facts(4);
  model::JobOutcome warned = done_outcome(0, 300ms, 10ms, 3);
  std::get<model::Done>(warned.kind).report.warnings.add(model::Warning::exif_broken);
  model::JobOutcome warned_again = warned;
  warned_again.start = 103ms;
  warned_again.cpu = 98ms;
  warned_again.waits = model::Waits{.disk = 2ms};
  facts.measurements.file_cache = bench::FileCache::warmed;
  facts.measurements.series = {{.execution = model::Execution::sequential,
                                .workers = 1,
                                .runs = {run_of(model::Execution::sequential, 1, 400ms,
                                                {done_outcome(0, 1ms, 10ms, 1), done_outcome(0, 101ms, 12ms, 2),
                                                 failed_outcome(0, 221ms), warned})},
                                .conditions = {quiet_conditions(400ms)}},
                               {.execution = model::Execution::parallel,
                                .workers = 2,
                                .runs = {run_of(model::Execution::parallel, 2, 205ms,
                                                {done_outcome(0, 1ms, 10ms, 1), done_outcome(1, 2ms, 12ms, 2),
                                                 failed_outcome(0, 101ms), warned_again})},
                                .conditions = {quiet_conditions(205ms)}}};
  return facts;
}

/// Both modes over one image in rounds of these wall times.
inline analysis::Facts rounds_facts(const std::vector<std::chrono::milliseconds>& sequential,
                                    const std::vector<std::chrono::milliseconds>& parallel) {
  analysis::Facts facts = sample_facts(1);
  const auto series_of = [](model::Execution execution, unsigned workers, const auto& walls) {
    bench::Series series{.execution = execution, .workers = workers, .runs = {}};
    for (const auto wall : walls) {
      series.runs.push_back(run_of(execution, workers, wall, {done_outcome(0, 1ms, wall / 20, 1)}));
    }
    return series;
  };
  facts.measurements.file_cache = bench::FileCache::warmed;
  facts.measurements.series = {series_of(model::Execution::sequential, 1, sequential),
                               series_of(model::Execution::parallel, 2, parallel)};
  return facts;
}

/// Ten rounds with a slow first one.
inline analysis::Facts ten_rounds_facts() {
  return rounds_facts({300ms, 201ms, 199ms, 202ms, 198ms, 200ms, 203ms, 197ms, 201ms, 199ms},
                      {105ms, 104ms, 102ms, 106ms, 101ms, 103ms, 107ms, 100ms, 104ms, 102ms});
}

/// Eight rounds of twice the speed, but for the third: another program had the cores then, or nothing is known of it.
inline analysis::Facts facts_with_a_thief(bool is_known) {
  analysis::Facts facts = rounds_facts({200ms, 201ms, 199ms, 202ms, 198ms, 200ms, 203ms, 197ms},
                                       {100ms, 101ms, 290ms, 102ms, 99ms, 100ms, 101ms, 98ms});
  facts.options.run.runs = 8U;
  for (bench::Series& series : facts.measurements.series) series.conditions.assign(8, quiet_conditions(100ms));
  if (is_known) facts.measurements.series[1].conditions[2].cpu_use->others = 100ms;
  return facts;
}

/// Eight images, evenly shared by `workers` without a pause from 1 ms to 1 ms before the end.
inline model::RunResult even_run(model::Execution execution, unsigned workers, std::chrono::milliseconds wall) {
  const std::chrono::nanoseconds each = (wall - 2ms) * std::min(workers, 8U) / 8;
  std::vector<model::JobOutcome> outcomes;
  for (unsigned i = 0; i < 8; ++i)
    outcomes.push_back(done_outcome(i % workers, 1ms + i / workers * each, each / 10, i));
  return run_of(execution, workers, wall, std::move(outcomes));
}

/// Four cores with two threads each.
inline machine::CoreKind four_cores() {
  machine::CoreKind kind;
  for (unsigned cpu = 0; cpu < 8; cpu += 2) kind.cores.push_back({.package = 0, .cpus = {cpu, cpu + 1}});
  kind.cpus = {0, 1, 2, 3, 4, 5, 6, 7};
  return kind;
}

/// Of those.
inline bench::Calibration sample_calibration() {
  return {.duration = 640ms,
          .alone = {{.cpu = 0, .computing = 1, .streaming = 1.0}, {.cpu = 2, .computing = 0.98, .streaming = 0.99}},
          .together = {{.cpus = 1, .computing = 1, .streaming = 1.0},
                       {.cpus = 2, .computing = 1.96, .streaming = 1.8},
                       {.cpus = 4, .computing = 3.75, .streaming = 3.5},
                       {.cpus = 8, .computing = 4.61, .streaming = 4.2}},
          .both_threads = 1.23};
}

/// Six rounds of the sequential mode and of pools of 1 to 8 workers on eight cores; a fifth of the work is serial.
inline analysis::Facts sweep_facts() {
  analysis::Facts facts = sample_facts(8);
  facts.cpus.affinity_cores = 8;
  facts.context.machine.allowed_core_kinds = {four_cores()};
  facts.calibration = sample_calibration();
  facts.options.run.jobs = model::SweepWorkers{};
  facts.options.run.runs = 6U;
  facts.measurements.file_cache = bench::FileCache::warmed;
  facts.measurements.series.push_back({.execution = model::Execution::sequential, .workers = 1, .runs = {}});
  for (const unsigned workers : {1U, 2U, 4U, 8U, 9U}) {
    facts.measurements.series.push_back({.execution = model::Execution::parallel, .workers = workers, .runs = {}});
  }
  for (const auto noise : {0ms, 7ms, -4ms, 3ms, -8ms, 2ms}) {
    for (bench::Series& series : facts.measurements.series) {
      const unsigned cores = std::min(series.workers, 8U);
      const std::chrono::milliseconds wall = 1000ms * (cores + 4) / (5 * cores) + noise / cores;
      series.runs.push_back(even_run(series.execution, series.workers, wall));
    }
  }
  return facts;
}

/// One mode that a signal ended before its second image.
inline analysis::Facts interrupted_facts() {
  analysis::Facts facts = sample_facts(2);
  facts.options.run.mode = model::Mode::parallel;
  model::RunResult run = run_of(model::Execution::parallel, 2, 150ms, {done_outcome(0, 1ms, 10ms, 1), {}});
  run.interrupted_by = SIGINT;
  run.suspended = 40ms;
  facts.measurements.series = {{.execution = model::Execution::parallel, .workers = 2, .runs = {run}}};
  return facts;
}

/// Names that would break a line, a terminal or a JSON reader, and a run whose modes do not agree.
inline analysis::Facts awkward_facts() {
  analysis::Facts facts = sample_facts(3);
  facts.jobs[0].input = "in/caf\xE9.jpg";
  facts.jobs[1].input = "in/two\nlines.jpg";
  facts.jobs[2].input = "in/\x1B[31mred \"quoted\".jpg";
  facts.sandbox = {.layers = {.landlock_abi = 0, .seccomp = true}, .missing = "Landlock: Function not implemented"};
  facts.unusable = {{"in/dangling.jpg", "broken symbolic link"}};
  facts.measurements.series = {
      {.execution = model::Execution::sequential,
       .workers = 1,
       .runs = {run_of(model::Execution::sequential, 1, 300ms,
                       {done_outcome(0, 0ms, 10ms, 1), done_outcome(0, 100ms, 10ms, 2), failed_outcome(0, 200ms)})}},
      {.execution = model::Execution::parallel,
       .workers = 2,
       .runs = {run_of(model::Execution::parallel, 2, 310ms,
                       {done_outcome(0, 0ms, 10ms, 1),
                        done_outcome(1, 0ms, 10ms, 99),
                        {.kind = model::Crashed{SIGSEGV}, .worker = 1, .start = 100ms, .duration = 5ms}})}}};
  facts.measurements.series[1].runs[0].replaced_workers = 1;
  facts.measurements.series[1].runs[0].peak_worker_bytes = 0;
  facts.measurements.series[1].runs[0].memory_limit_bytes.reset();
  return facts;
}

}  // namespace resizer::test
