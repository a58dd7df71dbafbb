#include "report/json/trace.hpp"

#include <algorithm>
#include <cstdint>

#include "report/json/parts.hpp"
#include "report/json/writer.hpp"
#include "report/text/wording.hpp"
#include "util/printable.hpp"

namespace resizer::report {
namespace {

using Nanoseconds = std::chrono::nanoseconds;

/// One run of the measurement and its name.
struct NamedRun {
  const model::RunResult* run = nullptr;
  std::string name;
};

std::vector<NamedRun> runs_by_start(const analysis::ReportModel& report) {
  std::vector<NamedRun> runs;
  for (std::size_t mode = 0; mode < report.modes.size(); ++mode) {
    const bench::Series& series = report.facts.measurements.series[mode];
    for (std::size_t round = 0; round < series.runs.size(); ++round) {
      const std::string label = mode_label(report.modes[mode], Symbols{true});
      runs.push_back({&series.runs[round], label + ", round " + std::to_string(round + 1)});
    }
  }
  std::ranges::stable_sort(runs, {}, [](const NamedRun& named) { return named.run->start; });
  return runs;
}

/// Whole numbers: if readers rounded fractions, adjacent events could overlap.
std::int64_t to_microseconds(Nanoseconds time) {
  return std::chrono::floor<std::chrono::microseconds>(time).count();
}

/// Writes the events of one run.
class RunTrace {
 public:
  /// Threads are numbered from `first_thread`.
  RunTrace(const std::vector<model::Job>& jobs, const model::RunResult& run, int process, int first_thread,
           JsonWriter& events)
      : jobs_(jobs), run_(run), process_(process), first_thread_(first_thread), events_(events) {}

  void write(const std::string& name) {
    add_metadata("process_name", first_thread_, {{"name", name}});
    add_metadata("process_sort_index", first_thread_, {{"sort_index", process_}});
    for (unsigned worker = 0; worker < run_.workers; ++worker) {
      add_metadata("thread_name", thread_of(worker), {{"name", "worker " + std::to_string(worker)}});
      write_worker(worker);
    }
  }

 private:
  int thread_of(unsigned worker) const { return first_thread_ + static_cast<int>(worker); }

  void add_metadata(const char* what, int thread, Json args) {
    events_.value({{"name", what}, {"ph", "M"}, {"pid", process_}, {"tid", thread}, {"args", std::move(args)}});
  }

  void add_event(const std::string& name, std::string_view category, int thread, Nanoseconds start, Nanoseconds end,
                 Json args) {
    events_.value({{"name", name},
                   {"cat", category},
                   {"ph", "X"},
                   {"ts", to_microseconds(start)},
                   {"dur", to_microseconds(end) - to_microseconds(start)},
                   {"pid", process_},
                   {"tid", thread},
                   {"args", std::move(args)}});
  }

  /// Events of a thread must nest, whatever a worker has put into its slot: an image starts no earlier than the
  /// previous one ended, and its stages end with it.
  void write_worker(unsigned worker) {
    std::vector<std::size_t> own;
    for (std::size_t job = 0; job < run_.outcomes.size(); ++job) {
      if (run_.outcomes[job].worker == worker) own.push_back(job);
    }
    std::ranges::stable_sort(own, {}, [this](std::size_t job) { return run_.outcomes[job].start; });
    Nanoseconds free_from = run_.start;
    for (const std::size_t job : own) {
      const model::JobOutcome& outcome = run_.outcomes[job];
      const Nanoseconds start = std::max(run_.start + outcome.start, free_from);
      const Nanoseconds end = std::max(run_.start + outcome.start + outcome.duration, start);
      write_image(job, thread_of(worker), start, end);
      free_from = end;
    }
  }

  void write_image(std::size_t job, int thread, Nanoseconds start, Nanoseconds end) {
    const model::JobOutcome& outcome = run_.outcomes[job];
    const model::Done* done = outcome.done();
    Json args = {{"image", util::printable(jobs_[job].input.native())}, {"input_bytes", jobs_[job].input_bytes}};
    if (done == nullptr) args["reason"] = util::printable(reason(outcome.kind));
    add_event(util::printable(jobs_[job].input.filename().native()), name_of(outcome.kind), thread, start, end,
              std::move(args));
    if (done == nullptr) return;
    for (const auto& [stage, member] : analysis::kStages) {
      const Nanoseconds duration = std::min(done->report.times.*member, end - start);
      add_event(std::string(stage), "stage", thread, start, start + duration, Json::object());
      start += duration;
    }
  }

  const std::vector<model::Job>& jobs_;
  const model::RunResult& run_;
  int process_;
  int first_thread_;
  JsonWriter& events_;
};

void write_events(const analysis::ReportModel& report, JsonWriter& json) {
  int process = 1;  // 0 is the idle task in Perfetto
  int thread = 1;
  for (const auto& [run, name] : runs_by_start(report)) {
    RunTrace(report.facts.jobs, *run, process, thread, json).write(name);
    ++process;
    thread += static_cast<int>(run->workers);
  }
}

}  // namespace

void write_trace(const analysis::ReportModel& report, const util::TextSink& sink) {
  JsonWriter json(sink, JsonLayout::compact);
  json.object([&] {
    json.key("traceEvents");
    json.array([&] { write_events(report, json); });
    json.member("displayTimeUnit", "ms");
    json.member("otherData", {{"program", "resizer " + report.facts.program_version}});
  });
  sink("\n");
}

}  // namespace resizer::report
