#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report/charts/chart.hpp"
#include "report/text/markup.hpp"

/// SVG elements whose horizontal positions are shares of the width and whose
/// vertical ones are pixels.
namespace resizer::report {

struct Bar {
  double begin = 0;  ///< Share of the width.
  double end = 0;
  double top_px = 0;
  double height_px = 0;
};
/// A bar with a tooltip.
std::string bar_element(const Bar& bar, const std::string& css_class, const std::string& tip = {});

/// A vertical line at a share of the width.
std::string vertical_line(double at, double top_px, double bottom_px, const std::string& css_class);

/// Text whose baseline is at `baseline_px`; `anchor` is "start", "middle" or
/// "end".
std::string label_element(double at, double baseline_px, const std::string& anchor, const std::string& text,
                          const std::string& css_class = {});

inline constexpr double kSwatchWidthPx = 20;
inline constexpr double kSwatchHeightPx = 11;
/// A sample of what a legend explains, of that size.
std::string swatch_element(const LegendItem& item);

/// At most about `count` round values, 1, 2, 2.5 or 5 times a power of ten apart, from 0 up to `most`.
std::vector<double> round_ticks(double most, int count);

/// A time axis from 0 to `most_s` seconds below a drawing: lines from `top_px`
/// to `bottom_px`, labels under them.
std::string time_axis(double most_s, double top_px, double bottom_px);

}  // namespace resizer::report
