#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "util/error.hpp"

namespace resizer::exec {

/// Why something failed in a worker, in shared memory. Longer texts are truncated.
struct FailureNote {
  util::ErrorCode code = util::ErrorCode::internal;
  std::array<char, 384> text{};
};

/// Worker.
inline FailureNote make_note(util::ErrorCode code, std::string_view text) noexcept {
  FailureNote note{code, {}};
  std::copy_n(text.begin(), std::min(text.size(), note.text.size() - 1), note.text.begin());
  return note;
}

/// Parent: the note as an error; none if it is malformed. `note` must be a copy that workers cannot write.
inline std::optional<util::Error> read_note(const FailureNote& note) {
  const auto end = std::find(note.text.begin(), note.text.end(), '\0');
  if (note.code > util::ErrorCode::internal || end == note.text.end()) return std::nullopt;
  return util::Error(note.code, std::string(note.text.begin(), end));
}

}  // namespace resizer::exec
