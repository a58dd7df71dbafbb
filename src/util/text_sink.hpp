#pragma once

#include <functional>
#include <string_view>

namespace resizer::util {

/// Consumes a text piece by piece, so that it need not be in memory as a whole. May throw util::Error.
using TextSink = std::function<void(std::string_view)>;

}  // namespace resizer::util
