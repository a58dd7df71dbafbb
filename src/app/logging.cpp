#include "app/logging.hpp"

#include <spdlog/logger.h>
#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

#include "app/build_info.hpp"
#include "app/log_lines.hpp"
#include "report/text/round_words.hpp"
#include "report/text/speedup_text.hpp"
#include "report/text/terminal.hpp"
#include "util/error.hpp"
#include "util/printable.hpp"
#include "util/quantity.hpp"
#include "util/stream_file.hpp"

namespace resizer::app {
namespace {

namespace fs = std::filesystem;

spdlog::level::level_enum level_of(model::LogLevel level) {
  switch (level) {
    case model::LogLevel::debug:
      return spdlog::level::debug;
    case model::LogLevel::info:
      return spdlog::level::info;
    case model::LogLevel::warning:
      return spdlog::level::warn;
    case model::LogLevel::error:
      return spdlog::level::err;
    case model::LogLevel::off:
      break;
  }
  return spdlog::level::off;
}

spdlog::level::level_enum level_of(const model::JobOutcome& outcome) {
  const model::Done* done = outcome.done();
  if (done != nullptr) return done->report.warnings.empty() ? spdlog::level::info : spdlog::level::warn;
  return std::holds_alternative<model::Interrupted>(outcome.kind) ? spdlog::level::warn : spdlog::level::err;
}

void make_folder(const fs::path& file) {
  std::error_code error;
  if (file.has_parent_path()) fs::create_directories(file.parent_path(), error);
  if (error) {
    throw util::system_error("--log-file " + util::printable(file.native()) + ": its folder cannot be made",
                             error.value(), util::ErrorCode::write_failed);
  }
}

spdlog::sink_ptr open_file(const fs::path& file) {
  const auto stream = util::standard_stream(file);
  if (stream == STDOUT_FILENO) return std::make_shared<spdlog::sinks::stdout_sink_st>();
  if (stream == STDERR_FILENO) return std::make_shared<spdlog::sinks::stderr_sink_st>();
  try {
    const util::Fd reader_is_there = util::is_stream(file) ? util::open_stream(file) : util::Fd();
    return std::make_shared<spdlog::sinks::basic_file_sink_st>(file.native());
  } catch (const spdlog::spdlog_ex&) {
    throw util::system_error("--log-file " + util::printable(file.native()), errno, util::ErrorCode::write_failed);
  } catch (const util::Error& error) {
    throw util::Error(error.code(), std::string("--log-file ") + error.what());
  }
}

}  // namespace

struct Log::Sink {
  spdlog::logger logger{"resizer"};
  std::string failure;
};

Log::Log(const model::OutputOptions& options, std::span<const model::Job> jobs)
    : sink_(std::make_unique<Sink>()), jobs_(jobs) {
  spdlog::logger& logger = sink_->logger;
  logger.set_level(level_of(options.log_level));
  if (options.log_level == model::LogLevel::off) return;
  const fs::path file = options.log_file.value_or(model::kDefaultLogFile);
  try {
    make_folder(file);
    logger.sinks().push_back(open_file(file));
  } catch (const util::Error& error) {
    if (options.log_file) throw;
    sink_->failure = error.what();
    return;
  }
  logger.set_pattern("%Y-%m-%d %H:%M:%S.%e %-7l %v");
  logger.flush_on(spdlog::level::trace);
  logger.set_error_handler([sink = sink_.get()](const std::string& message) {
    if (sink->failure.empty()) sink->failure = "--log-file: " + util::printable(message);
  });
  logger.info("resizer {}", version());
}

Log::~Log() = default;

const std::string& Log::failure() const noexcept {
  return sink_->failure;
}

void Log::write_sandbox(const model::SandboxSupport& sandbox) {
  sink_->logger.info(sandbox_line(sandbox.layers));
  if (!sandbox.missing.empty()) sink_->logger.warn("sandbox incomplete: {}", util::printable(sandbox.missing));
}

void Log::write_plan(const planning::Plan& plan) {
  for (const model::LeftOut& entry : plan.left_out) {
    sink_->logger.debug("{}: left out: {}", util::printable(entry.path.native()), entry.reason);
  }
  for (const model::Job& job : plan.skipped) {
    sink_->logger.debug("{}: left out: its outputs exist", util::printable(job.input.native()));
  }
}

void Log::write_pruned(std::span<const std::filesystem::path> outputs) {
  for (const std::filesystem::path& output : outputs) {
    sink_->logger.info("{}: removed, its input is gone", util::printable(output.native()));
  }
}

void Log::write_note(const std::string& note) {
  sink_->logger.info(note);
}

void Log::on_warming() {
  sink_->logger.info("reading every input once before the first run");
}

void Log::on_run_begin(const bench::RunHeading& heading) {
  sink_->logger.info(run_begin_line(heading, jobs_.size()));
}

void Log::on_other_run(const bench::RunHeading& heading) {
  sink_->logger.info("the other build, {}", run_begin_line(heading, jobs_.size()));
}

void Log::on_outcome(std::size_t job_index, const model::JobOutcome& outcome) {
  sink_->logger.log(level_of(outcome), outcome_line(jobs_[job_index], outcome));
  const model::Done* done = outcome.done();
  if (done != nullptr && sink_->logger.should_log(spdlog::level::debug)) {
    sink_->logger.debug(decision_line(jobs_[job_index], done->report));
  }
}

void Log::on_run_end(const model::RunResult& result) {
  sink_->logger.info(run_end_line(result));
}

void Log::write_conclusion(const analysis::ReportModel& report) {
  spdlog::logger& logger = sink_->logger;
  for (const model::Unusable& entry : report.facts.unusable) {
    logger.error("{}: not usable: {}", util::printable(entry.path.native()), util::printable(entry.reason));
  }
  for (const model::Renamed& renamed : report.facts.renamed) {
    logger.info("{}: named with the extension of its input, because {} has the plain name",
                util::printable(renamed.output.native()), util::printable(renamed.taken_by.native()));
  }
  for (const auto& [format, count] : report.facts.passed_over.unsupported) {
    logger.warn("not supported yet: {}: {}", format, count);
  }
  for (const auto& [kind, count] : report.facts.passed_over.system) logger.info("ignored: {}: {}", kind, count);
  if (report.facts.measurements.rounds_end) {
    for (const std::string& line : report::rounds_texts(report)) logger.info(line);
  }
  for (const analysis::ModeSummary& mode : report.modes) {
    if (mode.no_speedup) logger.warn("{} workers: {}", mode.workers, report::no_speedup_text(*mode.no_speedup));
    if (mode.speedup) {
      logger.info("speedup of {} workers over sequential: {}", mode.workers, report::speedup_text(mode, false));
    }
  }
  for (const std::string& line : report::regression_lines(report)) logger.error(line);
  if (report.agreement) {
    logger.info("outputs identical: {} of {}", report.agreement->identical, report.agreement->compared);
  }
}

}  // namespace resizer::app
