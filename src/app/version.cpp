#include "app/version.hpp"

namespace resizer::app {

std::string_view version() noexcept {
  return RESIZER_VERSION;
}

}  // namespace resizer::app
