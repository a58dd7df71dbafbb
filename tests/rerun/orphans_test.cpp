#include "rerun/orphans.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/temp_folder.hpp"
#include "util/hash.hpp"

namespace resizer::rerun {
namespace {

namespace fs = std::filesystem;
using test::TempFolder;
using testing::ElementsAre;
using testing::IsEmpty;

/// An output folder, and a journal that need not be true.
class Orphans : public testing::Test {
 protected:
  Orphans() {
    fs::create_directories(folder_ / "in");
    fs::create_directories(folder_ / "out");
  }

  /// Records that the file, below the output folder, was made from the source.
  void record(const std::string& source, const std::string& output) {
    const fs::path file = folder_ / "out" / output;
    const Record record{.source = (folder_ / source).native(),
                        .source_state = {},
                        .source_hash = {},
                        .outputs = {{.path = output,
                                     .state = file_state(file).value_or(FileState{}),
                                     .hash = util::hash_of(test::read_file(file))}}};
    journal_ += entries_.made(record);
  }
  std::vector<fs::path> found() const {
    return find_orphans(JournalContents(journal_), {.inputs = {folder_ / "in"}, .output_dir = folder_ / "out"}, {});
  }

  TempFolder folder_;
  EntryWriter entries_;
  std::string journal_ = EntryWriter::header();
};

TEST_F(Orphans, AreOutputsOfInputsThatAreGone) {
  folder_.write("out/b.jpg", "b");
  folder_.write("out/a.jpg", "a");
  folder_.write("in/there.jpg");
  folder_.write("out/there.jpg");
  record("in/b.jpg", "b.jpg");
  record("in/a.jpg", "a.jpg");
  record("in/there.jpg", "there.jpg");
  record("in/c.jpg", "missing.jpg");
  EXPECT_THAT(found(), ElementsAre(folder_ / "out/a.jpg", folder_ / "out/b.jpg"));
}

TEST_F(Orphans, AreNeverOutsideOfTheOutputFolder) {
  folder_.write("in/original.jpg", "an original");
  folder_.write("out/sub/a.jpg", "a");
  record("in/gone.jpg", "../in/original.jpg");
  record("in/gone.jpg", "sub/../../in/original.jpg");
  record("in/gone.jpg", (folder_ / "in/original.jpg").native());
  EXPECT_THAT(found(), IsEmpty());
}

TEST_F(Orphans, AreOfInputsThatWereInTheFoldersGiven) {
  folder_.write("out/a.jpg", "a");
  record("in-2/a.jpg", "a.jpg");
  EXPECT_THAT(found(), IsEmpty());
}

}  // namespace
}  // namespace resizer::rerun
