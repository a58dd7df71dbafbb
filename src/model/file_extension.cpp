#include "model/file_extension.hpp"

#include <algorithm>

namespace resizer::model {
namespace {

/// Every known extension; the first of a format is the one that new files get.
constexpr std::array<std::pair<std::string_view, Format>, 10> kExtensions{{{".jpg", Format::jpeg},
                                                                           {".jpeg", Format::jpeg},
                                                                           {".jpe", Format::jpeg},
                                                                           {".png", Format::png},
                                                                           {".webp", Format::webp},
                                                                           {".tif", Format::tiff},
                                                                           {".tiff", Format::tiff},
                                                                           {".avif", Format::avif},
                                                                           {".heic", Format::heic},
                                                                           {".heif", Format::heic}}};

/// Not std::tolower: that one depends on the locale.
constexpr char to_lower(char c) noexcept {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

}  // namespace

std::optional<Format> format_of_extension(std::string_view extension) noexcept {
  if (extension.starts_with('.')) extension.remove_prefix(1);
  for (const auto& [known, format] : kExtensions) {
    if (std::ranges::equal(extension, known.substr(1), {}, to_lower)) return format;
  }
  return std::nullopt;
}

std::string_view extension_of(Format format) noexcept {
  return std::ranges::find(kExtensions, format, [](const auto& entry) { return entry.second; })->first;
}

}  // namespace resizer::model
