#include "app/option_words.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "model/setting.hpp"

namespace resizer::app {
namespace {

using model::Setting;
using testing::HasSubstr;

std::string words(const std::string& message, Setting setting) {
  return with_options(model::SettingError(util::ErrorCode::usage, message, setting));
}

TEST(OptionWords, LeaveAnErrorAloneThatHasNoSetting) {
  EXPECT_EQ(with_options(util::Error(util::ErrorCode::corrupt, "no end")), "no end");
}

TEST(OptionWords, NameTheOptionWhereItReadsBest) {
  EXPECT_EQ(words("photos: No such file or directory", Setting::inputs), "photos: No such file or directory");
  EXPECT_EQ(words("needs 3 GB", Setting::memory_limit), "needs 3 GB; --memory-limit sets that");
  EXPECT_EQ(words("no images found", Setting::subfolders), "no images found; add -r to search subfolders as well");
  EXPECT_EQ(words("the trace t: not a regular file", Setting::trace), "the trace t: not a regular file (--trace)");
}

TEST(OptionWords, NameBothOfTwo) {
  const model::SettingError error(util::ErrorCode::conflict, "the log a and the trace a are the same file",
                                  Setting::log_file, Setting::trace);
  EXPECT_EQ(with_options(error), "the log a and the trace a are the same file (--log-file, --trace)");
}

/// Inputs can also be plain arguments.
TEST(OptionWords, AreThereForEverySettingButInputs) {
  for (auto setting = Setting::subfolders; setting <= Setting::trace;
       setting = static_cast<Setting>(static_cast<int>(setting) + 1)) {
    EXPECT_THAT(words("fact", setting), HasSubstr("-")) << describe(setting);
    EXPECT_NE(describe(setting), "");
  }
}

}  // namespace
}  // namespace resizer::app
