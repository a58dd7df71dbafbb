#pragma once

#include <string_view>

namespace resizer::report {

/// A script that makes the headings of every <table class="sortable"> buttons that sort its rows: by the data-sort of
/// their cells as numbers, the empty ones last, or by their texts.
std::string_view sorting_script() noexcept;

/// The SHA-256 of that script in base64. The page's Content Security Policy allows this script and no other.
std::string_view sorting_script_hash() noexcept;

}  // namespace resizer::report
