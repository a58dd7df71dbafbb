#include "exec/failure_note.hpp"

#include <algorithm>
#include <string>

namespace resizer::exec {

FailureNote make_note(util::ErrorCode code, std::string_view text) noexcept {
  FailureNote note{code, {}};
  std::copy_n(text.begin(), std::min(text.size(), note.text.size() - 1), note.text.begin());
  return note;
}

std::optional<util::Error> read_note(const FailureNote& note) {
  const auto end = std::find(note.text.begin(), note.text.end(), '\0');
  if (note.code > util::ErrorCode::internal || end == note.text.end()) return std::nullopt;
  return util::Error(note.code, std::string(note.text.begin(), end));
}

}  // namespace resizer::exec
