#include "report/text/advice_words.hpp"

#include <array>
#include <cmath>

#include "util/printable.hpp"
#include "util/quantity.hpp"

namespace resizer::report {
namespace {

/// A sentence for each kind.
struct Sentence {
  const analysis::ReportModel& report;
  const Symbols& symbols;

  std::string operator()(const analysis::SecondThreadsIdle& found) const {
    return "use --jobs " + std::to_string(found.jobs) + ": the second thread of each core " +
           (found.gain < 0 ? "cost " : "added ") + util::format_percent(std::abs(found.gain));
  }
  std::string operator()(const analysis::MemoryBound& found) const {
    return "memory-bound: more workers will not help, as these cores stream only " +
           util::format_number(found.streaming) + std::string(symbols.times()) + " as much memory as one";
  }
  std::string operator()(const analysis::ClockFell& found) const {
    return "the clock fell by " + util::format_percent(found.share) +
           " with all workers busy: cooling and the power limit decide the speedup";
  }
  std::string operator()(const analysis::PlugIn& found) const {
    return "plug in the charger: the machine runs on battery, and " + found.sign;
  }
  std::string operator()(const analysis::Straggler& found) const {
    const std::string name = util::printable(report.facts.jobs[found.job].input.filename().native());
    return "the queue was empty for " + util::format_percent(found.idle_share) +
           " of the workers' time: they waited for one image of " + util::format_number(found.megapixels) + " MP, " +
           name;
  }
  std::string operator()(const analysis::StartIsLong& found) const {
    return "measure more images: starting took " + util::format_percent(found.share) + " of the workers' time";
  }
};

}  // namespace

std::vector<std::string> advice_texts(const analysis::ReportModel& report, const Symbols& symbols) {
  std::vector<std::string> texts;
  for (const analysis::Advice& advice : report.advice) texts.push_back(std::visit(Sentence{report, symbols}, advice));
  return texts;
}

std::string_view name_of(const analysis::Advice& advice) noexcept {
  static constexpr std::array<std::string_view, std::variant_size_v<analysis::Advice>> kNames{
      "second_threads_idle", "memory_bound", "clock_fell", "plug_in", "straggler", "start_is_long"};
  return kNames[advice.index()];
}

}  // namespace resizer::report
