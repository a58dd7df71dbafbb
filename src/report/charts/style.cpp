#include "report/charts/style.hpp"

#include <algorithm>

namespace resizer::report {
namespace {

/// With the contrasts of WCAG 2.1: 4.5 for text, 3 for shapes. Hues are distinguishable to color-blind readers, and
/// nothing is conveyed by color alone.
constexpr std::string_view kLightColors = R"css(
  --page: #f7f7f5; --card: #ffffff; --ink: #1b1c1f; --muted: #5b5f67; --line: #dcdcd8;
  --sequential: #777d87; --parallel: #0067b1; --idle: #e9e9e5; --failed: #c0340c; --warning: #8a5a00;
  --part0: #c65a11; --part1: #0067b1; --part2: #00857a; --part3: #9b3d94; --part4: #6b7079; --part5: #a3690a;
  --part6: #7a4fc2; --part7: #2e7d32; --part8: #b0275a; --part9: #6f6200;
  --part10: #3c5a8c;
)css";

constexpr std::string_view kRules = R"css(svg text { fill: var(--ink); }
svg text.muted { fill: var(--muted); }
svg text.strong { font-weight: 600; }
svg text.failed { fill: var(--failed); font-size: 15px; font-weight: 700; paint-order: stroke; stroke: var(--card); stroke-width: 3px; }
.sequential { fill: var(--sequential); }
.parallel { fill: var(--parallel); }
.idle { fill: var(--idle); }
.block { stroke: var(--card); stroke-width: 0.75px; }
.grid { stroke: var(--line); stroke-width: 1px; }
.axis { fill: var(--line); }
.mark { stroke: var(--muted); stroke-width: 1.5px; }
.whisker { fill: var(--ink); stroke: var(--ink); }
.interval { fill: var(--parallel); opacity: 0.35; }
.median { stroke: var(--ink); stroke-width: 1.5px; }
.p95 { stroke-dasharray: 3 3; }
.curve { fill: none; stroke-width: 2px; vector-effect: non-scaling-stroke; }
.curve.ideal { stroke: var(--muted); stroke-dasharray: 2 4; }
.curve.ceiling { stroke: var(--ink); stroke-width: 1.5px; }
.knee { stroke: var(--line); stroke-dasharray: 3 3; }
.curve.amdahl { stroke: var(--part0); stroke-dasharray: 8 4; }
.event { fill: var(--failed); }
.curve.load { stroke: var(--parallel); stroke-width: 1.25px; }
.curve.clock { stroke: var(--ink); stroke-width: 1.25px; }
.curve.usl { stroke: var(--part2); }
.part0 { fill: var(--part0); }
.part1 { fill: var(--part1); }
.part2 { fill: var(--part2); }
.part3 { fill: var(--part3); }
.part4 { fill: var(--part4); }
.part5 { fill: var(--part5); }
.part6 { fill: var(--part6); }
.part7 { fill: var(--part7); }
.part8 { fill: var(--part8); }
.part9 { fill: var(--part9); }
.part10 { fill: var(--part10); }
.lost .part0 { fill: var(--parallel); }
.lost .part1 { fill: var(--part0); }
rect[class^="part"] { stroke: var(--card); stroke-width: 1px; }
)css";

constexpr std::string_view kFileRules =
    R"css(svg { font-size: 12.5px; font-family: system-ui, "Segoe UI", Roboto, "Helvetica Neue", "DejaVu Sans", sans-serif; }
.paper { fill: var(--card); }
.heading { font-size: 16px; font-weight: 600; }
)css";

/// Whether all classes of a rule's selector occur in the markup.
bool is_needed(std::string_view rule, std::string_view markup) {
  const std::string_view selector = rule.substr(0, rule.find('{'));
  for (std::size_t dot = selector.find('.'); dot != std::string_view::npos; dot = selector.find('.', dot + 1)) {
    const std::string_view name = selector.substr(dot + 1, selector.find_first_of(". ", dot + 1) - dot - 1);
    if (markup.find(name) == std::string_view::npos) return false;
  }
  return true;
}

/// Rules with var(--name) replaced by the color.
std::string in_light_colors(std::string_view rules) {
  constexpr std::string_view kBegin = "var(";
  std::string text;
  for (std::size_t at = 0; at < rules.size();) {
    const std::size_t begin = std::min(rules.find(kBegin, at), rules.size());
    text += rules.substr(at, begin - at);
    if (begin == rules.size()) break;
    const std::size_t end = rules.find(')', begin);
    const std::string name = std::string(rules.substr(begin + kBegin.size(), end - begin - kBegin.size())) + ": ";
    text += kLightColors.substr(kLightColors.find(name) + name.size(), std::string_view("#000000").size());
    at = end + 1;
  }
  return text;
}

}  // namespace

std::string_view light_colors() noexcept {
  return kLightColors;
}

std::string_view chart_rules() noexcept {
  return kRules;
}

std::string standalone_style(std::string_view markup) {
  std::string style = in_light_colors(kFileRules);
  for (std::size_t at = 0; at < kRules.size();) {
    const std::size_t end = kRules.find('\n', at) + 1;
    const std::string_view rule = kRules.substr(at, end - at);
    if (is_needed(rule, markup)) style += in_light_colors(rule);
    at = end;
  }
  return style;
}

}  // namespace resizer::report
