#include "app/config_file.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>
#include <sstream>
#include <string_view>

#include "options/nearest.hpp"
#include "options/table.hpp"
#include "util/error.hpp"
#include "util/printable.hpp"

namespace resizer::app {
namespace {

using options::OptionRow;
using options::Takes;

constexpr std::size_t kMostBytes = 1U << 20U;

[[noreturn]] void throw_usage(const std::string& message) {
  throw util::Error(util::ErrorCode::usage, message);
}

std::string read_bounded(const std::filesystem::path& path) {
  const std::string named = "--config " + util::printable(path.native());
  std::ifstream file(path, std::ios::binary);
  if (!file) throw util::system_error(named, errno, util::ErrorCode::usage);
  std::string text(kMostBytes + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(file.gcount()));
  if (file.bad()) throw_usage(named + ": it cannot be read");
  if (text.size() > kMostBytes) throw_usage(named + ": it has more than " + std::to_string(kMostBytes) + " bytes");
  return text;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r";
  const auto begin = text.find_first_not_of(kBlank);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlank) - begin + 1);
}

std::string_view without_comment(std::string_view line) {
  return trimmed(line.substr(0, line.find('#')));
}

/// Whether this line starts a list that continues on the next.
bool opens_list(std::string_view line) {
  const auto equals = line.find('=');
  if (equals == std::string_view::npos) return false;
  const std::string_view value = trimmed(line.substr(equals + 1));
  return value.starts_with('[') && !value.ends_with(']');
}

const OptionRow* row_of(const std::string& name) {
  const OptionRow* row = options::find_row("--" + name);
  return row == nullptr && name.size() == 1 ? options::find_row('-' + name) : row;
}

[[noreturn]] void throw_unknown(const std::string& name) {
  const auto nearest = options::nearest_option(name.size() == 1 ? '-' + name : "--" + name);
  const std::string meant = nearest
                                ? "did you mean " + std::string(nearest->substr(nearest->find_first_not_of('-'))) + "?"
                                : "write NAME = VALUE with the name of an option, such as width = 800";
  throw_usage("unknown option " + util::printable(name) + "; " + meant);
}

bool parse_switch(const ConfigEntry& entry) {
  constexpr std::array<std::string_view, 4> kOn{"true", "yes", "on", "1"};
  constexpr std::array<std::string_view, 4> kOff{"false", "no", "off", "0"};
  const std::string text = entry.values.size() == 1 ? options::lowercase(entry.values.front()) : "";
  if (std::ranges::find(kOn, text) != kOn.end()) return true;
  if (std::ranges::find(kOff, text) != kOff.end()) return false;
  throw_usage(entry.name + " is on or off: give true or false");
}

std::string joined(const std::vector<std::string>& values) {
  std::string text;
  for (const std::string& value : values) text += (text.empty() ? "" : ",") + value;
  return text;
}

/// The values to apply one by one.
std::vector<std::string> values_for(const OptionRow& row, const ConfigEntry& entry) {
  for (const std::string& value : entry.values) {
    if (value.starts_with('"') || value.starts_with('\'')) {
      throw_usage(entry.name + ": the quotes do not close; # begins a comment, in quotes too");
    }
  }
  switch (row.takes.get()) {
    case Takes::nothing:
      return parse_switch(entry) ? std::vector<std::string>{""} : std::vector<std::string>{};
    case Takes::one_value:
      if (entry.values.size() == 1) return entry.values;
      throw_usage(entry.name + ": give one value, in quotes if it has spaces or commas");
    case Takes::list:
      return {joined(entry.values)};
    case Takes::one_value_each:
    case Takes::many_values:
      break;
  }
  return entry.values;
}

/// Parses one file.
class ConfigReader {
 public:
  ConfigReader(const ReadEntry& read_entry, const std::function<bool(const OptionRow& row)>& is_given,
               options::Draft& draft)
      : read_entry_(read_entry), is_given_(is_given), draft_(draft) {}

  /// Parses the entry at the front of `lines`; returns its number of lines.
  int take_entry(const std::string& first, std::istream& lines) {
    const std::string_view line = trimmed(first);
    if (line.starts_with('[') && line.ends_with(']')) {
      if (line != "[default]")
        throw_usage("unknown section " + util::printable(line) + "; options belong to no section");
      return 1;
    }
    std::string text(without_comment(first));
    int count = 1;
    bool is_open = opens_list(text);
    for (std::string next; is_open && std::getline(lines, next); ++count) {
      text += ' ' + std::string(without_comment(next));
      is_open = !without_comment(next).ends_with(']');
    }
    if (is_open) throw_usage("the list is not closed: ] is missing");
    for (const ConfigEntry& entry : read_entry_(text)) apply(entry);
    return count;
  }

 private:
  void apply(const ConfigEntry& entry) {
    const OptionRow* row = row_of(entry.name);
    if (row == nullptr) throw_unknown(entry.name);
    options::Draft checked;
    const std::vector<std::string> values = values_for(*row, entry);
    for (const std::string& value : values) options::apply(*row, checked, {entry.name, value});
    if (checked.request || checked.options.config_file) throw_usage(entry.name + " belongs on the command line");
    if (is_given_(*row)) return;
    for (const std::string& value : values) options::apply(*row, draft_, {entry.name, value});
  }

  const ReadEntry& read_entry_;
  const std::function<bool(const OptionRow& row)>& is_given_;
  options::Draft& draft_;
};

}  // namespace

void read_config(const std::filesystem::path& path, const ReadEntry& read_entry,
                 const std::function<bool(const OptionRow& row)>& is_given, options::Draft& draft) {
  std::istringstream lines(read_bounded(path));
  ConfigReader reader(read_entry, is_given, draft);
  int number = 1;
  try {
    for (std::string line; std::getline(lines, line);) number += reader.take_entry(line, lines);
  } catch (const util::Error& error) {
    throw_usage(util::printable(path.native()) + ':' + std::to_string(number) + ": " + error.what());
  }
}

}  // namespace resizer::app
