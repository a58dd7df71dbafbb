#include "report/text/terminal_findings.hpp"

#include <algorithm>

#include "report/text/finding_lists.hpp"
#include "report/text/paint.hpp"

namespace resizer::report {
namespace {

/// Lists are truncated to this many lines: the log has all.
constexpr std::size_t kListedAtMost = 20;

std::string painted(const FindingList& list, const Paint& paint) {
  switch (list.severity) {
    case FindingList::Severity::error:
      return paint.red(list.heading);
    case FindingList::Severity::warning:
      return paint.yellow(list.heading);
    case FindingList::Severity::note:
      break;
  }
  return list.heading;
}

std::string to_text(const FindingList& list, const Paint& paint) {
  std::string text = "  " + painted(list, paint) + '\n';
  const std::size_t listed = std::min(list.lines.size(), kListedAtMost);
  for (std::size_t i = 0; i < listed; ++i) text += "    " + list.lines[i] + '\n';
  if (listed < list.lines.size()) {
    text += "    and " + std::to_string(list.lines.size() - listed) + " more; the log file names them all\n";
  }
  return text + '\n';
}

}  // namespace

std::string findings_text(const analysis::ReportModel& report, const TerminalStyle& style) {
  const Paint paint(style.color);
  std::string text;
  if (const auto interruption = interruption_text(report)) {
    const auto colon = interruption->find(':');
    text += "  " + paint.red(interruption->substr(0, colon)) + interruption->substr(colon) + "\n\n";
  }
  for (const FindingList& list : finding_lists(report, Symbols{style.unicode})) text += to_text(list, paint);
  return text;
}

}  // namespace resizer::report
