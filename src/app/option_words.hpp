#pragma once

#include <string>

#include "util/error.hpp"

namespace resizer::app {

/// The message of an error with the names of its options: the layers below know settings, but not what they are called
/// on the command line.
std::string with_options(const util::Error& error);

}  // namespace resizer::app
