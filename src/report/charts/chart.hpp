#pragma once

#include <optional>
#include <string>
#include <vector>

namespace resizer::report {

/// What a color or a line of a chart stands for.
struct LegendItem {
  enum class Shape { box, dot, line };
  Shape shape = Shape::box;
  std::string css_class;
  std::string text;
};

/// A drawing whose horizontal positions are shares of its width and whose vertical ones are pixels, so that texts keep
/// their size at any width.
struct Chart {
  std::string name;   ///< Short, for files: "wall-time".
  std::string title;  ///< What it shows: "Wall time of each mode".
  std::string words;  ///< The same figures in words.
  double height_px = 0;
  std::string shapes;  ///< SVG elements.
  std::vector<LegendItem> legend{};
  std::string css_class{};  ///< Of the whole drawing.
};

/// The chart for a page: the drawing with its legend, and a link that saves it as a file. Empty without a chart.
std::string figure_element(const std::optional<Chart>& chart);

/// The chart as a file of its own: an SVG 1.1 document with title, legend and style, in light colors.
std::string standalone_svg(const Chart& chart);

}  // namespace resizer::report
