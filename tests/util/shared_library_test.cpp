#include "util/shared_library.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

/// Declared, as an older library's header would, and in no library.
extern "C" int resizer_test_function_of_the_future();

namespace resizer::util {
namespace {

using testing::HasSubstr;

struct Libc : SharedLibrary {
  explicit Libc(const char* name = "libc.so.6") : SharedLibrary(name) {}
  RESIZER_FUNCTION(getpid);
};

struct NewerLibc : Libc {
  RESIZER_FUNCTION(resizer_test_function_of_the_future);
};

TEST(SharedLibrary, HasItsFunctions) {
  const Libc library;
  EXPECT_EQ(library.problem(), "");
  ASSERT_NE(library.getpid, nullptr);
  EXPECT_EQ(library.getpid(), ::getpid());
}

TEST(SharedLibrary, NamesTheFileThatIsMissing) {
  const Libc library("libresizer-test-missing.so.7");
  EXPECT_THAT(library.problem(), HasSubstr("libresizer-test-missing.so.7: "));
  EXPECT_EQ(library.getpid, nullptr);
}

TEST(SharedLibrary, NamesTheFunctionThatIsMissing) {
  const NewerLibc library;
  EXPECT_THAT(library.problem(), HasSubstr("resizer_test_function_of_the_future"));
  EXPECT_EQ(library.resizer_test_function_of_the_future, nullptr);
}

}  // namespace
}  // namespace resizer::util
