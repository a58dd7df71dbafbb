#include "app/console.hpp"

#include <strings.h>
#include <sys/ioctl.h>

#include <cstdlib>

namespace resizer::app {
namespace {

bool can_do_escapes(const Environment& environment) {
  const std::string terminal = environment("TERM");
  return !terminal.empty() && terminal != "dumb";
}

}  // namespace

std::string from_environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

bool shows_color(model::Color color, bool is_terminal, const Environment& environment) {
  switch (color) {
    case model::Color::always:
      return true;
    case model::Color::never:
      return false;
    case model::Color::automatic:
      break;
  }
  return is_terminal && environment("NO_COLOR").empty() && can_do_escapes(environment);
}

bool shows_unicode(const Environment& environment) {
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    const std::string locale = environment(name);
    if (locale.empty()) continue;
    const std::size_t dot = locale.find('.');
    if (dot == std::string::npos) return false;
    const std::string charset = locale.substr(dot + 1, locale.find('@') - dot - 1);
    return strcasecmp(charset.c_str(), "UTF-8") == 0 || strcasecmp(charset.c_str(), "utf8") == 0;
  }
  return false;
}

std::size_t terminal_columns(int descriptor) noexcept {
  static constexpr std::size_t kUsual = 80;
  winsize size{};
  if (::ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return kUsual;
  return size.ws_col;
}

bool shows_progress(const model::OutputOptions& options, bool is_terminal, const Environment& environment) {
  return is_terminal && !options.quiet && can_do_escapes(environment);
}

}  // namespace resizer::app
