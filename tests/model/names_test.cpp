#include "model/names.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "model/job_report.hpp"
#include "model/options.hpp"
#include "model/run_result.hpp"

namespace resizer::model {
namespace {

template <class Enum>
class NamesTest : public testing::Test {};

using Enums = testing::Types<Fit, Filter, Format, Keep, Mode, Overwrite, Cache, Color, LogLevel, Warning, Execution>;
TYPED_TEST_SUITE(NamesTest, Enums);

TYPED_TEST(NamesTest, EveryNameIsUniqueAndParsesBackToItsValue) {
  std::set<std::string_view> seen;
  for (const auto& [value, name] : names<TypeParam>()) {
    EXPECT_TRUE(seen.insert(name).second) << name << " stands twice";
    EXPECT_EQ(name_of(value), name);
    EXPECT_EQ(parse<TypeParam>(name), value) << name;
  }
  EXPECT_FALSE(seen.empty());
}

TYPED_TEST(NamesTest, EnumeratorsAreListedWithoutAGap) {
  std::size_t next = 0;
  for (const auto& [value, name] : names<TypeParam>()) EXPECT_EQ(static_cast<std::size_t>(value), next++) << name;
}

TYPED_TEST(NamesTest, UnknownSpellingsAreRefused) {
  for (const std::string_view text : {"", " ", "Inside", "no such name"}) {
    EXPECT_EQ(parse<TypeParam>(text), std::nullopt) << '"' << text << '"';
  }
}

TEST(Warnings, KeepsWhatWasAdded) {
  Warnings warnings;
  EXPECT_TRUE(warnings.empty());
  warnings.add(Warning::exif_broken);
  warnings.add(Warnings{Warning::data_damaged});
  EXPECT_TRUE(warnings.has(Warning::exif_broken));
  EXPECT_TRUE(warnings.has(Warning::data_damaged));
  EXPECT_FALSE(warnings.has(Warning::pages_dropped));
}

TEST(Warnings, EveryWarningHasASentence) {
  for (const auto& [warning, name] : names<Warning>()) EXPECT_FALSE(describe(warning).empty()) << name;
}

}  // namespace
}  // namespace resizer::model
