#pragma once

#include <cstdint>
#include <filesystem>
#include <limits>
#include <string>
#include <vector>

#include "analysis/baseline.hpp"
#include "report/json/json.hpp"
#include "report/json/parts.hpp"
#include "util/error.hpp"

namespace resizer::report {

[[noreturn]] inline void refuse(const std::string& reason) {
  throw util::Error(util::ErrorCode::corrupt, reason);
}

/// A value in an earlier report, and its path. Every method throws util::Error(corrupt) naming the path.
class Place {
 public:
  Place(const Json& value, std::string path) : value_(value), path_(std::move(path)) {}

  Place at(const char* name) const {
    if (!value_.is_object() || !value_.contains(name)) refuse("not a report: " + path_ + name + " is missing");
    return {value_[name], path_ + name + "."};
  }
  std::vector<Place> elements() const {
    if (!value_.is_array()) wrong("an array");
    std::vector<Place> all;
    for (const Json& element : value_) all.emplace_back(element, path_);
    return all;
  }
  std::string text() const {
    if (!value_.is_string()) wrong("a string");
    return value_.get<std::string>();
  }
  std::uint64_t whole(std::uint64_t lowest, std::uint64_t highest) const {
    if (!value_.is_number_unsigned()) wrong("a whole number");
    const auto number = value_.get<std::uint64_t>();
    if (number < lowest || number > highest) wrong("in range");
    return number;
  }
  /// Above 0, or 0 if there may be none.
  double seconds(bool may_be_none = false) const {
    constexpr double kLongestSeconds = 1e9;
    const double number = value_.is_number() ? value_.get<double>() : -1;
    if (!(number >= 0 && number <= kLongestSeconds) || (number == 0 && !may_be_none)) wrong("a time");
    return number;
  }
  analysis::NamedValues named_values() const {
    if (!value_.is_object()) wrong("an object");
    analysis::NamedValues all;
    for (const auto& [name, value] : value_.items())
      all[name] = value.is_string() ? value.get<std::string>() : value.dump();
    return all;
  }
  bool is_null() const { return value_.is_null(); }
  bool is_true() const { return value_ == true; }
  std::filesystem::path file() const {
    const auto path = path_from_json(value_);
    if (!path) wrong("a path");
    return *path;
  }
  [[noreturn]] void wrong(const char* expected) const {
    refuse("not a report: " + path_.substr(0, path_.size() - 1) + " is not " + expected);
  }

 private:
  const Json& value_;
  std::string path_;
};

/// Throws util::Error(unsupported_format) for another version than this program's.
inline void check_schema_version(const Place& place) {
  const std::uint64_t version = place.whole(0, std::numeric_limits<std::int64_t>::max());
  if (version == kJsonSchemaVersion) return;
  throw util::Error(util::ErrorCode::unsupported_format, "its schema_version is " + std::to_string(version) +
                                                             "; this program reads " +
                                                             std::to_string(kJsonSchemaVersion));
}

}  // namespace resizer::report
