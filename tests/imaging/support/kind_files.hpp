#pragma once

#include <filesystem>
#include <vector>

#include "imaging/support/kinds.hpp"

namespace resizer::imaging::testing_support {

/// Those of every format.
std::vector<Kind> all_kinds();

/// Those of one format.
std::vector<Bytes> files_of(model::Format format);

/// Writes each to a file of its name, in place of one that is there.
void write_kinds(const std::filesystem::path& folder, const std::vector<Kind>& kinds);

}  // namespace resizer::imaging::testing_support
