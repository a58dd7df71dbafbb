#pragma once

#include <cstdint>
#include <span>

#include "analysis/report_model.hpp"
#include "planning/plan.hpp"
#include "util/error.hpp"

namespace resizer::app {

/// Exit statuses of the program.
enum class ExitCode : std::uint8_t {
  success = 0,
  images_failed = 1,  ///< Or --fail-if-slower.
  usage = 2,
  no_input = 3,
  temporary = 75,  ///< EX_TEMPFAIL of sysexits.h: worth another try later.
};

/// How far the program was when an error ended it.
enum class Phase : std::uint8_t {
  planning,  ///< Nothing was touched yet.
  working,
};

/// The status for a run that went to its end, or was interrupted: 128 and the signal then, as shells do.
/// `unwritten` says what the run could not tell: reports, the log, standard output.
int exit_code(const analysis::ReportModel& report, std::span<const util::Error> unwritten = {});

/// The status for a dry run.
int exit_code(const planning::Plan& plan);

/// The status for a run that an error ended.
int exit_code(util::ErrorCode error, Phase phase);

}  // namespace resizer::app
