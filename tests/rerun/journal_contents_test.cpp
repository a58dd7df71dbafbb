#include "rerun/journal_contents.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace resizer::rerun {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Optional;

Record record_of(const std::string& source, const std::vector<std::string>& outputs, std::uint64_t fingerprint = 7) {
  Record record{.source = source,
                .source_state = {.bytes = 4000, .modified = std::chrono::nanoseconds(-5)},
                .source_hash = {},
                .outputs = {}};
  for (const std::string& path : outputs) {
    record.outputs.push_back({.path = path,
                              .format = model::Format::webp,
                              .fingerprint = fingerprint,
                              .state = {.bytes = 40, .modified = std::chrono::nanoseconds(1'700'000'000'123'456'789)},
                              .hash = 9});
  }
  return record;
}

/// The fingerprint under which the output was made; none if it has no record.
std::optional<std::uint64_t> made_by(const JournalContents& contents, const std::string& output) {
  const auto found = contents.find(output);
  return found ? std::optional(found->record.outputs[found->output].fingerprint) : std::nullopt;
}

TEST(Record, IsTheSameAfterItWasBytes) {
  Record record = record_of("/in/a\nb\xFF.jpg", {"a.jpg", "sub/a-2.jpg"});
  EXPECT_EQ(record_from(to_bytes(record)), record);
  record.source_hash = 0;
  EXPECT_EQ(record_from(to_bytes(record)), record);
  EXPECT_THAT(output_paths(to_bytes(record)), Optional(ElementsAre("a.jpg", "sub/a-2.jpg")));
}

TEST(Record, IsNoneOfShorterOrLongerBytes) {
  const std::string bytes = to_bytes(record_of("/in/a.jpg", {"a.jpg", "b.jpg"}));
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    EXPECT_FALSE(record_from(bytes.substr(0, length))) << length;
    EXPECT_FALSE(output_paths(bytes.substr(0, length))) << length;
  }
  EXPECT_FALSE(record_from(bytes + 'x'));
}

TEST(JournalContents, FindTheLastRecordOfAnOutput) {
  EntryWriter entries;
  std::string bytes = EntryWriter::header();
  bytes += entries.made(record_of("/in/a", {"a-1", "a-2"}, 1));
  bytes += entries.made(record_of("/in/b", {"b"}, 2));
  bytes += entries.made(record_of("/in/a", {"a-2", "a-3"}, 3));
  const JournalContents contents(bytes);
  EXPECT_EQ(contents.problem(), std::nullopt);
  EXPECT_EQ(contents.whole_bytes(), bytes.size());
  EXPECT_EQ(made_by(contents, "a-1"), 1U);
  EXPECT_EQ(made_by(contents, "a-2"), 3U);
  EXPECT_EQ(made_by(contents, "b"), 2U);
  EXPECT_EQ(contents.find("a-3")->output, 1U);
  EXPECT_EQ(made_by(contents, ""), std::nullopt);
  EXPECT_EQ(made_by(contents, "c"), std::nullopt);
}

TEST(JournalContents, AreWithoutWhatWasForgotten) {
  EntryWriter entries;
  const std::vector<std::string> forgotten{"a-1", "nothing"};
  std::string bytes = EntryWriter::header() + entries.made(record_of("/in/a", {"a-1", "a-2"}, 1));
  bytes += entries.forgotten(forgotten);
  EXPECT_EQ(made_by(JournalContents(bytes), "a-1"), std::nullopt);
  EXPECT_EQ(made_by(JournalContents(bytes), "a-2"), 1U);
  const std::vector<Record> records = JournalContents(bytes).records();
  ASSERT_EQ(records.size(), 1U);
  EXPECT_EQ(records[0].outputs[0].path, "") << "it must not come back when the journal is written anew";
  EXPECT_EQ(records[0].outputs[1].path, "a-2");
  bytes += entries.made(record_of("/in/a", {"a-1"}, 2));
  EXPECT_EQ(made_by(JournalContents(bytes), "a-1"), 2U);
}

/// Three entries, the second of which withdraws the first.
std::string withdrawn() {
  EntryWriter entries;
  const std::vector<std::string> forgotten{"a"};
  std::string bytes = EntryWriter::header() + entries.made(record_of("/in/a", {"a"}, 1));
  bytes += entries.forgotten(forgotten);
  return bytes + entries.made(record_of("/in/b", {"b"}, 2));
}

TEST(JournalContents, AreBelievedUpToAnEntryThatWasNotWrittenToItsEnd) {
  const std::string bytes = withdrawn();
  for (std::size_t length = 0; length <= bytes.size(); ++length) {
    const JournalContents contents(bytes.substr(0, length));
    EXPECT_EQ(contents.problem(), std::nullopt) << length;
    EXPECT_LE(contents.whole_bytes(), length);
    EXPECT_EQ(made_by(contents, "b").has_value(), length == bytes.size()) << length;
  }
}

TEST(JournalContents, AreNotBelievedWithAnyBitFlipped) {
  const std::string bytes = withdrawn();
  for (std::size_t bit = 0; bit < 8 * bytes.size(); ++bit) {
    std::string damaged = bytes;
    damaged[bit / 8] = static_cast<char>(damaged[bit / 8] ^ (1 << bit % 8));
    const JournalContents contents(damaged);
    EXPECT_TRUE(contents.problem().has_value()) << "bit " << bit;
    EXPECT_EQ(made_by(contents, "a"), std::nullopt) << "bit " << bit;
    EXPECT_EQ(made_by(contents, "b"), std::nullopt) << "bit " << bit;
    EXPECT_EQ(contents.whole_bytes(), 0U);
  }
}

TEST(JournalContents, AreNotBelievedWithoutAnEntryInTheMiddle) {
  EntryWriter entries;
  const std::vector<std::string> forgotten{"a"};
  const std::string first = EntryWriter::header() + entries.made(record_of("/in/a", {"a"}, 1));
  const std::string missing = entries.forgotten(forgotten);
  const std::string last = entries.made(record_of("/in/b", {"b"}, 2));
  EXPECT_THAT(JournalContents(first + last).problem(), Optional(HasSubstr("damaged")));
  EXPECT_EQ(JournalContents(first + missing + last).problem(), std::nullopt);
}

TEST(JournalContents, AreNotThoseOfAnotherFile) {
  for (const char* bytes : {"hello", "resizer journal 2\n", "x", "\x7F\x45LF\1\1\1"}) {
    EXPECT_THAT(JournalContents(bytes).problem(), Optional(HasSubstr("no journal"))) << bytes;
  }
  EXPECT_EQ(JournalContents("").problem(), std::nullopt);
}

TEST(JournalContents, GoOnWhereTheyEnded) {
  const std::string bytes = withdrawn();
  EntryWriter entries = JournalContents(bytes).writer();
  const JournalContents longer(bytes + entries.made(record_of("/in/c", {"c"}, 3)));
  EXPECT_EQ(longer.problem(), std::nullopt);
  EXPECT_EQ(made_by(longer, "c"), 3U);
}

}  // namespace
}  // namespace resizer::rerun
