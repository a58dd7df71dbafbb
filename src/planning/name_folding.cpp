#include "planning/name_folding.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <memory>

#include "util/file.hpp"
#include "util/private_folder.hpp"

namespace resizer::planning {
namespace {

namespace fs = std::filesystem;

constexpr char to_lower(char c) noexcept {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string in_lower_case(std::string_view name) {
  std::string lower(name);
  std::ranges::transform(lower, lower.begin(), to_lower);
  return lower;
}

/// Invalid UTF-8 is folded as ASCII.
std::string folded_unicode(std::string_view name) {
  constexpr auto kFolding =
      static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE);
  utf8proc_uint8_t* text = nullptr;
  const utf8proc_ssize_t length = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(name.data()),
                                               static_cast<utf8proc_ssize_t>(name.size()), &text, kFolding);
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owned(text, &std::free);
  if (length < 0) return in_lower_case(name);
  return {reinterpret_cast<const char*>(text), static_cast<std::size_t>(length)};
}

/// For two names that can both be opened: whether the folder lists only one.
bool is_listed_once(const fs::path& folder, const std::string& a, const std::string& b) {
  int listed = 0;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    const fs::path name = entry->path().filename();
    listed += name == a || name == b ? 1 : 0;
  }
  return listed < 2;
}

}  // namespace

std::string folded(std::string_view name) {
  const std::size_t last = name.find_last_not_of(". ");
  if (last != std::string_view::npos) name = name.substr(0, last + 1);
  const bool is_ascii = std::ranges::all_of(name, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  return is_ascii ? in_lower_case(name) : folded_unicode(name);
}

SameName ask_file_system() {
  using Probes = std::map<fs::path, util::PrivateFolder>;
  return [probes = std::make_shared<Probes>()](const fs::path& folder, const std::string& a, const std::string& b) {
    std::error_code error;
    if (fs::exists(folder / a, error) && fs::exists(folder / b, error)) return is_listed_once(folder, a, b);
    const util::PrivateFolder& probe = probes->try_emplace(folder, folder).first->second;
    util::write_new_file(probe / a, {});
    std::error_code ignored;
    const bool is_same = fs::exists(probe / b, ignored);
    fs::remove(probe / a, ignored);
    return is_same;
  };
}

}  // namespace resizer::planning
