#include "app/exit_code.hpp"

#include <gtest/gtest.h>

#include "report/sample_facts.hpp"

namespace resizer::app {
namespace {

using util::ErrorCode;

analysis::Facts facts_with(model::OutcomeKind kind) {
  analysis::Facts facts = test::sample_facts(2);
  model::JobOutcome outcome;
  outcome.kind = std::move(kind);
  facts.measurements.series = {
      {.execution = model::Execution::sequential,
       .workers = 1,
       .runs = {test::run_of(model::Execution::sequential, 1, std::chrono::milliseconds(100),
                             {test::done_outcome(0, {}, std::chrono::milliseconds(1), 1), outcome})}}};
  return facts;
}

TEST(ExitCode, TellsHowTheImagesFared) {
  struct Row {
    const char* name;
    model::OutcomeKind kind;
    int code;
  };
  const Row rows[] = {
      {"all done", model::Done{}, 0},
      {"truncated", model::Failed{ErrorCode::truncated, ""}, 1},
      {"crashed", model::Crashed{11}, 1},
      {"exited", model::Exited{3}, 1},
      {"disk full", model::Failed{ErrorCode::no_space, ""}, 75},
      {"write error", model::Failed{ErrorCode::write_failed, ""}, 75},
      {"read error", model::Failed{ErrorCode::read_failed, ""}, 75},
  };
  for (const Row& row : rows) EXPECT_EQ(exit_code(analysis::make_report(facts_with(row.kind))), row.code) << row.name;
}

TEST(ExitCode, SaysThatASlowdownCannotBeTold) {
  analysis::ReportModel report = analysis::make_report(facts_with(model::Done{}));
  const auto answered = [](analysis::SlowdownAnswer answer) {
    return analysis::BaselineComparison{.sessions = {}, .modes = {{.answer = answer}}, .has_limit = true};
  };
  report.baseline = answered(analysis::SlowdownAnswer::not_slower);
  EXPECT_EQ(exit_code(report), 0);
  report.baseline = answered(analysis::SlowdownAnswer::slower);
  EXPECT_EQ(exit_code(report), 1);
  report.baseline = answered(analysis::SlowdownAnswer::busy);
  EXPECT_EQ(exit_code(report), 4);
  const util::Error unwritten[] = {{ErrorCode::conflict, "a report"}};
  EXPECT_EQ(exit_code(report, unwritten), 1) << "a failure counts for more";
  report.baseline->modes.push_back({.answer = analysis::SlowdownAnswer::slower});
  EXPECT_EQ(exit_code(report), 1) << "one mode is known to be slower";
  report.baseline = analysis::BaselineComparison{.sessions = {}, .modes = {}, .has_limit = true};
  EXPECT_EQ(exit_code(report), 4) << "nothing could be compared";
}

TEST(ExitCode, IsThatOfTheSignalBeforeAnythingElse) {
  analysis::Facts facts = facts_with(model::Failed{ErrorCode::no_space, ""});
  for (const auto& [signal, code] : {std::pair{SIGINT, 130}, std::pair{SIGTERM, 143}}) {
    facts.measurements.series[0].runs[0].interrupted_by = signal;
    EXPECT_EQ(exit_code(analysis::make_report(facts)), code);
  }
}

TEST(ExitCode, IsNoSuccessWithUnusableInputsOrDifferentOutputs) {
  analysis::Facts unusable = facts_with(model::Done{});
  unusable.unusable = {{"a.jpg", "broken symbolic link"}};
  EXPECT_EQ(exit_code(analysis::make_report(unusable)), 1);

  analysis::Facts different = facts_with(model::Done{});
  different.measurements.series.push_back(different.measurements.series[0]);
  EXPECT_EQ(exit_code(analysis::make_report(different)), 0);
  auto& outcome = different.measurements.series[1].runs[0].outcomes[0];
  std::get<model::Done>(outcome.kind).report.outputs[0].hash = 2;
  EXPECT_EQ(exit_code(analysis::make_report(different)), 1);
}

TEST(ExitCode, CountsWhatCouldNotBeWritten) {
  const analysis::ReportModel good = analysis::make_report(facts_with(model::Done{}));
  const analysis::ReportModel bad = analysis::make_report(facts_with(model::Failed{ErrorCode::truncated, ""}));
  struct Row {
    std::vector<ErrorCode> unwritten;
    int code;
  };
  for (const Row& row : {Row{{}, 0},
                         {{ErrorCode::not_found}, 1},
                         {{ErrorCode::no_space}, 75},
                         {{ErrorCode::no_space, ErrorCode::permission}, 75},
                         {{ErrorCode::permission, ErrorCode::write_failed}, 75}}) {
    std::vector<util::Error> errors;
    for (const ErrorCode code : row.unwritten) errors.emplace_back(code, "");
    EXPECT_EQ(exit_code(good, errors), row.code);
    EXPECT_EQ(exit_code(bad, errors), std::max(row.code, 1));
  }
}

TEST(ExitCode, OfAnErrorTellsWhetherAnythingWasTouched) {
  struct Row {
    ErrorCode error;
    Phase phase;
    int code;
  };
  const Row rows[] = {
      {ErrorCode::usage, Phase::planning, 2},        {ErrorCode::not_found, Phase::planning, 2},
      {ErrorCode::permission, Phase::planning, 2},   {ErrorCode::conflict, Phase::planning, 2},
      {ErrorCode::write_failed, Phase::planning, 2}, {ErrorCode::no_input, Phase::planning, 3},
      {ErrorCode::no_space, Phase::planning, 75},    {ErrorCode::no_space, Phase::working, 75},
      {ErrorCode::write_failed, Phase::working, 75}, {ErrorCode::system, Phase::working, 1},
      {ErrorCode::internal, Phase::working, 1},      {ErrorCode::permission, Phase::working, 1},
  };
  for (const Row& row : rows) EXPECT_EQ(exit_code(row.error, row.phase), row.code) << name_of(row.error);
}

}  // namespace
}  // namespace resizer::app
