#include "architecture/rules.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string_view>

namespace resizer::architecture {
namespace {

constexpr int kMaxLines = 250;

using Layers = std::set<std::string, std::less<>>;

/// Which layers each layer may include besides itself. The one table of directions; "main" is src/main.cpp.
const std::map<std::string, Layers, std::less<>>& layer_table() {
  static const std::map<std::string, Layers, std::less<>> table{
      {"main", {"app"}},
      {"app", {"report", "bench", "stats", "exec", "planning", "imaging", "model", "util"}},
      {"report", {"bench", "stats", "model", "util"}},
      {"bench", {"exec", "stats", "model", "util"}},
      {"stats", {"model", "util"}},
      {"exec", {"model", "util"}},
      {"planning", {"model", "util"}},
      {"imaging", {"model", "util"}},
      {"model", {"util"}},
      {"util", {}},
  };
  return table;
}

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

bool is_public(std::string_view path) {
  return path.starts_with("include/resizer/");
}

/// "include/resizer/exec/x.hpp", "src/exec/x.cpp" -> "exec"; "src/main.cpp" -> "main"; else nothing of the table.
std::string layer_of(std::string_view path) {
  for (const std::string_view root : {"include/resizer/", "src/", "resizer/"}) {
    if (path.starts_with(root)) path.remove_prefix(root.size());
  }
  return std::string(path.substr(0, path.find_first_of("/.")));
}

/// Why `file_path` must not include our own header `header`, or nothing.
std::string own_header_fault(std::string_view file_path, std::string_view header) {
  const std::string from = layer_of(file_path);
  const std::string to = layer_of(header);
  if (!layer_table().contains(to)) return "'" + std::string(header) + "' is not written from the root of the layers";
  if (from != to && !layer_table().at(from).contains(to)) return from + " must not include " + to;
  if (header.starts_with("resizer/")) return {};
  if (is_public(file_path)) return "a public header must not include the private '" + std::string(header) + "'";
  return from == to ? "" : "'" + std::string(header) + "' is private to " + to;
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

const Layers& may_include(const std::string& layer) {
  return layer_table().at(layer);
}

std::ostream& operator<<(std::ostream& out, const Violation& violation) {
  return out << violation.path << ':' << violation.line << ": " << violation.reason;
}

std::vector<Violation> violations(std::span<const SourceFile> files) {
  std::vector<Violation> found;
  OneFileEach one_file_each;
  for (const SourceFile& file : files) {
    const auto add = [&](int line, std::string reason) {
      if (!reason.empty()) found.push_back({file.path, line, std::move(reason)});
    };
    if (!layer_table().contains(layer_of(file.path))) {
      add(1, "lies in no layer");
      continue;
    }
    for (const Include& include : includes_of(file.text)) {
      if (include.quoted) {
        add(include.line, own_header_fault(file.path, include.header));
      } else {
        add(include.line, library_fault(file.path, include.header));
        add(include.line, one_file_each.fault(file.path, include.header));
      }
    }
    const auto lines = static_cast<int>(std::ranges::count(file.text, '\n'));
    if (lines > kMaxLines) add(kMaxLines, "has " + std::to_string(lines) + " lines: give it one job");
  }
  std::ranges::sort(found);
  return found;
}

}  // namespace resizer::architecture
