#pragma once

#include "resizer/error.hpp"
#include "util/error.hpp"

namespace resizer::api {

Error to_public(const util::Error& error);
util::Error to_internal(const Error& error);

/// Calls `action`, and converts errors of the layers below into those of the library.
template <class Action>
auto translated(const Action& action) {
  try {
    return action();
  } catch (const util::Error& error) {
    throw to_public(error);
  }
}

}  // namespace resizer::api
