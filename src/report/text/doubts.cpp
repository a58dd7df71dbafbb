#include "report/text/doubts.hpp"

#include <algorithm>

#include "analysis/stability.hpp"
#include "report/text/context_words.hpp"
#include "report/text/listing.hpp"
#include "report/text/speedup_text.hpp"
#include "util/quantity.hpp"

namespace resizer::report {
namespace {

using Kind = analysis::ModeWarning::Kind;

std::string rounds_text(const std::vector<std::size_t>& rounds) {
  std::string text = rounds.size() == 1 ? "round " : "rounds ";
  for (std::size_t i = 0; i < rounds.size(); ++i) text += (i > 0 ? ", " : "") + std::to_string(rounds[i] + 1);
  return text;
}

/// A warning and the modes that it is about.
class ModeWarningWords {
 public:
  ModeWarningWords(const analysis::ReportModel& report, const analysis::ModeWarning& warning, const Symbols& symbols)
      : report_(report), warning_(warning), symbols_(symbols) {}

  std::string text() const {
    const bool is_one = warning_.modes.size() == 1;
    switch (warning_.kind) {
      case Kind::no_speedup:
        return labels() + ": " +
               each([](const analysis::ModeSummary& mode) { return no_speedup_text(*mode.no_speedup); });
      case Kind::too_fast:
        return labels() + ": more than " + each([this](const analysis::ModeSummary& mode) {
                 return std::to_string(mode.workers) + std::string(symbols_.times());
               }) +
               " cannot be right; the sequential mode was disturbed";
      case Kind::fewer_images:
        return labels() + ": speedup over " + each([](const analysis::ModeSummary& mode) {
                 return std::to_string(mode.compared_images) + " of " + std::to_string(mode.images());
               }) +
               " images, the others failed in every run";
      case Kind::missing_workers:
        return labels() + ": " + each([](const analysis::ModeSummary& mode) {
                 return std::to_string(mode.missing_workers) + " of " + std::to_string(mode.workers);
               }) +
               " workers could not be started: the system allows no more processes";
      case Kind::unstable:
        return labels() + ": unstable, " + (is_one ? "its" : "their") + " wall times spread by " +
               range([](const auto& mode) { return *analysis::relative_spread(mode.wall_s); }, util::format_percent) +
               " of their median";
      case Kind::suspended:
        return labels() + ": suspended for " +
               range([](const auto& mode) { return mode.suspended; }, util::format_duration) + ", which " +
               (is_one ? "its wall time includes" : "their wall times include");
      case Kind::slow_first_round:
        return labels() + ": the first round was slow; --warmup 1 leaves it out";
      case Kind::outlier_rounds:
        return labels() + ": " +
               each([](const analysis::ModeSummary& mode) { return rounds_text(mode.outlier_rounds); }) +
               " far from the others; nothing was left out";
    }
    return {};
  }

 private:
  std::string labels() const { return mode_labels(report_, warning_.modes, symbols_); }

  /// What is to be said of each mode, once if it is the same of all.
  template <class ToText>
  std::string each(ToText to_text) const {
    std::vector<std::string> texts;
    for (const std::size_t mode : warning_.modes) texts.push_back(to_text(report_.modes[mode]));
    const bool are_equal = std::ranges::adjacent_find(texts, std::not_equal_to<>()) == texts.end();
    return are_equal ? texts.front() : listing(texts);
  }

  /// From the least to the most of all modes.
  template <class Figure, class ToText>
  std::string range(Figure figure, ToText to_text) const {
    const auto [least, most] =
        std::ranges::minmax(warning_.modes, {}, [&](std::size_t mode) { return figure(report_.modes[mode]); });
    const std::string low = to_text(figure(report_.modes[least]));
    const std::string high = to_text(figure(report_.modes[most]));
    return low == high ? low : low + " to " + high;
  }

  const analysis::ReportModel& report_;
  const analysis::ModeWarning& warning_;
  const Symbols& symbols_;
};

}  // namespace

std::vector<std::string> doubts(const analysis::ReportModel& report, const Symbols& symbols) {
  std::vector<std::string> all = context_warnings(report);
  for (const analysis::ModeWarning& warning : report.mode_warnings) {
    all.push_back(ModeWarningWords(report, warning, symbols).text());
  }
  return all;
}

}  // namespace resizer::report
