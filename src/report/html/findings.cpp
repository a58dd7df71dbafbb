#include <algorithm>

#include "report/html/parts.hpp"
#include "report/text/finding_lists.hpp"
#include "report/text/markup.hpp"

namespace resizer::report {
namespace {

/// Lists are truncated to this many lines: the log and the JSON report have
/// all.
constexpr std::size_t kListedAtMost = 200;

const char* style_class(FindingList::Severity severity) {
  switch (severity) {
    case FindingList::Severity::error:
      return "error";
    case FindingList::Severity::warning:
      return "warning";
    case FindingList::Severity::note:
      break;
  }
  return "";
}

}  // namespace

std::string html_findings(const analysis::ReportModel& report) {
  std::string sections;
  for (const FindingList& list : finding_lists(report, Symbols{true})) {
    std::string items;
    const std::size_t listed = std::min(list.lines.size(), kListedAtMost);
    for (std::size_t i = 0; i < listed; ++i) items += text_element("li", {}, list.lines[i]) + '\n';
    if (listed < list.lines.size()) {
      items += text_element("li", {}, "and " + std::to_string(list.lines.size() - listed) + " more") + '\n';
    }
    sections += section_element(list.heading + " (" + std::to_string(list.lines.size()) + ')', "",
                                element("ul", {{"class", "findings"}}, '\n' + items), style_class(list.severity));
  }
  return sections;
}

}  // namespace resizer::report
