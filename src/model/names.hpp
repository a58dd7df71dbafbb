#pragma once

#include <array>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

namespace resizer::model {

/// One enumerator and its spelling on the command line, in the log and in reports.
template <class Enum>
using Name = std::pair<Enum, std::string_view>;

/// Every enumerator of `Enum` with its one spelling, in the order users see them. Specialized beside each enum.
template <class Enum>
std::span<const Name<Enum>> names() noexcept;

/// The spelling of `value`, or an empty string for a value outside the enum.
template <class Enum>
std::string_view name_of(Enum value) noexcept {
  for (const auto& [candidate, name] : names<Enum>()) {
    if (candidate == value) return name;
  }
  return {};
}

/// The enumerator spelled `text`, if there is one.
template <class Enum>
std::optional<Enum> parse(std::string_view text) noexcept {
  for (const auto& [value, name] : names<Enum>()) {
    if (name == text) return value;
  }
  return std::nullopt;
}

}  // namespace resizer::model
