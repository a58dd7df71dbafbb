#include <algorithm>

#include "report/finding_lists.hpp"
#include "report/html_parts.hpp"
#include "report/markup.hpp"

namespace resizer::report {
namespace {

/// More lines than this of one kind are counted, not listed: the log and the
/// JSON report have them all.
constexpr std::size_t kListedAtMost = 200;

}  // namespace

std::string html_findings(const ReportModel& report) {
  std::string sections;
  for (const FindingList& list : finding_lists(report, Symbols{true})) {
    std::string items;
    const std::size_t listed = std::min(list.lines.size(), kListedAtMost);
    for (std::size_t i = 0; i < listed; ++i) items += text_element("li", {}, list.lines[i]) + '\n';
    if (listed < list.lines.size()) {
      items += text_element("li", {}, "and " + std::to_string(list.lines.size() - listed) + " more") + '\n';
    }
    const bool is_error = list.severity == FindingList::Severity::error;
    sections += section_element(list.heading + " (" + std::to_string(list.lines.size()) + ')', "",
                                element("ul", {{"class", "findings"}}, '\n' + items), is_error ? "error" : "warning");
  }
  return sections;
}

}  // namespace resizer::report
