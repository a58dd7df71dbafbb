#include "app/log_lines.hpp"

#include <algorithm>
#include <utility>

#include "util/printable.hpp"
#include "util/quantity.hpp"

namespace resizer::app {
namespace {

/// Width and height of the upright image: EXIF orientations 5 to 8 swap them.
std::string upright_size(const model::ImageFacts& image) {
  auto [width, height] = std::pair(image.width_px, image.height_px);
  if (image.orientation >= 5) std::swap(width, height);
  return std::to_string(width) + 'x' + std::to_string(height);
}

std::string done_text(const model::JobReport& report) {
  const bool is_mixed = std::ranges::any_of(report.outputs, [&](const model::OutputFacts& output) {
    return output.image.format != report.outputs.front().image.format;
  });
  std::string sizes;
  std::string bytes;
  for (std::size_t i = 0; i < report.outputs.size(); ++i) {
    const model::ImageFacts& output = report.outputs[i].image;
    sizes += (i > 0 ? " + " : "") + upright_size(output);
    if (is_mixed) sizes.append(" ").append(name_of(output.format));
    bytes += (i > 0 ? " + " : "") + std::to_string(output.bytes);
  }
  return upright_size(report.input) + " -> " + sizes + ", " + std::to_string(report.input.bytes) + " -> " + bytes +
         " bytes";
}

std::string origin_text(model::MadeFrom origin) {
  switch (origin) {
    case model::MadeFrom::decoded_image:
      return "from the decoded image";
    case model::MadeFrom::larger_output:
      return "from a larger output";
    case model::MadeFrom::input_file:
      break;
  }
  return "copied";
}

std::string format_and_size(const model::ImageFacts& image) {
  return std::string(name_of(image.format)) + ' ' + std::to_string(image.width_px) + 'x' +
         std::to_string(image.height_px) + ", " + std::to_string(image.depth_bits) + " bits";
}

std::string warnings_text(model::Warnings warnings) {
  std::string text;
  for (const auto& [warning, name] : model::names<model::Warning>()) {
    if (warnings.has(warning)) text += (text.empty() ? " (warning: " : "; ") + std::string(describe(warning));
  }
  return text.empty() ? text : text + ')';
}

std::string workers_text(unsigned workers) {
  return std::to_string(workers) + (workers == 1 ? " worker" : " workers");
}

std::string title(model::Execution execution, unsigned workers) {
  return std::string(name_of(execution)) + ", " + workers_text(workers);
}

}  // namespace

std::string sandbox_line(const model::SandboxLayers& layers) {
  std::string names;
  if (layers.landlock_abi > 0) names = "Landlock (version " + std::to_string(layers.landlock_abi) + ')';
  if (layers.seccomp) names += (names.empty() ? "" : ", ") + std::string("seccomp");
  return "sandbox: " + (names.empty() ? "none" : names);
}

std::string outcome_line(const model::Job& job, const model::JobOutcome& outcome) {
  const model::Done* done = outcome.done();
  std::string line = util::printable(job.input.native()) + ": ";
  line += done != nullptr ? done_text(done->report) : std::to_string(job.input_bytes) + " bytes";
  if (outcome.worker) {
    line += ", " + util::format_duration(outcome.duration) + ", worker " + std::to_string(*outcome.worker);
  }
  if (outcome.attempts > 1) line += ", attempt " + std::to_string(outcome.attempts);
  if (done != nullptr) return line + ", ok" + warnings_text(done->report.warnings);
  const bool failed = std::holds_alternative<model::Failed>(outcome.kind);
  return line + (failed ? ", failed: " : ", ") + util::printable(reason(outcome.kind));
}

std::string decision_line(const model::Job& job, const model::JobReport& report) {
  std::string line = util::printable(job.input.native()) + ": " + format_and_size(report.input);
  if (report.input.orientation != 1) line += ", orientation " + std::to_string(report.input.orientation);
  line += ", decoded at " + std::to_string(report.decoded_eighths) + "/8";
  for (std::size_t i = 0; i < report.outputs.size(); ++i) {
    const model::OutputFacts& output = report.outputs[i];
    line += "; " + util::printable(job.outputs[i].native()) + ": " + format_and_size(output.image) + ", " +
            origin_text(output.made_from);
  }
  return line;
}

std::string run_begin_line(const bench::RunHeading& heading, std::size_t jobs) {
  std::string line = title(heading.execution, heading.workers) + ": " + std::to_string(jobs);
  line += jobs == 1 ? " image" : " images";
  if (heading.rounds == 1 && !heading.is_warmup) return line;
  const char* const of = heading.is_estimate && !heading.is_warmup ? " of about " : " of ";
  const std::string round = std::to_string(heading.round) + of + std::to_string(heading.rounds);
  return line + (heading.is_warmup ? ", warm-up " : ", round ") + round;
}

std::string run_end_line(const model::RunResult& result) {
  const auto done =
      std::ranges::count_if(result.outcomes, [](const auto& outcome) { return outcome.done() != nullptr; });
  std::string line = title(result.execution, result.workers) + ": " + std::to_string(done) + " of " +
                     std::to_string(result.outcomes.size()) + " images done in " + util::format_duration(result.wall) +
                     ", CPU " + util::format_duration(result.cpu.total());
  if (result.replaced_workers > 0) line += ", " + workers_text(unsigned(result.replaced_workers)) + " replaced";
  if (result.suspended.count() > 0) line += ", suspended for " + util::format_duration(result.suspended);
  if (result.interrupted_by) line += ", interrupted by signal " + std::to_string(*result.interrupted_by);
  if (result.halted) line += ", stopped at the first failure";
  if (result.abandoned) line += ", ended because every worker died";
  if (result.missing_workers > 0) line += ", " + workers_text(result.missing_workers) + " could not be started";
  return line;
}

}  // namespace resizer::app
