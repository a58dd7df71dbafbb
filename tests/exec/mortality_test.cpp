#include "exec/mortality.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "resizer/util/error.hpp"

namespace resizer::exec {
namespace {

TEST(Mortality, GivesUpAtTheThirdEndInARowWithoutAnAttempt) {
  Mortality mortality;
  mortality.expect_progress(0, "exited with status 7");
  mortality.expect_progress(0, "exited with status 7");
  try {
    mortality.expect_progress(0, "exited with status 7");
    FAIL() << "went on";
  } catch (const util::Error& error) {
    EXPECT_EQ(error.code(), util::ErrorCode::system);
    EXPECT_THAT(error.what(), testing::HasSubstr("(exited with status 7)"));
  }
}

TEST(Mortality, GoesOnForEverWhileAttemptsAreMade) {
  Mortality mortality;
  for (std::size_t attempts = 1; attempts < 100; ++attempts) {
    mortality.add_death();
    mortality.expect_progress(attempts, "crashed");
    mortality.expect_progress(attempts, "crashed");
    mortality.expect_progress(attempts, "crashed");
  }
  EXPECT_EQ(mortality.deaths(), 99U);
}

}  // namespace
}  // namespace resizer::exec
