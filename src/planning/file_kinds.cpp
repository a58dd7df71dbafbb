#include "planning/file_kinds.hpp"

#include <strings.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace resizer::planning {
namespace {

using Row = std::pair<std::string_view, std::string_view>;

constexpr std::array kUnsupported{
    Row{".svg", "SVG"}, Row{".svgz", "SVG"}, Row{".psd", "PSD"}, Row{".psb", "PSD"}, Row{".jp2", "JPEG 2000"},
    Row{".j2k", "JPEG 2000"}, Row{".j2c", "JPEG 2000"}, Row{".jpf", "JPEG 2000"}, Row{".jpx", "JPEG 2000"},
    Row{".jpm", "JPEG 2000"}, Row{".jxr", "JPEG XR"}, Row{".exr", "OpenEXR"},
    // Camera raw files of kinds that are not read.
    Row{".3fr", "RAW"}, Row{".crw", "RAW"}, Row{".dcr", "RAW"}, Row{".erf", "RAW"}, Row{".fff", "RAW"},
    Row{".iiq", "RAW"}, Row{".k25", "RAW"}, Row{".kdc", "RAW"}, Row{".mef", "RAW"}, Row{".mos", "RAW"},
    Row{".mrw", "RAW"}, Row{".raw", "RAW"}, Row{".sr2", "RAW"}, Row{".srf", "RAW"}, Row{".x3f", "RAW"}};

/// A name, or a prefix if it ends in an asterisk.
constexpr std::array kSystem{Row{"._*", "AppleDouble (._*)"},
                             Row{".AppleDouble", "AppleDouble (._*)"},
                             Row{"__MACOSX", "__MACOSX"},
                             Row{".DS_Store", ".DS_Store"},
                             Row{"Thumbs.db", "Thumbs.db"},
                             Row{".thumb", ".thumbnails"},
                             Row{".thumbs", ".thumbnails"},
                             Row{".thumbnails", ".thumbnails"},
                             Row{"@eaDir", "@eaDir"},
                             Row{".Trash*", ".Trash"},
                             Row{"$RECYCLE.BIN", "$RECYCLE.BIN"}};

bool is_equal_in_any_case(std::string_view a, std::string_view b) noexcept {
  return a.size() == b.size() && ::strncasecmp(a.data(), b.data(), a.size()) == 0;
}

bool matches(std::string_view name, std::string_view pattern) noexcept {
  if (!pattern.ends_with('*')) return is_equal_in_any_case(name, pattern);
  pattern.remove_suffix(1);
  return is_equal_in_any_case(name.substr(0, pattern.size()), pattern);
}

template <class Rows>
std::optional<std::string_view> find(const Rows& rows, std::string_view name) noexcept {
  const auto row = std::ranges::find_if(rows, [&](const Row& each) { return matches(name, each.first); });
  return row == rows.end() ? std::nullopt : std::optional(row->second);
}

}  // namespace

std::optional<std::string_view> unsupported_format(std::string_view extension) noexcept {
  return find(kUnsupported, extension);
}

std::optional<std::string_view> system_kind(std::string_view name) noexcept {
  return find(kSystem, name);
}

}  // namespace resizer::planning
