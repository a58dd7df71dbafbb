#include "app/build_info.hpp"

#include <sstream>

namespace resizer::app {
namespace {

#ifdef __OPTIMIZE__
constexpr bool kOptimized = true;
#else
constexpr bool kOptimized = false;
#endif

/// Parses "NAME VERSION,NAME VERSION".
std::vector<bench::BuildInfo::Library> parse_libraries(const std::string& list) {
  std::vector<bench::BuildInfo::Library> libraries;
  std::istringstream entries(list);
  for (std::string entry; std::getline(entries, entry, ',');) {
    const auto gap = entry.find(' ');
    if (gap != std::string::npos) libraries.push_back({entry.substr(0, gap), entry.substr(gap + 1)});
  }
  return libraries;
}

}  // namespace

std::string_view version() noexcept {
  return RESIZER_VERSION;
}

bench::BuildInfo build_info() {
  return {.compiler = RESIZER_COMPILER,
          .type = RESIZER_BUILD_TYPE,
          .sanitizers = RESIZER_SANITIZERS,
          .optimized = kOptimized,
          .libraries = parse_libraries(RESIZER_LIBRARIES)};
}

}  // namespace resizer::app
