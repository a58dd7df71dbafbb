#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "support/temp_folder.hpp"

namespace resizer::test {

/// Expects `actual` to be the content of the file tests/`name`. With UPDATE_GOLDEN=1 in the environment the file is
/// written instead: look at its diff before committing it.
inline void expect_golden(const std::string& actual, const std::string& name) {
  const std::filesystem::path file = std::filesystem::path(RESIZER_SOURCE_DIR) / "tests" / name;
  if (std::getenv("UPDATE_GOLDEN") != nullptr) {
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << actual;
    return;
  }
  EXPECT_EQ(actual, read_file(file)) << "not as in tests/" << name << "; UPDATE_GOLDEN=1 writes it anew";
}

}  // namespace resizer::test
