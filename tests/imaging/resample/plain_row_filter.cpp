// src/imaging/row_filter.cpp once more, in a namespace of its own and without the code for newer processors.
#include "imaging/resample/plain_row_filter.hpp"

namespace plain::imaging {
using namespace resizer::imaging;
}

#define RESIZER_NO_CLONES
#define resizer plain
#include "imaging/resample/row_filter.cpp"  // NOLINT(bugprone-suspicious-include)
