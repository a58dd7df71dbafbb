#pragma once

#include <string>

#include "bench/benchmark.hpp"
#include "model/job.hpp"
#include "model/run_result.hpp"
#include "model/sandbox.hpp"

/// The lines of the log, without time and level. Names and messages are escaped: one event is one line.
namespace resizer::app {

/// "sandbox: Landlock (version 7), seccomp"
std::string sandbox_line(const model::SandboxLayers& layers);

/// "in/a.jpg: 4000x3000 -> 800x600, 4000000 -> 120000 bytes, 45.2 ms, worker 0, ok", or why it failed.
std::string outcome_line(const model::Job& job, const model::JobOutcome& outcome);

/// "parallel, 2 workers: 25 images", with the round if there are several.
std::string run_begin_line(const bench::RunHeading& heading, std::size_t jobs);

/// "parallel, 2 workers: 24 of 25 images done in 638 ms, CPU 1.25 s"
std::string run_end_line(const model::RunResult& result);

/// How an image was processed: "in/a.jpg: jpeg 4000x3000, decoded at 4/8; out/a.webp: webp 800x600
/// from the decoded image".
std::string decision_line(const model::Job& job, const model::JobReport& report);

}  // namespace resizer::app
