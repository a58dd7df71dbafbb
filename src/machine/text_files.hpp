#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <vector>

/// Small text files of proc and sys. What is absent, unreadable, binary or far too long is unknown, never an error.
namespace resizer::machine {

/// What can be read of a file, at most 16 MB.
std::string read_text(const std::filesystem::path& path);

/// The first line, without blanks at its ends; none if it is empty. Odd bytes are escaped, see util::printable().
std::optional<std::string> read_line(const std::filesystem::path& path);

/// A number at the start of a text, as in "2200.000 MHz".
std::optional<double> to_number(const std::optional<std::string>& text);

/// A whole number of 0 or more that is all of the first line.
std::optional<std::uint64_t> read_count(const std::filesystem::path& path);

/// The same with a sign.
std::optional<std::int64_t> read_integer(const std::filesystem::path& path);

/// All values of a key in a file of lines "KEY SEPARATOR VALUE".
std::vector<std::string> values_of(const std::filesystem::path& path, const std::string& key, char separator);

/// The first value if it is not empty.
std::optional<std::string> first_of(const std::vector<std::string>& values);

/// The different ones in order, "performance, powersave"; none if there are none.
std::optional<std::string> joined(const std::set<std::string>& values);

/// What a folder holds, sorted by name; nothing if it cannot be read.
std::vector<std::filesystem::path> entries_of(const std::filesystem::path& folder);

/// sys/devices/system/cpu, with the files of all CPUs, and the folder of one of them.
std::filesystem::path cpu_folder(const std::filesystem::path& root);
std::filesystem::path cpu_folder(const std::filesystem::path& root, unsigned cpu);

}  // namespace resizer::machine
