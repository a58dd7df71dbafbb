#pragma once

#include <compare>
#include <functional>
#include <ostream>
#include <set>
#include <span>
#include <string>
#include <vector>

/// The rules of ARCHITECTURE.md that can be read off the text of the sources.
namespace resizer::architecture {

/// The layers that a layer may include besides itself; throws std::out_of_range for any other name.
const std::set<std::string, std::less<>>& may_include(const std::string& layer);

struct SourceFile {
  std::string path;  ///< Relative to the project, such as "src/exec/slots.cpp".
  std::string text;
};

struct Violation {
  std::string path;
  int line = 0;
  std::string reason;

  auto operator<=>(const Violation&) const = default;
};

/// As compilers print it, so that editors jump there: PATH:LINE: REASON.
std::ostream& operator<<(std::ostream& out, const Violation& violation);

/// What `files`, which lie in include/resizer/ and src/, do against the rules; sorted by place.
std::vector<Violation> violations(std::span<const SourceFile> files);

}  // namespace resizer::architecture
