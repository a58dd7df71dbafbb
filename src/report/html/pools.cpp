#include "report/charts/charts.hpp"
#include "report/html/parts.hpp"
#include "report/text/markup.hpp"
#include "report/text/slower_cpu.hpp"
#include "report/text/tables.hpp"

namespace resizer::report {
namespace {

/// In the timelines of all pools together: about a megabyte at most.
constexpr std::size_t kMostBlocks = 6000;

std::string timeline_section(const analysis::ReportModel& report, const std::vector<ShownMode>& modes,
                             std::size_t most_blocks, const std::string& of_pool) {
  return section_element(
      "What each worker did" + of_pool,
      "One lane a worker; blocks are images, gaps are idle, ✕ marks a failure. A red line is an event, such as heat.",
      figure_element(timeline_chart(report, modes, most_blocks)));
}

std::string lost_time_section(const analysis::ReportModel& report, const ShownMode& pool, const std::string& table,
                              const std::string& of_pool) {
  const std::string slower = slower_cpu_text(report, *pool.summary, Symbols{true});
  return section_element("Why not more" + of_pool,
                         "The time of all workers, and what of it was lost compared with the sequential mode.",
                         figure_element(lost_time_chart(pool)) +
                             table_element(where_it_went_table(*pool.summary), "Where the workers went") +
                             (slower.empty() ? "" : text_element("p", {}, slower) + '\n') + table);
}

/// The sections of one pool, which are shown if it is chosen.
std::string panel(const analysis::ReportModel& report, const ShownMode& pool, std::size_t most_blocks) {
  const std::string workers = std::to_string(pool.summary->workers);
  const std::string id = "pool-" + workers;
  const bool is_headline = report.headline && pool.summary == &report.modes[*report.headline];
  std::vector<ShownMode> modes = shown_sequential(report);
  modes.push_back(pool);
  const std::string of_pool = ": " + pool.label;
  return "<input type=\"radio\" name=\"pool\" id=\"" + id + (is_headline ? R"(" checked>)" : R"(">)") +
         text_element("label", {{"for", id}}, workers) + '\n' +
         element("div", {{"class", "panel"}},
                 '\n' + timeline_section(report, modes, most_blocks, of_pool) +
                     lost_time_section(report, pool, "", of_pool)) +
         '\n';
}

}  // namespace

std::string html_pools(const analysis::ReportModel& report) {
  const std::vector<ShownMode> pools = shown_pools(report);
  const std::string table = table_element(lost_time_table(report, Symbols{true}), "Lost time") +
                            table_element(waits_table(report, Symbols{true}), "What the workers waited for") +
                            table_element(slower_cpu_table(report, Symbols{true}), "Why the CPU was slower");
  if (pools.size() < 2) {
    std::string sections = timeline_section(report, shown_modes(report), kMostBlocks, "");
    if (!pools.empty()) sections += lost_time_section(report, pools.front(), table, "");
    return sections;
  }
  std::string panels = text_element("legend", {}, "Workers:") + '\n';
  for (const ShownMode& pool : pools) panels += panel(report, pool, kMostBlocks / pools.size());
  return element("fieldset", {{"class", "pools"}}, '\n' + panels) + '\n' +
         section_element("Why not more: all pools", "Shares of the time of all workers.", table);
}

}  // namespace resizer::report
