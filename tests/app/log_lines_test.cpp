#include "app/log_lines.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>

#include "report/sample_facts.hpp"

namespace resizer::app {
namespace {

using namespace std::chrono_literals;

TEST(OutcomeLine, IsOneLineForEachKind) {
  model::JobOutcome warned = test::done_outcome(1, 0ms, 1ms, 7);
  std::get<model::Done>(warned.kind).report.warnings = {model::Warning::pages_dropped, model::Warning::exif_broken};
  model::JobOutcome two_sizes = test::done_outcome(0, 0ms, 1ms, 7);
  auto& report = std::get<model::Done>(two_sizes.kind).report;
  report.outputs.resize(2);
  report.outputs[1].image = {.width_px = 300, .height_px = 400, .orientation = 1, .bytes = 50'000};
  const model::JobOutcome crashed{.kind = model::Crashed{SIGSEGV}, .worker = 0, .start = 0ms, .duration = 5ms};
  const model::JobOutcome never_begun;

  const struct {
    std::string input;
    model::JobOutcome outcome;
    std::string line;
  } rows[] = {
      {"in/a.jpg", test::done_outcome(3, 0ms, 1ms, 7),
       "in/a.jpg: 3000x4000 -> 600x800, 4000000 -> 120000 bytes, 10.0 ms, worker 3, ok"},
      {"in/a.jpg", warned,
       "in/a.jpg: 3000x4000 -> 600x800, 4000000 -> 120000 bytes, 10.0 ms, worker 1, ok (warning: several pages: only "
       "the first was kept; the EXIF block is damaged and was read only in part)"},
      {"in/a.jpg", two_sizes,
       "in/a.jpg: 3000x4000 -> 600x800 + 300x400, 4000000 -> 120000 + 50000 bytes, 10.0 ms, worker 0, ok"},
      {"in/two\nlines.jpg", test::failed_outcome(2, 0ms),
       "in/two\\nlines.jpg: 4000000 bytes, 2.00 ms, worker 2, failed: the JPEG data ends too early"},
      {"in/a.jpg", crashed, "in/a.jpg: 4000000 bytes, 5.00 ms, worker 0, crashed: SIGSEGV"},
      {"in/a.jpg", never_begun, "in/a.jpg: 4000000 bytes, interrupted"},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(outcome_line({.input = row.input, .input_bytes = 4'000'000, .outputs = {}}, row.outcome), row.line);
  }
}

TEST(DecisionLine, SaysWhatWasDecodedAndWhatEachOutputWasMadeFrom) {
  model::JobReport report;
  report.input = {.format = model::Format::jpeg, .width_px = 4000, .height_px = 3000, .orientation = 6};
  report.decoded_eighths = 4;
  report.outputs.resize(3);
  report.outputs[0].image = {.format = model::Format::webp, .width_px = 600, .height_px = 800};
  report.outputs[1].image = {.format = model::Format::webp, .width_px = 300, .height_px = 400};
  report.outputs[1].made_from = model::MadeFrom::larger_output;
  report.outputs[2].image = report.input;
  report.outputs[2].made_from = model::MadeFrom::input_file;
  EXPECT_EQ(decision_line({.input = "a.jpg", .input_bytes = 1, .outputs = {"b.webp", "c.webp", "d.jpg"}}, report),
            "a.jpg: jpeg 4000x3000, 8 bits, orientation 6, decoded at 4/8; b.webp: webp 600x800, 8 bits, from the "
            "decoded image; c.webp: webp 300x400, 8 bits, from a larger output; d.jpg: jpeg 4000x3000, 8 bits, "
            "copied");
}

TEST(RunLines, NameModeCountAndTimes) {
  bench::RunHeading heading;
  EXPECT_EQ(run_begin_line(heading, 1), "sequential, 1 worker: 1 image");
  heading = {.execution = model::Execution::parallel, .workers = 2, .is_warmup = false, .round = 3, .rounds = 10};
  EXPECT_EQ(run_begin_line(heading, 25), "parallel, 2 workers: 25 images, round 3 of 10");
  heading.is_estimate = true;
  EXPECT_EQ(run_begin_line(heading, 25), "parallel, 2 workers: 25 images, round 3 of about 10");
  heading.is_warmup = true;
  EXPECT_EQ(run_begin_line(heading, 25), "parallel, 2 workers: 25 images, warm-up 3 of 10");
  model::RunResult run = test::run_of(model::Execution::parallel, 2, 638ms,
                                      {test::done_outcome(0, 0ms, 1ms, 1), test::failed_outcome(1, 0ms)});
  EXPECT_EQ(run_end_line(run), "parallel, 2 workers: 1 of 2 images done in 638 ms, CPU 1.000 s");
  run.replaced_workers = 1;
  run.interrupted_by = 2;
  EXPECT_EQ(run_end_line(run),
            "parallel, 2 workers: 1 of 2 images done in 638 ms, CPU 1.000 s, 1 worker replaced, interrupted by signal "
            "2");
  run.interrupted_by.reset();
  run.halted = true;
  EXPECT_THAT(run_end_line(run), testing::EndsWith(", stopped at the first failure"));
  run.halted = false;
  run.abandoned = true;
  run.missing_workers = 1;
  EXPECT_THAT(run_end_line(run), testing::EndsWith(", ended because every worker died, 1 worker could not be started"));
}

}  // namespace
}  // namespace resizer::app
