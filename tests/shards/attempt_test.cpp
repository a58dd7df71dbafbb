#include "shards/attempt.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/temp_folder.hpp"

namespace resizer::shards {
namespace {

namespace fs = std::filesystem;

class Attempts : public testing::Test {
 protected:
  Attempt begin(unsigned shard = 1, const std::string& id = "id") const { return {folder_ / "plan.json", id, shard}; }
  std::vector<fs::path> output(const char* name, const char* content = "content") const {
    return {folder_.write(name, content)};
  }
  fs::path notes(unsigned attempt) const {
    return folder_ / ("plan.json.id/shard-1-attempt-" + std::to_string(attempt));
  }

  const std::vector<MadeOutput> made_{{.bytes = 7, .hash = 42}};
  test::TempFolder folder_;
};

TEST_F(Attempts, AreNumberedEvenAtTheSameTime) {
  const Attempt first = begin();
  const Attempt twin = begin();
  const Attempt other = begin(2);
  EXPECT_EQ(first.number(), 1U);
  EXPECT_EQ(twin.number(), 2U);
  EXPECT_EQ(other.number(), 1U);
}

TEST_F(Attempts, SeeWhatTheOnesBeforeHaveMade) {
  const auto a = output("a.jpg");
  const auto b = output("b.jpg");
  begin().note(3, a, made_);
  begin().note(4, b, made_);
  const Attempt third = begin();
  EXPECT_EQ(third.made(3, a), made_);
  EXPECT_EQ(third.made(4, b), made_);
  EXPECT_EQ(third.made(5, b), std::nullopt);
  EXPECT_EQ(begin(2).made(3, a), std::nullopt) << "another shard";
  EXPECT_EQ(begin(1, "other").made(3, a), std::nullopt) << "another plan";
}

TEST_F(Attempts, DoNotTrustOutputsThatAreNotAsNoted) {
  const auto a = output("a.jpg");
  begin().note(3, a, made_);
  fs::last_write_time(a[0], fs::last_write_time(a[0]) - std::chrono::seconds(5));
  EXPECT_EQ(begin().made(3, a), std::nullopt) << "another date";
  output("a.jpg", "changed!");
  EXPECT_EQ(begin().made(3, a), std::nullopt) << "another size";
  fs::remove(a[0]);
  EXPECT_EQ(begin().made(3, a), std::nullopt) << "gone";
}

/// A twin replaced the output after the note: its own note counts.
TEST_F(Attempts, TakeAnyNoteThatHolds) {
  const auto a = output("a.jpg");
  Attempt orphan = begin();
  Attempt twin = begin();
  orphan.note(3, a, made_);
  fs::last_write_time(a[0], fs::last_write_time(a[0]) + std::chrono::seconds(5));
  twin.note(3, a, made_);
  EXPECT_EQ(begin().made(3, a), made_);
}

TEST_F(Attempts, DoNotNoteWhatAWorkerDidNotWrite) {
  const auto a = output("a.jpg", "longer than claimed");
  begin().note(3, a, made_);
  EXPECT_EQ(begin().made(3, a), std::nullopt);
}

/// Wherever a killed attempt stopped to write.
TEST_F(Attempts, IgnoreNotesThatAreNotWhole) {
  const auto a = output("a.jpg");
  begin().note(3, a, made_);
  const std::string whole = test::read_file(notes(1));
  ASSERT_TRUE(whole.ends_with('\n'));
  for (std::size_t length = 0; length < whole.size(); ++length) {
    folder_.write("plan.json.id/shard-1-attempt-1", whole.substr(0, length));
    EXPECT_EQ(begin().made(3, a), std::nullopt) << whole.substr(0, length);
  }
  folder_.write("plan.json.id/shard-1-attempt-1", "{\"index\":}\n[]\n\xFF\n" + whole);
  EXPECT_EQ(begin().made(3, a), made_) << "after damaged lines";
}

}  // namespace
}  // namespace resizer::shards
