#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <variant>
#include <vector>

namespace resizer::options {

struct PlainMember;

/// The value of an option in a report, independent of its format.
struct PlainValue {
  using List = std::vector<PlainValue>;
  using Object = std::vector<PlainMember>;

  /// std::monostate means none.
  std::variant<std::monostate, bool, std::uint64_t, double, std::string, std::filesystem::path, List, Object> kind;
};

struct PlainMember {
  std::string name;
  PlainValue value;
};

}  // namespace resizer::options
