#include "util/file.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <string_view>

#include "util/error.hpp"

namespace resizer::util {
namespace {

namespace fs = std::filesystem;

class FileTest : public testing::Test {
 protected:
  void SetUp() override { fs::create_directories(folder_); }
  void TearDown() override { fs::remove_all(folder_); }
  fs::path folder_ = fs::temp_directory_path() / ("resizer-file-test-" + std::to_string(getpid()));
};

ErrorCode code_of_reading(const fs::path& path, std::uintmax_t max_bytes = 1000) {
  std::vector<std::uint8_t> contents;
  try {
    read_file(path, max_bytes, contents);
  } catch (const Error& error) {
    return error.code();
  }
  ADD_FAILURE() << path << " was read";
  return ErrorCode::internal;
}

TEST_F(FileTest, ReadsBackWhatWasWritten) {
  const std::vector<std::uint8_t> contents{1, 2, 3, 0, 255};
  write_new_file(folder_ / "a", contents);
  std::vector<std::uint8_t> read(1000, 9);
  read_file(folder_ / "a", contents.size(), read);
  EXPECT_EQ(read, contents);
}

TEST_F(FileTest, RefusesAllButRegularFilesWithinTheLimit) {
  write_new_file(folder_ / "file", std::vector<std::uint8_t>(11));
  ASSERT_EQ(mkfifo((folder_ / "fifo").c_str(), 0600), 0);
  fs::create_directory(folder_ / "folder");
  fs::create_symlink("file", folder_ / "link");
  EXPECT_EQ(code_of_reading(folder_ / "missing"), ErrorCode::not_found);
  EXPECT_EQ(code_of_reading(folder_ / "fifo"), ErrorCode::not_a_file);
  EXPECT_EQ(code_of_reading(folder_ / "folder"), ErrorCode::not_a_file);
  EXPECT_EQ(code_of_reading("/dev/null"), ErrorCode::not_a_file);
  EXPECT_EQ(code_of_reading(folder_ / "link"), ErrorCode::not_a_file);
  EXPECT_EQ(code_of_reading(folder_ / "file", 10), ErrorCode::too_large);
}

TEST_F(FileTest, NeverWritesOverAFile) {
  write_new_file(folder_ / "a", std::vector<std::uint8_t>{1});
  EXPECT_THROW(write_new_file(folder_ / "a", std::vector<std::uint8_t>{2}), Error);
  std::vector<std::uint8_t> contents;
  read_file(folder_ / "a", 10, contents);
  EXPECT_EQ(contents, std::vector<std::uint8_t>{1});
}

TEST_F(FileTest, CopiesTheModificationTime) {
  const fs::path from = folder_ / "from";
  const fs::path to = folder_ / "to";
  write_new_file(from, {});
  write_new_file(to, {});
  fs::last_write_time(from, fs::file_time_type::clock::now() - std::chrono::hours(1000));
  copy_modification_time(from, to);
  EXPECT_EQ(fs::last_write_time(to), fs::last_write_time(from));
  EXPECT_THROW(copy_modification_time(folder_ / "missing", to), Error);
  EXPECT_THROW(copy_modification_time(from, folder_ / "missing"), Error);
}

}  // namespace
}  // namespace resizer::util
