#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "options/row.hpp"

namespace resizer::app {

/// One option in a configuration file.
struct ConfigEntry {
  std::string name;  ///< Such as "width".
  std::vector<std::string> values;
};

/// Parses the text of one entry, a line or a list over several lines; none for a comment.
using ReadEntry = std::function<std::vector<ConfigEntry>(const std::string& text)>;

/// Applies the options in the file to `draft`, except those for which `is_given` says that the command line has them;
/// these are checked all the same. Throws util::Error(usage) naming the file and the line, with a suggestion for a
/// misspelt option.
void read_config(const std::filesystem::path& path, const ReadEntry& read_entry,
                 const std::function<bool(const options::OptionRow& row)>& is_given, options::Draft& draft);

}  // namespace resizer::app
