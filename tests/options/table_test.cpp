#include "options/table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "options/help.hpp"
#include "util/printable.hpp"

namespace resizer::options {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::Not;

// Rows with missing members do not compile.
template <class Row>
concept CompilesComplete = requires {
  Row{.names = "--x",
      .takes = Takes::nothing,
      .help = "X",
      .effect = Effect::none,
      .json = NotInJson(""),
      .apply = Apply()};
};
template <class Row>
concept CompilesWithoutEffect = requires {
  Row{.names = "--x", .takes = Takes::nothing, .help = "X", .json = NotInJson(""), .apply = Apply()};
};
template <class Row>
concept CompilesWithoutJson = requires {
  Row{.names = "--x", .takes = Takes::nothing, .help = "X", .effect = Effect::none, .apply = Apply()};
};
static_assert(CompilesComplete<OptionRow>);
static_assert(!CompilesWithoutEffect<OptionRow>);
static_assert(!CompilesWithoutJson<OptionRow>);

TEST(Table, HasEachNameOnce) {
  std::set<std::string_view> names;
  for (const OptionRow* row : all_rows()) {
    for (const std::string_view name : row->all_names()) EXPECT_TRUE(names.insert(name).second) << name;
  }
  for (const OptionRow* row : all_rows()) {
    for (const std::string_view name : row->called_elsewhere) {
      EXPECT_TRUE(names.insert(name).second) << name << " means two things";
    }
  }
}

TEST(Table, SaysWhatEachOptionTakes) {
  for (const OptionRow* row : all_rows()) {
    const bool takes_nothing = row->takes.get() == Takes::nothing;
    EXPECT_EQ(row->value_name.empty(), takes_nothing) << row->name();
    EXPECT_TRUE(row->apply.get()) << row->name();
    EXPECT_TRUE(!takes_nothing || std::holds_alternative<AnyText>(row->values)) << row->name();
  }
}

TEST(Table, HasHelpInShortSentences) {
  constexpr std::size_t kMostLetters = 60;
  for (const OptionRow* row : all_rows()) {
    const std::string_view help = row->help.get();
    EXPECT_FALSE(help.empty()) << row->name();
    EXPECT_LE(help.size(), kMostLetters) << row->name();
    EXPECT_FALSE(help.ends_with('.')) << row->name();
    EXPECT_TRUE(row->details.empty() || row->details.ends_with('.')) << row->name();
    for (const std::string_view text : {help, row->details}) {
      EXPECT_EQ(text.find('\n'), std::string_view::npos) << row->name();
      EXPECT_EQ(text.find("colour"), std::string_view::npos) << row->name();
    }
  }
}

/// The options as their JSON form has them, as text.
std::string shown(const PlainValue& value) {
  struct Visitor {
    std::string operator()(std::monostate) const { return "null"; }
    std::string operator()(bool flag) const { return flag ? "true" : "false"; }
    std::string operator()(std::uint64_t number) const { return std::to_string(number); }
    std::string operator()(double number) const { return std::to_string(number); }
    std::string operator()(const std::string& text) const { return text; }
    std::string operator()(const std::filesystem::path& path) const { return path.string(); }
    std::string operator()(const PlainValue::List& list) const {
      std::string text = "[";
      for (const PlainValue& one : list) text += shown(one) + ' ';
      return text + ']';
    }
    std::string operator()(const PlainValue::Object& members) const {
      std::string text = "{";
      for (const auto& [name, one] : members) text += name + ':' + shown(one) + ' ';
      return text + '}';
    }
  };
  return std::visit(Visitor(), value.kind);
}

std::string json_form(const model::Options& options) {
  std::string text;
  for (const JsonMember& member : json_members()) {
    text += std::string(member.key) + '=' + shown(member.value(options)) + '\n';
  }
  return text;
}

/// A value that is not the default.
std::string unusual_value(const OptionRow& row) {
  if (const Choices* choices = row.choices()) return std::string(choices->back());
  if (row.value_name == "DURATION") return "5s";
  if (row.value_name == "PERCENT") return "7%";
  if (row.value_name == "X,Y,W,H") return "1,2,3,4";
  if (row.value_name == "COLOR") return "#123456";
  if (row.value_name == "RADIUS,AMOUNT") return "1,2";
  if (row.value_name == "BYTES") return "99kB";
  return row.value_name == "SIZE" ? "99M" : "7";
}

TEST(Table, GivesTheDefaultsThatAreInEffect) {
  for (const OptionRow* row : all_rows()) {
    if (row->default_value.empty()) continue;
    Draft draft;
    row->apply.get()(draft, {row->name(), row->default_value});
    EXPECT_EQ(json_form(draft.options), json_form(model::Options())) << row->name();
  }
}

TEST(Table, ShowsInJsonWhatAnOptionSets) {
  for (const OptionRow* row : all_rows()) {
    const auto* member = std::get_if<JsonMember>(&row->json.get());
    if (member == nullptr) {
      EXPECT_FALSE(std::get<NotInJson>(row->json.get()).reason.empty()) << row->name();
      continue;
    }
    Draft draft;
    const std::string value = row->takes.get() == Takes::nothing ? "" : unusual_value(*row);
    row->apply.get()(draft, {row->name(), value});
    if (member->key == "sizes") draft.options.resize.sizes = pair_sizes(draft.sizes);
    EXPECT_NE(shown(member->value(draft.options)), shown(member->value(model::Options()))) << row->name();
  }
}

TEST(Table, TakesItsOwnChoicesAndNamesTheNearestOfThem) {
  for (const OptionRow* row : all_rows()) {
    if (row->choices() == nullptr) continue;
    Draft draft;
    for (const std::string_view choice : *row->choices()) {
      EXPECT_NO_THROW(row->apply.get()(draft, {row->name(), choice})) << row->name() << ' ' << choice;
    }
  }
  Draft draft;
  const OptionRow* fit = find_row("--fit");
  ASSERT_NE(fit, nullptr);
  try {
    fit->apply.get()(draft, {"--fit", "Covr"});
    ADD_FAILURE() << "taken";
  } catch (const util::Error& error) {
    EXPECT_STREQ(error.what(), "--fit Covr: did you mean cover? choose inside, cover, contain, fill or outside");
  }
}

TEST(Table, KnowsWhatChangesOutputs) {
  std::vector<std::string_view> changing;
  for (const OptionRow* row : all_rows()) {
    if (changes_outputs(*row)) changing.push_back(row->name());
  }
  EXPECT_THAT(
      changing,
      ElementsAre("--keep-dates", "--width", "--height", "--long-edge", "--percent", "--fit", "--gravity", "--crop",
                  "--background", "--no-upscale", "--filter", "--shrink-on-load", "--sharpen", "--quality",
                  "--target-size", "--effort", "--format", "--keep", "--lossless", "--near-lossless", "--subsampling",
                  "--progressive", "--srgb", "--linear", "--no-auto-orient", "--max-pixels", "--fail-on"));
}

TEST(Table, ComparesReportsByWhatChangesOutputsOrTheirTime) {
  for (const char* key : {"inputs", "output_dir", "recursive", "mode", "jobs", "runs", "timeout_s", "halt"}) {
    EXPECT_TRUE(may_differ(key)) << key;
  }
  for (const char* key : {"sizes", "fit", "quality", "overwrite", "cache", "sandbox", "an option of tomorrow"}) {
    EXPECT_FALSE(may_differ(key)) << key;
  }
}

TEST(Table, OffersTwentyCommonOptions) {
  EXPECT_EQ(std::ranges::count_if(all_rows(), [](const OptionRow* row) { return row->is_common; }), 20);
}

TEST(Table, FindsRowsByEachName) {
  EXPECT_EQ(find_row("-j"), find_row("--jobs"));
  EXPECT_EQ(find_row("-j")->name(), "--jobs");
  EXPECT_NE(find_row("-h"), find_row("--help"));
  EXPECT_EQ(find_row("--job"), nullptr);
  EXPECT_EQ(find_row(""), nullptr);
}

}  // namespace
}  // namespace resizer::options
