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
  contradiction = 3,  ///< merge: of reports and their plan.
  inconclusive = 4,   ///< --fail-if-slower: neither 0, which would be an answer, nor 1, which would be a false alarm.
  temporary = 75,     ///< EX_TEMPFAIL of sysexits.h: retry later.
};

/// Whether the same run may succeed later, with free space or a repaired disk.
bool is_temporary(util::ErrorCode error) noexcept;

/// The phase in which an error ended the program.
enum class Phase : std::uint8_t {
  planning,  ///< No file was changed yet.
  working,
};

/// The status of a complete run, or of an interrupted one: then 128 + the signal, as in shells. `unwritten` are the
/// errors of reports, the log and standard output.
int exit_code(const analysis::ReportModel& report, std::span<const util::Error> unwritten = {});

/// The status of one run without a report.
int exit_code(const model::RunResult& run);

/// The status of a dry run.
int exit_code(const planning::Plan& plan);

/// The status of a run that an error ended.
int exit_code(util::ErrorCode error, Phase phase);

}  // namespace resizer::app
