#pragma once

#include <cstddef>

#include "resizer/imaging/codec.hpp"

namespace resizer::imaging {

/// How many scans a JPEG file announces, told from its markers alone (ITU-T T.81, B.1.1).
std::size_t count_scans(ByteView jpeg) noexcept;

}  // namespace resizer::imaging
