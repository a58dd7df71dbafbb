#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace resizer::options {

/// The value of an option as a report writes it, whatever the format of the report.
struct PlainValue {
  using List = std::vector<PlainValue>;
  using Object = std::vector<std::pair<std::string, PlainValue>>;

  /// std::monostate stands for none.
  std::variant<std::monostate, bool, std::uint64_t, double, std::string, std::filesystem::path, List, Object> kind;
};

}  // namespace resizer::options
