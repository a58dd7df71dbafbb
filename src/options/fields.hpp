#pragma once

#include <algorithm>
#include <string>

#include "model/names.hpp"
#include "options/row.hpp"

/// Building blocks for rows. A field is given by two members: one of model::Options, one of that part.
namespace resizer::options {

/// The spellings of an enum.
template <class Enum>
Choices choices_of() {
  Choices all;
  for (const auto& [value, name] : model::names<Enum>()) all.push_back(name);
  return all;
}

/// Sets the field to the parsed argument.
template <auto Part, auto Field, class Parse>
Apply set_parsed(Parse parse) {
  return [parse](Draft& draft, const Argument& argument) { draft.options.*Part.*Field = parse(argument); };
}

/// Sets the field to the enumerator named by the argument.
template <auto Part, auto Field>
Apply set_named() {
  return [](Draft& draft, const Argument& argument) { assign_name(draft.options.*Part.*Field, argument); };
}

template <auto Part, auto Field, class Value>
Apply set_to(Value value) {
  return [value](Draft& draft, const Argument&) { draft.options.*Part.*Field = value; };
}

/// Appends the parsed argument to the field.
template <auto Part, auto Field, class Parse>
Apply add_parsed(Parse parse) {
  return [parse](Draft& draft, const Argument& argument) { (draft.options.*Part.*Field).push_back(parse(argument)); };
}

/// Overloads of plain() for the types of fields.
inline PlainValue plain(bool value) {
  return {value};
}
inline PlainValue plain(unsigned value) {
  return {std::uint64_t{value}};
}
inline PlainValue plain(int value) {
  return {static_cast<std::uint64_t>(value)};
}
inline PlainValue plain(std::uint64_t value) {
  return {value};
}
inline PlainValue plain(double value) {
  return {value};
}
inline PlainValue plain(const std::filesystem::path& value) {
  return {value};
}
inline PlainValue plain(const model::Crop& value) {
  return {describe(value)};
}
inline PlainValue plain(model::BackgroundColor value) {
  return {describe(value)};
}
inline PlainValue plain(model::Sharpening value) {
  return {describe(value)};
}
template <class Enum>
requires std::is_enum_v<Enum> PlainValue plain(Enum value) {
  return {std::string(name_of(value))};
}
template <class T>
PlainValue plain(const std::optional<T>& value) {
  return value ? plain(*value) : PlainValue{};
}
template <class T>
PlainValue plain(const std::vector<T>& values) {
  PlainValue::List all;
  for (const T& value : values) all.push_back(plain(value));
  return {std::move(all)};
}

/// The field under its key.
template <auto Part, auto Field>
JsonForm member(std::string_view key) {
  return JsonMember{key, [](const model::Options& options) { return plain(options.*Part.*Field); }};
}

}  // namespace resizer::options
