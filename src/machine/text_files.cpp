#include "machine/text_files.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>

#include "util/printable.hpp"

namespace resizer::machine {
namespace {

namespace fs = std::filesystem;

/// Of a line; what is longer was not meant for people.
constexpr std::size_t kMostLineBytes = 4096;
/// Of a file with lines of keys and values: /proc/cpuinfo of a thousand CPUs has two MB.
constexpr std::size_t kMostFileBytes = 16U << 20U;

std::string trimmed(const std::string& text) {
  static constexpr const char* kBlanks = " \t\r\n";
  const auto begin = text.find_first_not_of(kBlanks);
  return begin == std::string::npos ? "" : text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

/// The first bytes of a regular file, at most so many.
std::string read_head(const fs::path& path, std::size_t most_bytes) {
  std::error_code error;
  std::string text;
  if (!fs::is_regular_file(path, error)) return text;
  std::ifstream file(path, std::ios::binary);
  std::array<char, 4096> block{};
  while (text.size() < most_bytes && (file.read(block.data(), block.size()), file.gcount() > 0)) {
    text.append(block.data(), std::min<std::size_t>(static_cast<std::size_t>(file.gcount()), most_bytes - text.size()));
  }
  return text;
}

template <class Number>
std::optional<Number> read_whole(const fs::path& path) {
  const auto line = read_line(path);
  Number number = 0;
  if (!line) return std::nullopt;
  const char* const end = line->data() + line->size();
  const auto [rest, error] = std::from_chars(line->data(), end, number);
  return error == std::errc() && rest == end ? std::optional(number) : std::nullopt;
}

}  // namespace

std::string read_text(const fs::path& path) {
  return read_head(path, kMostFileBytes);
}

std::optional<std::string> read_line(const fs::path& path) {
  std::string text = read_head(path, kMostLineBytes + 1);
  const std::size_t end = std::min(text.find('\n'), text.size());
  if (end > kMostLineBytes) return std::nullopt;
  text = trimmed(text.substr(0, end));
  while (text.ends_with('\0')) text.pop_back();  // strings of a device tree
  return text.empty() ? std::nullopt : std::optional(util::printable(text));
}

std::optional<double> to_number(const std::optional<std::string>& text) {
  double number = 0;
  if (!text || std::from_chars(text->data(), text->data() + text->size(), number).ec != std::errc()) {
    return std::nullopt;
  }
  return number;
}

std::optional<std::uint64_t> read_count(const fs::path& path) {
  return read_whole<std::uint64_t>(path);
}

std::optional<std::int64_t> read_integer(const fs::path& path) {
  return read_whole<std::int64_t>(path);
}

std::vector<std::string> values_of(const fs::path& path, const std::string& key, char separator) {
  std::vector<std::string> values;
  const std::string text = read_text(path);
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string line = text.substr(begin, std::min(end - begin, kMostLineBytes));
    const auto at = line.find(separator);
    if (at != std::string::npos && trimmed(line.substr(0, at)) == key) {
      values.push_back(util::printable(trimmed(line.substr(at + 1))));
    }
    begin = end + 1;
  }
  return values;
}

std::optional<std::string> first_of(const std::vector<std::string>& values) {
  return values.empty() || values.front().empty() ? std::nullopt : std::optional(values.front());
}

std::optional<std::string> joined(const std::set<std::string>& values) {
  std::string text;
  for (const std::string& value : values) text += (text.empty() ? "" : ", ") + value;
  return text.empty() ? std::nullopt : std::optional(text);
}

std::vector<fs::path> entries_of(const fs::path& folder) {
  std::vector<fs::path> paths;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    paths.push_back(entry->path());
  }
  std::ranges::sort(paths);
  return paths;
}

fs::path cpu_folder(const fs::path& root) {
  return root / "sys/devices/system/cpu";
}

fs::path cpu_folder(const fs::path& root, unsigned cpu) {
  return cpu_folder(root) / ("cpu" + std::to_string(cpu));
}

}  // namespace resizer::machine
