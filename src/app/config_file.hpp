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

/// Turns the text of one entry, of one line or of a list over several, into what it says; nothing for a comment.
using ReadEntry = std::function<std::vector<ConfigEntry>(const std::string& text)>;

/// Puts the options in the file into `draft`, except for those for which `is_given` says that the command line has
/// them. What is wrong in those is told all the same. Throws util::Error(usage) naming the file, the line, and the
/// option that was probably meant.
void read_config(const std::filesystem::path& path, const ReadEntry& read_entry,
                 const std::function<bool(const options::OptionRow& row)>& is_given, options::Draft& draft);

}  // namespace resizer::app
