#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace resizer::util {

namespace fs = std::filesystem;

/// The line of /proc/self/mountinfo that a system with cgroup v2 has.
inline const std::string v2_mount = "30 23 0:26 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate\n";

/// The line of the memory controller of cgroup v1.
inline const std::string v1_memory_mount = "36 24 0:32 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n";

struct File {
  std::string path;
  std::string content;
};

/// A folder that plays the root of a file system with /proc and /sys, removed at the end.
class FakeRoot {
 public:
  explicit FakeRoot(const std::vector<File>& files) : path_(testing::TempDir() + "resizer_cgroup_" + unique()) {
    for (const File& file : files) {
      fs::create_directories((path_ / file.path).parent_path());
      std::ofstream(path_ / file.path) << file.content;
    }
  }
  FakeRoot(const FakeRoot&) = delete;
  FakeRoot& operator=(const FakeRoot&) = delete;
  ~FakeRoot() { fs::remove_all(path_); }
  const fs::path& path() const { return path_; }

 private:
  static std::string unique() {
    static int next = 0;
    return std::to_string(getpid()) + "_" + std::to_string(next++);
  }
  fs::path path_;
};

}  // namespace resizer::util
