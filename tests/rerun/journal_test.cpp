#include "rerun/journal.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

#include "support/temp_folder.hpp"
#include "util/error.hpp"

namespace resizer::rerun {
namespace {

namespace fs = std::filesystem;
using test::TempFolder;

constexpr const char* kName = ".resizer-journal";

Record record_of(const std::string& output) {
  return {.source = "/in/" + output,
          .source_state = {.bytes = 4000, .modified = {}},
          .source_hash = {},
          .outputs = {{.path = output, .state = {}, .hash = 9}}};
}

void add(const TempFolder& folder, const std::vector<std::string>& outputs) {
  Journal journal(folder.path(), Journal::Use::keep);
  journal.begin(outputs);
  for (const std::string& output : outputs) journal.add(record_of(output));
  EXPECT_EQ(journal.failure(), "");
}

bool knows(const TempFolder& folder, const std::string& output) {
  return Journal(folder.path(), Journal::Use::look).contents().find(output).has_value();
}

TEST(Journal, IsThereOnceItIsBegun) {
  const TempFolder folder;
  EXPECT_FALSE(Journal(folder.path(), Journal::Use::look).exists());
  EXPECT_FALSE(Journal(folder / "missing", Journal::Use::keep).exists());
  EXPECT_FALSE(fs::exists(folder / kName));
  add(folder, {"a.webp"});
  add(folder, {"b.webp"});
  EXPECT_TRUE(Journal(folder.path(), Journal::Use::look).exists());
  EXPECT_TRUE(knows(folder, "a.webp"));
  EXPECT_TRUE(knows(folder, "b.webp"));
}

TEST(Journal, ForgetsBeforeOutputsAreReplaced) {
  const TempFolder folder;
  add(folder, {"a.webp", "b.webp"});
  {
    Journal journal(folder.path(), Journal::Use::keep);
    journal.begin(std::vector<std::string>{"a.webp"});
    EXPECT_FALSE(knows(folder, "a.webp")) << "what a run that is killed now leaves there may be anything";
  }
  EXPECT_FALSE(knows(folder, "a.webp"));
  EXPECT_TRUE(knows(folder, "b.webp"));
}

TEST(Journal, IsNotChangedByARunThatOnlyLooks) {
  const TempFolder folder;
  add(folder, {"a.webp"});
  const std::string before = test::read_file(folder / kName);
  folder.write(kName, before + "cut");
  EXPECT_TRUE(knows(folder, "a.webp"));
  EXPECT_EQ(test::read_file(folder / kName), before + "cut");
  add(folder, {});
  EXPECT_EQ(test::read_file(folder / kName), before);
}

TEST(Journal, GoesOnWhereItsFirstWriterWasKilledAtOnce) {
  for (const char* start : {"", "resizer jour"}) {
    const TempFolder folder;
    folder.write(kName, start);
    add(folder, {"a.webp"});
    EXPECT_TRUE(knows(folder, "a.webp")) << start;
  }
}

TEST(Journal, DoesNotGrowForever) {
  const TempFolder folder;
  std::vector<std::string> outputs;
  outputs.reserve(300);
  for (int i = 0; i < 300; ++i) outputs.push_back(std::to_string(i) + ".webp");
  add(folder, outputs);
  const std::uintmax_t once = fs::file_size(folder / kName);
  add(folder, {"other.webp"});
  for (int time = 0; time < 10; ++time) {
    add(folder, outputs);
    EXPECT_LT(fs::file_size(folder / kName), 4 * once + (1U << 16U)) << time;
  }
  EXPECT_TRUE(knows(folder, "other.webp"));
  EXPECT_TRUE(knows(folder, "299.webp"));
}

/// The exit status of a child that does this.
template <class Action>
int in_a_child(const Action& action) {
  const pid_t child = fork();
  if (child == 0) _exit(action());
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST(Journal, IsKeptByOneProcess) {
  const TempFolder folder;
  Journal journal(folder.path(), Journal::Use::keep);
  journal.begin({});
  const auto use = [&](Journal::Use how) {
    return in_a_child([&] {
      try {
        const Journal other(folder.path(), how);
        return 0;
      } catch (const util::Error& error) {
        return error.code() == util::ErrorCode::conflict ? 1 : 2;
      }
    });
  };
  EXPECT_EQ(use(Journal::Use::keep), 1);
  EXPECT_EQ(use(Journal::Use::look), 0);
  EXPECT_EQ(in_a_child([] { return 0; }), 0) << "a worker that ends";
  EXPECT_EQ(use(Journal::Use::keep), 1) << "does not end the lock";
}

TEST(Journal, IsOfTheRunThatBeginsItFirst) {
  const TempFolder folder;
  Journal journal(folder.path(), Journal::Use::keep);
  EXPECT_EQ(in_a_child([&] {
              add(folder, {"a.webp"});
              return 0;
            }),
            0);
  EXPECT_THROW(journal.begin({}), util::Error) << "it does not know what the other run did";
}

TEST(Journal, EndsWithAWholeEntryOnAFullDisk) {
  const TempFolder folder;
  add(folder, {"a.webp"});
  const std::uintmax_t before = fs::file_size(folder / kName);
  EXPECT_EQ(in_a_child([&] {
              signal(SIGXFSZ, SIG_IGN);
              const rlimit limit{before + 20, before + 20};
              setrlimit(RLIMIT_FSIZE, &limit);
              Journal journal(folder.path(), Journal::Use::keep);
              journal.begin({});
              journal.add(record_of("b.webp"));
              const bool has_failed = journal.failure().find("File too large") != std::string::npos;
              journal.add(record_of("c"));
              return has_failed ? 0 : 1;
            }),
            0);
  EXPECT_EQ(fs::file_size(folder / kName), before);
  EXPECT_TRUE(knows(folder, "a.webp"));
}

}  // namespace
}  // namespace resizer::rerun
