#include "util/cgroup.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "util/fake_root.hpp"

namespace resizer::util {
namespace {

const File vmstat{"proc/vmstat", "nr_free_pages 100\noom_kill 9\n"};

TEST(OomKills, AreReadFromTheGroupOrElseFromTheSystem) {
  struct Row {
    std::string name;
    std::vector<File> files;
    std::optional<std::uint64_t> kills;
  };
  const std::vector<Row> rows = {
      {"no proc at all", {}, std::nullopt},
      {"v2",
       {{"proc/self/cgroup", "0::/a/b\n"},
        {"proc/self/mountinfo", v2_mount},
        {"sys/fs/cgroup/a/b/memory.events", "low 0\nhigh 7\nmax 12\noom 3\noom_kill 2\noom_group_kill 0\n"},
        {"sys/fs/cgroup/a/memory.events", "oom_kill 5\n"},
        vmstat},
       2},
      {"v1",
       {{"proc/self/cgroup", "5:memory:/jobs\n"},
        {"proc/self/mountinfo", v1_memory_mount},
        {"sys/fs/cgroup/memory/jobs/memory.oom_control", "oom_kill_disable 0\nunder_oom 0\noom_kill 4\n"},
        vmstat},
       4},
      {"v1 beside a v2 without controllers",
       {{"proc/self/cgroup", "5:memory:/jobs\n0::/\n"},
        {"proc/self/mountinfo", v2_mount + v1_memory_mount},
        {"sys/fs/cgroup/memory/jobs/memory.oom_control", "oom_kill_disable 0\nunder_oom 0\noom_kill 1\n"}},
       1},
      {"the root group has no counts", {{"proc/self/cgroup", "0::/\n"}, {"proc/self/mountinfo", v2_mount}, vmstat}, 9},
      {"an old kernel counts nothing",
       {{"proc/self/cgroup", "5:memory:/\n"},
        {"proc/self/mountinfo", v1_memory_mount},
        {"sys/fs/cgroup/memory/memory.oom_control", "oom_kill_disable 0\nunder_oom 0\n"},
        {"proc/vmstat", "nr_free_pages 100\n"}},
       std::nullopt},
  };
  for (const Row& row : rows) {
    const FakeRoot root(row.files);
    EXPECT_EQ(oom_kills(root.path()), row.kills) << row.name;
  }
}

}  // namespace
}  // namespace resizer::util
