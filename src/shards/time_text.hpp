#pragma once

#include <chrono>
#include <string>

namespace resizer::shards {

/// A time since the epoch in seconds with nine decimals, as `stat --format %.9Y` prints it: a JSON number would lose
/// digits in many programs.
std::string time_text(std::chrono::nanoseconds time);

/// The inverse. Throws util::Error(corrupt).
std::chrono::nanoseconds time_from(const std::string& text);

}  // namespace resizer::shards
