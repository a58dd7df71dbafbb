#include "app/known_failures.hpp"

#include <gtest/gtest.h>

#include "support/temp_folder.hpp"

namespace resizer::app {
namespace {

using namespace std::chrono_literals;

model::JobOutcome failed(util::ErrorCode code) {
  model::JobOutcome outcome;
  outcome.kind = model::Failed{code, "reason"};
  return outcome;
}

TEST(KnownFailures, CoverAFileUntilItChangesOrIsDone) {
  const test::TempFolder folder;
  const auto file = folder.write("a.jpg", "bad");
  KnownFailures failures;
  EXPECT_FALSE(failures.covers(file));
  failures.note(file, file_version(file), failed(util::ErrorCode::corrupt));
  EXPECT_TRUE(failures.covers(file, util::Clock::now() + 24h));
  EXPECT_EQ(failures.next_retry(), std::nullopt);
  EXPECT_EQ(failures.count(), 1U);
  folder.write("a.jpg", "longer");
  EXPECT_FALSE(failures.covers(file));
  model::JobOutcome done;
  done.kind = model::Done{};
  failures.note(file, file_version(file), done);
  EXPECT_EQ(failures.count(), 0U);
}

TEST(KnownFailures, DoNotCoverAFileThatChangedDuringTheAttempt) {
  const test::TempFolder folder;
  const auto file = folder.write("a.jpg", "half");
  const auto before = file_version(file);
  folder.write("a.jpg", "the whole of it");
  KnownFailures failures;
  failures.note(file, before, failed(util::ErrorCode::truncated));
  EXPECT_FALSE(failures.covers(file));
}

TEST(KnownFailures, AreTriedAgainAfterAWhileIfTheDiskWasFull) {
  const test::TempFolder folder;
  const auto file = folder.write("a.jpg");
  const auto now = util::Clock::now();
  KnownFailures failures;
  failures.note(file, file_version(file), failed(util::ErrorCode::no_space), now);
  EXPECT_TRUE(failures.covers(file, now + 59s));
  EXPECT_FALSE(failures.covers(file, now + 60s));
  EXPECT_EQ(failures.next_retry(now), now + 60s);
  EXPECT_EQ(failures.next_retry(now + 60s), std::nullopt) << "one that is gone would be due forever";
  std::filesystem::remove(file);
  EXPECT_EQ(failures.count(), 0U);
}

TEST(KnownFailures, LeaveOutWhatWasInterrupted) {
  KnownFailures failures;
  failures.note("a.jpg", std::nullopt, model::JobOutcome{});
  EXPECT_FALSE(failures.covers("a.jpg"));
}

}  // namespace
}  // namespace resizer::app
