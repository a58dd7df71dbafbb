#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "util/error.hpp"

namespace resizer::exec {

/// Why something failed in a worker, in shared memory. Longer texts are truncated.
struct FailureNote {
  util::ErrorCode code = util::ErrorCode::internal;
  std::array<char, 384> text{};
};

/// Worker.
FailureNote make_note(util::ErrorCode code, std::string_view text) noexcept;

/// Parent: the note as an error; none if it is malformed. `note` must be a copy that workers cannot write.
std::optional<util::Error> read_note(const FailureNote& note);

}  // namespace resizer::exec
