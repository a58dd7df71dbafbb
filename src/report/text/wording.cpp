#include "report/text/wording.hpp"

#include "report/text/context_words.hpp"
#include "report/text/core_words.hpp"
#include "report/text/listing.hpp"
#include "report/text/round_words.hpp"
#include "report/text/speedup_text.hpp"
#include "util/quantity.hpp"

namespace resizer::report {
namespace {

std::string counted(std::size_t count, const std::string& noun) {
  return std::to_string(count) + ' ' + noun + (count == 1 ? "" : "s");
}

/// What stayed in a cache that was to be empty: ": of 64.1 MB, 0.0 % stayed"
std::string cached_text(const std::optional<bench::CachedInputs>& inputs) {
  if (!inputs) return {};
  return ": of " + util::format_bytes(inputs->bytes) + ", " + util::format_percent(inputs->share()) + " stayed";
}

std::string cache_text(const analysis::ReportModel& report, const Symbols& symbols) {
  switch (report.facts.measurements.file_cache) {
    case bench::FileCache::as_found:
      break;
    case bench::FileCache::warmed:
      return std::string(symbols.separator()) + "inputs read once before";
    case bench::FileCache::dropped:
      return std::string(symbols.separator()) + "inputs dropped from the file cache before each run" +
             cached_text(report.cached_inputs);
  }
  return {};
}

std::string sandbox_text(const model::SandboxLayers& layers) {
  const bool has_landlock = layers.landlock_abi > 0;
  if (has_landlock && layers.seccomp) return "sandboxed";
  if (has_landlock) return "sandboxed by Landlock only";
  return layers.seccomp ? "sandboxed by seccomp only" : "not sandboxed";
}

std::string sizes_text(const std::vector<model::TargetSize>& sizes) {
  std::string text;
  for (const model::TargetSize& size : sizes) text += (text.empty() ? "" : " + ") + describe(size);
  return text;
}

}  // namespace

std::string duration_or_unknown(std::optional<double> seconds) {
  return seconds ? util::format_duration(util::from_seconds(*seconds)) : "-";
}

std::string number_or_unknown(std::optional<double> value) {
  return value ? util::format_number(*value) : "-";
}

std::string percent_or_unknown(std::optional<double> share) {
  return share ? util::format_percent(*share) : "-";
}

std::string mode_label(const analysis::ModeSummary& mode, const Symbols& symbols) {
  std::string label(name_of(mode.execution));
  if (mode.execution == model::Execution::parallel) {
    label += ' ' + std::string(symbols.times()) + std::to_string(mode.workers);
  }
  return label;
}

std::string mode_labels(const analysis::ReportModel& report, const std::vector<std::size_t>& modes,
                        const Symbols& symbols) {
  std::string text;
  for (std::size_t i = 0; i < modes.size(); ++i) {
    const analysis::ModeSummary& mode = report.modes[modes[i]];
    const bool is_next_pool = i > 0 && mode.execution == model::Execution::parallel &&
                              report.modes[modes[i - 1]].execution == model::Execution::parallel;
    if (i > 0) text += ", ";
    text += is_next_pool ? std::string(symbols.times()) + std::to_string(mode.workers) : mode_label(mode, symbols);
  }
  return text;
}

std::string subject_text(const analysis::ReportModel& report, const Symbols& symbols) {
  std::string text = counted(report.facts.jobs.size(), "image") + std::string(symbols.separator()) +
                     util::format_bytes(report.input_bytes);
  if (report.output_bytes) text += std::string(symbols.arrow()) + util::format_bytes(*report.output_bytes);
  if (const std::size_t skipped = report.facts.skipped.size(); skipped > 0) {
    text += std::string(symbols.separator()) + std::to_string(skipped) + " skipped: " +
            (report.facts.options.paths.overwrite == model::Overwrite::changed ? "up to date" : "outputs exist");
  }
  return text;
}

std::string setup_text(const analysis::ReportModel& report, const Symbols& symbols) {
  const model::ResizeOptions& resize = report.facts.options.resize;
  const std::string gap(symbols.separator());
  std::string text =
      sizes_text(resize.sizes) + gap + std::string(name_of(resize.fit)) + gap + std::string(name_of(resize.filter));
  if (resize.linear) text += " in linear light";
  if (resize.to_srgb) text += gap + "to sRGB";
  for (const model::Format format : resize.formats) {
    text += (format == resize.formats.front() ? gap + "to " : ", ") + std::string(name_of(format));
  }
  if (resize.effort) text += gap + "effort " + std::to_string(*resize.effort);
  if (report.facts.options.run.pin != model::Pin::none) {
    text += gap + (report.facts.options.run.pin == model::Pin::cores ? "a core for each worker" : "on the fast cores");
  }
  for (const std::string& rounds : rounds_texts(report)) text += gap + rounds;
  text += gap + short_cores_text(report.facts.cpus, report.facts.context.machine);
  if (const std::string fewer = fewer_workers_text(report); !fewer.empty()) text += gap + fewer;
  return text + gap + sandbox_text(report.facts.sandbox.layers) + cache_text(report, symbols);
}

std::string interval_name(const stats::Interval& interval) {
  return util::format_percent(interval.coverage) + " interval";
}

std::string range_text(const stats::Interval& interval) {
  return util::format_number(interval.low) + " to " + util::format_number(interval.high);
}

std::string speedup_text(const analysis::ModeSummary& mode, bool unicode) {
  const auto& [rounds, estimate, interval] = *mode.speedup;
  std::string text = util::format_number(estimate) + std::string(Symbols{unicode}.times());
  if (!interval) {
    text += " (" + counted(rounds, "round") + ": no interval";
    return text + (rounds == 1 ? ")" : " below 6)");
  }
  text += ", " + interval_name(*interval) + ' ' + range_text(*interval);
  if (interval->low > 1) return text;
  return text + ": " + (interval->high < 1 ? "slower" : "no difference can be told");
}

std::string left_out_text(const analysis::ReportModel& report, const analysis::ModeSummary& mode, bool unicode) {
  if (!mode.speedup_of_all_rounds) return {};
  const auto& [rounds, estimate, interval] = *mode.speedup_of_all_rounds;
  std::vector<std::string> numbers;
  for (const std::size_t round : report.left_out_rounds) numbers.push_back(std::to_string(round + 1));
  const bool is_one = numbers.size() == 1;
  return std::string(is_one ? "without round " : "without rounds ") + listing(numbers) +
         (is_one ? ", which was disturbed" : ", which were disturbed") + "; over all " + counted(rounds, "round") +
         ' ' + util::format_number(estimate) + std::string(Symbols{unicode}.times()) +
         (interval ? ", " + interval_name(*interval) + ' ' + range_text(*interval) : "");
}

std::string no_speedup_text(analysis::NoSpeedup reason) {
  switch (reason) {
    case analysis::NoSpeedup::no_round:
      return "no speedup: no round was completed";
    case analysis::NoSpeedup::all_failed:
      return "no speedup: every image failed";
    case analysis::NoSpeedup::failures_differ:
      return "no speedup: not the same images failed in every run";
  }
  return {};
}

std::string_view judgement_word(const stats::Interval& speedup) {
  if (speedup.low > 1) return "faster";
  return speedup.high < 1 ? "slower" : "no difference";
}

std::string agreement_text(const bench::Agreement& agreement) {
  return "outputs identical: " + std::to_string(agreement.identical) + " of " + std::to_string(agreement.compared);
}

}  // namespace resizer::report
