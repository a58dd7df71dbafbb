#include "model/names.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "model/job_report.hpp"
#include "model/options.hpp"
#include "model/run_result.hpp"

namespace resizer::model {
namespace {

/// Every enum with names; EveryEnumWithNamesIsTested sees to that.
using Enums = testing::Types<Fit, Gravity, Filter, Format, Chroma, Keep, FailOn, Mode, Overwrite, Cache, Pin, Halt,
                             SandboxMode, Color, LogLevel, Warning, MadeFrom, Execution>;

/// How compilers write an enumerator where it is a template argument: by its name, or by its number if it has none.
template <auto kValue>
constexpr std::string_view signature() {
  return __PRETTY_FUNCTION__;
}

template <class Enum, std::size_t... kValues>
constexpr std::size_t count_enumerators(std::index_sequence<kValues...> /*values*/) {
  return (0 + ... + (signature<static_cast<Enum>(kValues)>().find("(resizer::") == std::string_view::npos ? 1 : 0));
}

template <template <class...> class List, class... Listed>
constexpr std::size_t count_of(List<Listed...> /*enums*/) {
  return sizeof...(Listed);
}

TEST(Names, EveryEnumWithNamesIsTested) {
  static const std::regex declaration(R"(names<\w+>\(\) noexcept;)");
  std::ptrdiff_t declared = 0;
  for (const auto& entry : std::filesystem::directory_iterator(RESIZER_SOURCE_DIR "/src/model")) {
    if (entry.path().extension() != ".hpp") continue;
    std::ifstream file(entry.path());
    const std::string text(std::istreambuf_iterator<char>(file), {});
    declared += std::distance(std::sregex_iterator(text.begin(), text.end(), declaration), std::sregex_iterator());
  }
  EXPECT_EQ(count_of(Enums{}), static_cast<std::size_t>(declared));
}

template <class Enum>
class NamesTest : public testing::Test {};
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

TYPED_TEST(NamesTest, EveryEnumeratorHasOne) {
  EXPECT_EQ(names<TypeParam>().size(), count_enumerators<TypeParam>(std::make_index_sequence<64>()));
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
