#pragma once

#include <filesystem>

namespace resizer::test {

/// Copies a JPEG as a progressive one, with libjpeg's own script. Its coefficients stay the same.
void copy_as_progressive(const std::filesystem::path& jpeg, const std::filesystem::path& copy);

}  // namespace resizer::test
