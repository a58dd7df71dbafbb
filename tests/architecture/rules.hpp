#pragma once

#include <compare>
#include <functional>
#include <map>
#include <ostream>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// The rules of ARCHITECTURE.md that can be read off the text of the sources.
namespace resizer::architecture {

/// src/directions.txt: which part of src/ may include which.
class Directions {
 public:
  /// Throws std::invalid_argument for a line that is no row, and for a row that names a part without a row.
  explicit Directions(const std::string& text);

  /// The part that "imaging/core/size.hpp" lies in, such as "imaging/core"; empty if none does.
  std::string part_of(std::string_view path) const;
  /// `from` must be a part.
  bool allow(const std::string& from, const std::string& to) const;
  std::vector<std::string> parts() const;

 private:
  using Parts = std::set<std::string, std::less<>>;
  std::map<std::string, Parts, std::less<>> rows_;
};

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

/// What `files`, which lie in src/ and include/, do against the rules; sorted by place.
std::vector<Violation> violations(std::span<const SourceFile> files, const Directions& directions);

}  // namespace resizer::architecture
