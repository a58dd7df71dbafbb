#include "report/text/round_words.hpp"

#include "report/text/listing.hpp"

namespace resizer::report {
namespace {

std::string counted_rounds(std::size_t rounds) {
  return std::to_string(rounds) + (rounds == 1 ? " round" : " rounds");
}

std::string end_text(bench::RoundsEnd end, double precision) {
  const std::string percent = rounded_number(precision * 100) + " %";
  switch (end) {
    case bench::RoundsEnd::precise:
      return " were enough for a precision of " + percent;
    case bench::RoundsEnd::most_rounds:
      return " were not enough for a precision of " + percent;
    case bench::RoundsEnd::time_limit:
      return " until the time limit of " + std::to_string(bench::kAutoRoundsTimeLimit.count()) + " minutes";
  }
  return {};
}

}  // namespace

std::size_t rounds_of(const analysis::ReportModel& report) {
  const model::Runs& runs = report.facts.options.run.runs;
  const bool is_auto = std::holds_alternative<model::AutoRuns>(runs);
  return is_auto ? bench::count_rounds(report.facts.measurements) : model::fixed_runs(runs);
}

std::vector<std::string> rounds_texts(const analysis::ReportModel& report) {
  const bench::Measurements& measurements = report.facts.measurements;
  std::vector<std::string> texts;
  if (const std::size_t rounds = rounds_of(report); rounds > 1) {
    texts.push_back(counted_rounds(rounds));
    if (measurements.rounds_end) {
      texts.back() += end_text(*measurements.rounds_end, report.facts.options.run.precision);
    }
  }
  if (const std::size_t left_out = measurements.found_warmup_rounds; left_out > 0) {
    texts.push_back(counted_rounds(left_out) + " of warm-up " + (left_out == 1 ? "was" : "were") +
                    " found and left out");
  }
  return texts;
}

}  // namespace resizer::report
