#include "report/text/csv.hpp"

#include <array>
#include <charconv>
#include <concepts>
#include <string_view>

#include "util/printable.hpp"
#include "util/quantity.hpp"

namespace resizer::report {
namespace {

constexpr std::string_view kEndOfLine = "\r\n";

/// Collects the fields of a line, and writes it in the end.
class Row {
 public:
  void end(const util::TextSink& sink) {
    text_ += kEndOfLine;
    sink(text_);
  }

  void add_text(std::string_view field) {
    begin_field();
    if (field.find_first_of(",\"\r\n") == std::string_view::npos) {
      text_ += field;
      return;
    }
    text_ += '"';
    for (const char c : field) text_ += c == '"' ? std::string_view("\"\"") : std::string_view(&c, 1);
    text_ += '"';
  }
  /// The shortest digits that represent exactly this number.
  template <class Number>
  requires std::integral<Number> || std::floating_point<Number>
  void add_number(Number number) {
    begin_field();
    std::array<char, 32> digits{};
    text_.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr);
  }
  void add_seconds(std::chrono::nanoseconds time) { add_number(util::to_seconds(time)); }
  void add_unknown(std::size_t fields = 1) {
    for (std::size_t i = 0; i < fields; ++i) begin_field();
  }

 private:
  void begin_field() {
    if (!is_first_) text_ += ',';
    is_first_ = false;
  }

  std::string text_;
  bool is_first_ = true;
};

void write_heading(const util::TextSink& sink) {
  Row row;
  for (const char* name : {"execution", "workers", "round", "image", "outcome", "error", "reason", "worker", "start_s",
                           "duration_s", "cpu_s"}) {
    row.add_text(name);
  }
  for (const auto& [name, member] : analysis::kStages) row.add_text(std::string(name) + "_s");
  for (const char* name :
       {"input_format", "input_width_px", "input_height_px", "input_bytes", "outputs", "output_bytes"}) {
    row.add_text(name);
  }
  row.end(sink);
}

/// Spreadsheets run fields that begin like this as formulas (CWE-1236). A "./" in front does not change a path.
std::string path_field(const std::filesystem::path& path) {
  const std::string text = util::printable(path.native());
  return text.find_first_of("=+-@") == 0 ? "./" + text : text;
}

void add_outcome(const model::JobOutcome& outcome, Row& row) {
  const auto* failed = std::get_if<model::Failed>(&outcome.kind);
  row.add_text(name_of(outcome.kind));
  row.add_text(failed != nullptr ? name_of(failed->code) : "");
  row.add_text(util::printable(reason(outcome.kind)));
  if (!outcome.worker) return row.add_unknown(4);
  row.add_number(*outcome.worker);
  row.add_seconds(outcome.start);
  row.add_seconds(outcome.duration);
  outcome.cpu ? row.add_seconds(*outcome.cpu) : row.add_unknown();
}

void add_done(const model::JobReport& report, Row& row) {
  for (const auto& [name, member] : analysis::kStages) row.add_seconds(report.times.*member);
  row.add_text(name_of(report.input.format));
  row.add_number(report.input.width_px);
  row.add_number(report.input.height_px);
  row.add_number(report.input.bytes);
  std::uint64_t output_bytes = 0;
  for (const model::OutputFacts& output : report.outputs) output_bytes += output.image.bytes;
  row.add_number(report.outputs.size());
  row.add_number(output_bytes);
}

void add_not_done(const model::Job& job, Row& row) {
  row.add_unknown(analysis::kStages.size() + 3);
  row.add_number(job.input_bytes);
  row.add_unknown(2);
}

}  // namespace

void write_csv(const analysis::ReportModel& report, const util::TextSink& sink) {
  write_heading(sink);
  for (const bench::Series& series : report.facts.measurements.series) {
    for (std::size_t round = 0; round < series.runs.size(); ++round) {
      for (std::size_t job = 0; job < series.runs[round].outcomes.size(); ++job) {
        const model::JobOutcome& outcome = series.runs[round].outcomes[job];
        Row row;
        row.add_text(name_of(series.execution));
        row.add_number(series.workers);
        row.add_number(round + 1);
        row.add_text(path_field(report.facts.jobs[job].input));
        add_outcome(outcome, row);
        const model::Done* done = outcome.done();
        done != nullptr ? add_done(done->report, row) : add_not_done(report.facts.jobs[job], row);
        row.end(sink);
      }
    }
  }
}

}  // namespace resizer::report
