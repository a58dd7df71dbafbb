#include "bench/file_cache.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include "support/temp_folder.hpp"
#include "util/mount_table.hpp"

namespace resizer::bench {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kBytes = 300'001;  // not a number of pages

std::vector<model::Job> job_of(const fs::path& path) {
  return {{.input = path, .input_bytes = kBytes, .outputs = {}}};
}

/// A file below this folder, removed at the end.
class FileIn {
 public:
  explicit FileIn(const fs::path& folder) : path_(folder / ("resizer_cache_" + std::to_string(::getpid()))) {
    std::ofstream(path_) << std::string(kBytes, 'x');
  }
  FileIn(const FileIn&) = delete;
  FileIn& operator=(const FileIn&) = delete;
  ~FileIn() {
    std::error_code ignored;
    fs::remove(path_, ignored);
  }
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

TEST(DroppingTheFileCache, IsVerified) {
  const test::TempFolder folder;
  const std::string type = util::MountTable().type_at(folder.path()).value_or("unknown");
  if (type != "ext4" && type != "xfs" && type != "btrfs" && type != "overlay") {
    GTEST_SKIP() << "temporary files are on " << type;
  }
  const FileIn file(folder.path());
  const auto inputs = drop_file_cache(job_of(file.path()));
  ASSERT_TRUE(inputs) << type;
  EXPECT_EQ(inputs->bytes, kBytes) << type;
  EXPECT_EQ(inputs->cached_bytes, 0U) << type << ", just written";
}

TEST(DroppingTheFileCache, IsNotClaimedInMemory) {
  const fs::path folder = "/dev/shm";
  if (util::MountTable().type_at(folder) != "tmpfs" || ::access(folder.c_str(), W_OK) != 0) {
    GTEST_SKIP() << "no tmpfs";
  }
  const FileIn file(folder);
  const auto inputs = drop_file_cache(job_of(file.path()));
  ASSERT_TRUE(inputs);
  EXPECT_EQ(inputs->bytes, kBytes);
  EXPECT_EQ(inputs->cached_bytes, kBytes);
  EXPECT_DOUBLE_EQ(inputs->share(), 1);
}

TEST(DroppingTheFileCache, TellsNothingOfFilesOfOthers) {
  if (::geteuid() != 0) GTEST_SKIP() << "needs a file of another user";
  const test::TempFolder folder;
  const fs::path file = folder.write("a.jpg");
  EXPECT_TRUE(drop_file_cache(job_of(file)));
  const test::OrdinaryUser nobody;
  EXPECT_FALSE(drop_file_cache(job_of(file))) << "the kernel claims that all of it is cached";
}

TEST(DroppingTheFileCache, TellsNothingOfFilesThatAreNotThere) {
  const test::TempFolder folder;
  EXPECT_FALSE(drop_file_cache(job_of(folder / "missing.jpg")));
  EXPECT_FALSE(drop_file_cache(job_of(folder.path())));
  EXPECT_FALSE(drop_file_cache(job_of(folder.write("empty.jpg", ""))));
  EXPECT_FALSE(drop_file_cache({}));
}

}  // namespace
}  // namespace resizer::bench
