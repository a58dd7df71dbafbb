#include "architecture/rules.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string_view>

namespace resizer::architecture {
namespace {

constexpr int kMaxLines = 250;

/// A library's headers and the only place that may include them. The first row that fits a header counts.
struct Library {
  std::string_view header_prefix;
  std::string_view home_prefix;
  std::string_view reason;
};
constexpr std::array kLibraries{
    Library{"CLI/", "src/app/cli.cpp", "CLI11 belongs to src/app/cli.cpp alone"},
    Library{"spdlog/", "src/app/logging.cpp", "spdlog belongs to src/app/logging.cpp alone"},
    Library{"opencv2/core", "/imaging/", "OpenCV belongs to imaging"},
    Library{"opencv2/imgproc", "/imaging/", "OpenCV belongs to imaging"},
    Library{"opencv2/", "nowhere", "of OpenCV only core and imgproc are used"},
    Library{"seccomp.h", "src/exec/", "the sandbox belongs to exec"},
};

/// Where a header begins like one of these, only one file may include it: codecs and their kin stand behind one file of
/// ours each.
constexpr std::array<std::string_view, 14> kOneFileEach{
    "dav1d/",   "expat.h",  "isa-l",      "libde265/", "jpeglib.h", "lcms2.h", "libdeflate.h",
    "libheif/", "tiffio.h", "utf8proc.h", "webp/",     "xxhash.h",  "zimg",    "zlib.h"};

struct Include {
  int line = 0;
  bool quoted = false;
  std::string header;
};

std::vector<Include> includes_of(const std::string& text) {
  static const std::regex include_line(R"re(^\s*#\s*include\s*([<"])([^>"]+)[>"])re");
  std::vector<Include> found;
  std::istringstream lines(text);
  std::string line;
  for (int number = 1; std::getline(lines, line); ++number) {
    std::smatch match;
    if (std::regex_search(line, match, include_line)) found.push_back({number, match[1] == "\"", match[2]});
  }
  return found;
}

constexpr std::string_view kRoot = "src/";
constexpr std::string_view kPublicRoot = "include/";
constexpr std::string_view kPublicPrefix = "resizer/";

std::string own_header_fault(const Directions& directions, const std::string& from, std::string_view header) {
  if (header.starts_with(kPublicPrefix)) return from == "api" ? "" : "public headers are for api, not for " + from;
  const std::string to = directions.part_of(header);
  if (to.empty()) return "'" + std::string(header) + "' is not written from the root of src/";
  return directions.allow(from, to) ? "" : from + " must not include " + to;
}

/// Of "imaging/codecs/jpeg/jpeg_block.hpp": the folder says already that this is about JPEG.
bool repeats_its_folder(std::string_view path) {
  const std::size_t name = path.rfind('/');
  if (name == std::string_view::npos) return false;
  const std::size_t folder = path.rfind('/', name - 1) + 1;
  return path.substr(name + 1).starts_with(std::string(path.substr(folder, name - folder)) + "_");
}

/// A public header must do with what every user has. The names of the standard headers of C++ have neither a dot nor a
/// slash.
std::string public_include_fault(const Include& include) {
  const bool is_ours = include.quoted && include.header.starts_with(kPublicPrefix);
  const bool is_standard = !include.quoted && include.header.find_first_of("./") == std::string::npos;
  return is_ours || is_standard ? "" : "a public header must not include " + include.header;
}

/// Where users read: only there have settings the names of options.
bool may_name_options(std::string_view part) {
  return part == "options" || part.starts_with("options/") || part == "main" || part == "main" || part == "app" ||
         part.starts_with("report/");
}

/// The first option of the command line that is named in a string on this line, comments aside.
std::string option_in_string(const std::string& line) {
  static const std::regex string_or_comment(R"re(//.*|"((?:[^"\\]|\\.)*)")re");
  static const std::regex option(R"((?:^|[^\w-])(--[a-z][a-z-]*|-[a-z](?![\w-])))");
  for (std::sregex_iterator each(line.begin(), line.end(), string_or_comment); each != std::sregex_iterator(); ++each) {
    const std::string text = (*each)[1];
    std::smatch match;
    if (std::regex_search(text, match, option)) return match[1];
  }
  return {};
}

std::string library_fault(std::string_view file_path, std::string_view header) {
  for (const Library& library : kLibraries) {
    if (!header.starts_with(library.header_prefix)) continue;
    const bool home = file_path.find(library.home_prefix) != std::string_view::npos;
    return home ? "" : std::string(library.reason);
  }
  return {};
}

/// Remembers which file was the first to include each header of kOneFileEach, and tells of any other.
class OneFileEach {
 public:
  std::string fault(const std::string& file_path, const std::string& header) {
    const auto fits = [&](std::string_view prefix) { return header.starts_with(prefix); };
    if (std::ranges::none_of(kOneFileEach, fits)) return {};
    const std::string& home = homes_.try_emplace(header, file_path).first->second;
    return home == file_path ? "" : header + " is already included by " + home;
  }

 private:
  std::map<std::string, std::string> homes_;
};

}  // namespace

Directions::Directions(const std::string& text) {
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line.starts_with('#')) continue;
    const std::size_t colon = line.find(':');
    if (colon == std::string::npos) throw std::invalid_argument("no row: " + line);
    std::istringstream parts(line.substr(colon + 1));
    rows_[line.substr(0, colon)] = Parts(std::istream_iterator<std::string>(parts), {});
  }
  for (const auto& [part, below] : rows_) {
    for (const std::string& name : below) {
      if (!rows_.contains(name)) throw std::invalid_argument(part + " may include " + name + ", which has no row");
    }
  }
}

std::string Directions::part_of(std::string_view path) const {
  std::string_view part = path.substr(0, path.rfind('.'));
  while (!rows_.contains(part)) {
    const std::size_t slash = part.rfind('/');
    if (slash == std::string_view::npos) return {};
    part = part.substr(0, slash);
  }
  return std::string(part);
}

bool Directions::allow(const std::string& from, const std::string& to) const {
  return from == to || rows_.at(from).contains(to);
}

std::vector<std::string> Directions::parts() const {
  std::vector<std::string> all;
  for (const auto& [part, below] : rows_) all.push_back(part);
  return all;
}

std::ostream& operator<<(std::ostream& out, const Violation& violation) {
  return out << violation.path << ':' << violation.line << ": " << violation.reason;
}

std::vector<Violation> violations(std::span<const SourceFile> files, const Directions& directions) {
  std::vector<Violation> found;
  OneFileEach one_file_each;
  for (const SourceFile& file : files) {
    const auto add = [&](int line, std::string reason) {
      if (!reason.empty()) found.push_back({file.path, line, std::move(reason)});
    };
    if (file.path.starts_with(kPublicRoot)) {
      for (const Include& include : includes_of(file.text)) add(include.line, public_include_fault(include));
      continue;
    }
    const std::string path = file.path.starts_with(kRoot) ? file.path.substr(kRoot.size()) : file.path;
    const std::string part = directions.part_of(path);
    if (part.empty()) {
      add(1, "lies in no part of src/directions.txt");
      continue;
    }
    if (repeats_its_folder(path)) add(1, "repeats the name of its folder");
    for (const Include& include : includes_of(file.text)) {
      if (include.quoted) {
        add(include.line, own_header_fault(directions, part, include.header));
      } else {
        add(include.line, library_fault(file.path, include.header));
        add(include.line, one_file_each.fault(file.path, include.header));
      }
    }
    std::istringstream text(file.text);
    int number = 0;
    for (std::string line; !may_name_options(part) && std::getline(text, line);) {
      ++number;
      const std::string option = option_in_string(line);
      if (!option.empty()) add(number, "only app, options and report name options such as " + option);
    }
    const auto lines = static_cast<int>(std::ranges::count(file.text, '\n'));
    if (lines > kMaxLines) add(kMaxLines, "has " + std::to_string(lines) + " lines: give it one job");
  }
  std::ranges::sort(found);
  return found;
}

}  // namespace resizer::architecture
