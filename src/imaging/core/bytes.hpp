#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace resizer::imaging {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;

}  // namespace resizer::imaging
