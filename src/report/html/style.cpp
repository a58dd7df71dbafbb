#include "report/html/style.hpp"

namespace resizer::report {
namespace {

/// Colors are variables for light and dark mode, with the contrasts of WCAG
/// 2.1: 4.5 for text, 3 for shapes. Hues are distinguishable to color-blind
/// readers, and nothing is conveyed by color alone.
constexpr std::string_view kStyle = R"css(
:root {
  color-scheme: light dark;
  --page: #f7f7f5; --card: #ffffff; --ink: #1b1c1f; --muted: #5b5f67; --line: #dcdcd8;
  --sequential: #777d87; --parallel: #0067b1; --idle: #e9e9e5; --failed: #c0340c; --warning: #8a5a00;
  --part0: #c65a11; --part1: #0067b1; --part2: #00857a; --part3: #9b3d94; --part4: #6b7079; --part5: #a3690a;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #131416; --card: #1c1d20; --ink: #ececea; --muted: #a2a6ae; --line: #34363b;
    --sequential: #8f959f; --parallel: #58aee6; --idle: #2b2d31; --failed: #ff8a66; --warning: #e5b567;
    --part0: #f0975a; --part1: #58aee6; --part2: #45c4b6; --part3: #d58fcd; --part4: #a2a6ae; --part5: #dfb04e;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; background: var(--page); color: var(--ink);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "DejaVu Sans", sans-serif;
  font-variant-numeric: tabular-nums;
}
main { max-width: 1000px; margin: 0 auto; padding: 40px 24px 64px; }
header p { margin: 0; color: var(--muted); }
h1 { margin: 6px 0 2px; font-size: 44px; line-height: 1.1; letter-spacing: -0.02em; font-weight: 650; }
h1 small { font-size: 20px; letter-spacing: 0; font-weight: 400; color: var(--muted); }
h2 { margin: 0 0 4px; font-size: 17px; font-weight: 650; }
.note { margin: 0 0 14px; color: var(--muted); font-size: 13.5px; }
section {
  margin-top: 20px; padding: 20px 24px 22px; background: var(--card); border: 1px solid var(--line);
  border-radius: 10px;
}
.columns { display: grid; grid-template-columns: 1fr 1fr; gap: 0 20px; }
.columns > section { min-width: 0; }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(132px, 1fr)); gap: 14px 20px; margin: 22px 0 0; }
.facts div { border-top: 2px solid var(--line); padding-top: 8px; }
.facts dt { color: var(--muted); font-size: 13px; }
.facts dd { margin: 0; font-size: 19px; font-weight: 600; white-space: nowrap; }
.doubts { margin: 16px 0 0; padding: 0; list-style: none; color: var(--warning); }
.doubts li::before { content: "⚠ "; }
svg { display: block; overflow: visible; font-size: 12.5px; }
svg text { fill: var(--ink); }
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
.curve.amdahl { stroke: var(--part0); stroke-dasharray: 8 4; }
.curve.usl { stroke: var(--part2); }
.part0 { fill: var(--part0); background: var(--part0); } .part1 { fill: var(--part1); background: var(--part1); }
.part2 { fill: var(--part2); background: var(--part2); } .part3 { fill: var(--part3); background: var(--part3); }
.part4 { fill: var(--part4); background: var(--part4); } .part5 { fill: var(--part5); background: var(--part5); }
.lost .part0 { fill: var(--parallel); background: var(--parallel); }
.lost .part1 { fill: var(--part0); background: var(--part0); }
rect[class^="part"] { stroke: var(--card); stroke-width: 1px; }
.legend { display: flex; flex-wrap: wrap; gap: 4px 18px; margin: 4px 0 0; padding: 0; list-style: none; font-size: 13px; }
.swatch { display: inline-block; width: 11px; height: 11px; margin-right: 6px; border-radius: 2px; }
.dot { background: var(--parallel); border-radius: 50%; }
.line { width: 20px; height: 0; margin-bottom: 4px; border-top: 2px solid; background: none; border-radius: 0; }
.line.ideal { border-top: 2px dotted var(--muted); }
.line.amdahl { border-top: 2px dashed var(--part0); }
.line.usl { border-top-color: var(--part2); }
.scroll { overflow-x: auto; margin-top: 12px; }
table { width: 100%; border-collapse: collapse; font-size: 13.5px; }
th, td { padding: 5px 0 5px 14px; text-align: right; white-space: nowrap; border-bottom: 1px solid var(--line); }
th:first-child, td:first-child { padding-left: 0; }
thead th { color: var(--muted); font-weight: 500; }
tbody th { font-weight: 500; }
tbody tr:last-child > * { border-bottom: 0; }
.left { text-align: left; }
.context thead { display: none; }
.context td { white-space: normal; }
.context th { vertical-align: top; color: var(--muted); font-weight: 400; }
.previews { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 380px), 1fr)); gap: 20px 28px; }
figure { margin: 0; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 4px; align-items: end; }
.pair img { width: 100%; height: 170px; object-fit: contain; background: var(--idle); border-radius: 4px; display: block; }
figcaption { margin-top: 6px; font-size: 13px; color: var(--muted); overflow-wrap: anywhere; }
figcaption b { color: var(--ink); font-weight: 600; }
.findings { margin: 6px 0 0; padding: 0; list-style: none; font-size: 13.5px; overflow-wrap: anywhere; }
.findings li { padding: 4px 0; border-top: 1px solid var(--line); }
.error h2 { color: var(--failed); }
.warning h2 { color: var(--warning); }
footer { margin-top: 24px; color: var(--muted); font-size: 13px; }
@media (max-width: 720px) {
  main { padding: 24px 14px 40px; }
  section { padding: 16px 14px 18px; }
  .columns { grid-template-columns: minmax(0, 1fr); }
  h1 { font-size: 34px; }
  h1 small { display: block; font-size: 17px; margin-top: 4px; }
  svg { font-size: 11px; }
}
@media print {
  :root {
    --page: #ffffff; --card: #ffffff; --ink: #000000; --muted: #444444; --line: #cccccc; --sequential: #777d87;
    --parallel: #0067b1; --idle: #e9e9e5; --failed: #c0340c; --warning: #8a5a00; --part0: #c65a11; --part1: #0067b1;
    --part2: #00857a; --part3: #9b3d94; --part4: #6b7079; --part5: #a3690a;
  }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  main { max-width: none; padding: 0; }
  section { break-inside: avoid; margin-top: 12px; }
  .facts { grid-template-columns: repeat(3, 1fr); }
  .columns { grid-template-columns: minmax(0, 1fr); }
  .previews { grid-template-columns: 1fr 1fr; }
  .pair img { height: 120px; }
  .scroll { overflow: visible; }
  table { font-size: 11.5px; }
}
)css";

}  // namespace

std::string_view html_style() noexcept {
  return kStyle;
}

}  // namespace resizer::report
