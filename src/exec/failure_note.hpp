#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "util/error.hpp"

namespace resizer::exec {

/// Why something failed in a worker, as it crosses to the parent in shared memory. A longer text is cut.
struct FailureNote {
  util::ErrorCode code = util::ErrorCode::internal;
  std::array<char, 384> text{};
};

/// Worker.
FailureNote make_note(util::ErrorCode code, std::string_view text) noexcept;

/// Parent: the note as an error; none if no worker would write such. `note` is a copy that nobody else can write.
std::optional<util::Error> read_note(const FailureNote& note);

}  // namespace resizer::exec
