#include "report/text/bar.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "util/text_table.hpp"

namespace resizer::report {

std::string bar(double share, std::size_t width, bool unicode) {
  static constexpr std::array<std::string_view, 8> kEighths{"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
  const std::size_t steps_per_cell = unicode ? kEighths.size() : 1;
  const double filled = std::clamp(share, 0.0, 1.0) * static_cast<double>(width * steps_per_cell);
  const auto steps = static_cast<std::size_t>(share > 0 ? std::max(std::round(filled), 1.0) : 0.0);
  std::string text = util::repeat(unicode ? "█" : "#", steps / steps_per_cell);
  if (unicode) text += kEighths[steps % steps_per_cell];
  return text;
}

}  // namespace resizer::report
