#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/process.hpp"
#include "support/temp_folder.hpp"

namespace resizer::test {
namespace {

TEST(Install, PutsEachFileWhereItIsLookedFor) {
  const TempFolder folder;
  const Finished installed =
      run({.arguments = {RESIZER_CMAKE, "--install", RESIZER_BUILD_DIR, "--prefix", folder.path().string()}});
  ASSERT_EQ(installed.exit_code, 0) << installed.err;
  for (const char* name : {"bin/resizer", "share/man/man1/resizer.1", "share/bash-completion/completions/resizer",
                           "share/zsh/site-functions/_resizer", "share/fish/vendor_completions.d/resizer.fish"}) {
    EXPECT_GT(std::filesystem::file_size(folder / name), 1000U) << name;
  }
}

}  // namespace
}  // namespace resizer::test
