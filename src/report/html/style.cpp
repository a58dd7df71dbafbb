#include "report/html/style.hpp"

#include <string_view>

#include "report/charts/style.hpp"

namespace resizer::report {
namespace {

/// After the light colors, with the same contrasts.
constexpr std::string_view kDarkColors = R"css(
@media (prefers-color-scheme: dark) {
  :root {
    --page: #131416; --card: #1c1d20; --ink: #ececea; --muted: #a2a6ae; --line: #34363b;
    --sequential: #8f959f; --parallel: #58aee6; --idle: #2b2d31; --failed: #ff8a66; --warning: #e5b567;
    --part0: #f0975a; --part1: #58aee6; --part2: #45c4b6; --part3: #d58fcd; --part4: #a2a6ae; --part5: #dfb04e;
    --part6: #b79bf0; --part7: #7fcf84; --part8: #f08cb0; --part9: #c9b95a;
    --part10: #9db4e0;
  }
}
)css";

constexpr std::string_view kPageRules = R"css(* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; background: var(--page); color: var(--ink);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "DejaVu Sans", sans-serif;
  font-variant-numeric: tabular-nums;
}
main { max-width: 1000px; margin: 0 auto; padding: 40px 24px 64px; }
header p { margin: 0; color: var(--muted); }
h1 { margin: 6px 0 2px; font-size: 44px; line-height: 1.1; letter-spacing: -0.02em; font-weight: 650; }
h1.muted { color: var(--muted); }
h1 small { font-size: 20px; letter-spacing: 0; font-weight: 400; color: var(--muted); }
h2 { margin: 0 0 4px; font-size: 17px; font-weight: 650; }
.note { margin: 0 0 14px; color: var(--muted); font-size: 13.5px; }
header .note { margin-top: 14px; }
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
.advice { margin: 16px 0 0; padding: 0; list-style: none; }
.advice li::before { content: "→ "; color: var(--parallel); }
svg { display: block; overflow: visible; font-size: 12.5px; }
.legend { display: flex; flex-wrap: wrap; gap: 4px 18px; margin: 4px 0 0; padding: 0; list-style: none; font-size: 13px; }
.legend .swatch { display: inline-block; margin-right: 6px; vertical-align: -1px; }
.save { display: block; width: fit-content; margin: 8px 0 0 auto; color: var(--muted); font-size: 12.5px; }
a { color: var(--parallel); text-underline-offset: 2px; }
.pools { min-width: 0; margin: 28px 0 0; padding: 0; border: 0; display: flex; flex-wrap: wrap; align-items: center; gap: 0 6px; }
.pools > legend { float: left; padding: 0 8px 0 0; font-weight: 650; }
.pools > input { position: absolute; opacity: 0; pointer-events: none; }
.pools > label { min-width: 40px; padding: 4px 12px; text-align: center; background: var(--card); border: 1px solid var(--line); border-radius: 6px; cursor: pointer; }
.pools > input:checked + label { border-color: var(--parallel); box-shadow: inset 0 0 0 1px var(--parallel); font-weight: 650; }
.pools > input:focus-visible + label { outline: 2px solid var(--ink); outline-offset: 2px; }
.panel { display: none; order: 1; flex: 0 0 100%; min-width: 0; }
.pools > input:checked + label + .panel { display: block; }
.scroll { overflow-x: auto; margin-top: 12px; }
table { width: 100%; border-collapse: collapse; font-size: 13.5px; }
th, td { padding: 5px 0 5px 14px; text-align: right; white-space: nowrap; border-bottom: 1px solid var(--line); }
th:first-child, td:first-child { padding-left: 0; }
thead th { color: var(--muted); font-weight: 500; }
tbody th { font-weight: 500; }
tbody tr:last-child > * { border-bottom: 0; }
.left { text-align: left; }
.images .scroll { max-height: 560px; overflow-y: auto; }
.images thead th { position: sticky; top: 0; background: var(--card); }
.images td, .images th { vertical-align: top; }
.name { min-width: 220px; white-space: normal; overflow-wrap: anywhere; }
th button { padding: 0; border: 0; background: none; color: inherit; font: inherit; text-align: inherit; cursor: pointer; }
th button:hover { text-decoration: underline; }
th[aria-sort="ascending"] button::after { content: " ▲"; }
th[aria-sort="descending"] button::after { content: " ▼"; }
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
)css";

constexpr std::string_view kNarrowAndPrint = R"css(@media (max-width: 720px) {
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
    --part6: #7a4fc2; --part7: #2e7d32; --part8: #b0275a; --part9: #6f6200; --part10: #3c5a8c;
  }
  .pools, .panel { display: block; }
  .pools > legend, .pools > input, .pools > label, .save { display: none; }
  .images { break-inside: auto; }
  .images .scroll { max-height: none; }
  .images table { table-layout: fixed; }
  .images td, .images th { padding-left: 6px; white-space: normal; overflow-wrap: anywhere; }
  .name { min-width: 0; }
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

std::string html_style() {
  std::string style = "\n:root {\n  color-scheme: light dark;";
  style += light_colors();
  style += "}";
  for (const std::string_view rules : {kDarkColors, kPageRules, chart_rules(), kNarrowAndPrint}) style += rules;
  return style;
}

}  // namespace resizer::report
