#pragma once

#include <cstddef>
#include <string>

namespace resizer::report {

/// A horizontal bar that fills `share` (0 to 1) of `width` character cells: in eighths of a cell with Unicode's block
/// elements, in whole cells of '#' without. A share above 0 shows at least the smallest step.
std::string bar(double share, std::size_t width, bool unicode);

}  // namespace resizer::report
