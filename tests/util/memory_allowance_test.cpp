#include "util/allowance.hpp"
#include "util/cgroup.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "util/fake_root.hpp"

namespace resizer::util {
namespace {

TEST(CgroupMemoryLimit, IsReadFromEveryKindOfHierarchy) {
  struct Row {
    std::string name;
    std::vector<File> files;
    std::optional<std::uint64_t> limit;
  };
  const std::vector<Row> rows = {
      {"no proc at all", {}, std::nullopt},
      {"v2, no limit",
       {{"proc/self/cgroup", "0::/a\n"}, {"proc/self/mountinfo", v2_mount}, {"sys/fs/cgroup/a/memory.max", "max\n"}},
       std::nullopt},
      {"v2, the group above is stricter",
       {{"proc/self/cgroup", "0::/a/b\n"},
        {"proc/self/mountinfo", v2_mount},
        {"sys/fs/cgroup/a/b/memory.max", "2147483648\n"},
        {"sys/fs/cgroup/a/memory.max", "1073741824\n"}},
       1073741824},
      {"v1",
       {{"proc/self/cgroup", "5:memory:/jobs\n3:cpu,cpuacct:/\n"},
        {"proc/self/mountinfo", v1_memory_mount},
        {"sys/fs/cgroup/memory/jobs/memory.limit_in_bytes", "536870912\n"}},
       536870912},
      {"v1, no limit",
       {{"proc/self/cgroup", "5:memory:/\n"},
        {"proc/self/mountinfo", v1_memory_mount},
        {"sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n"}},
       std::nullopt},
  };
  for (const Row& row : rows) {
    const FakeRoot root(row.files);
    EXPECT_EQ(cgroup_memory_limit(root.path()), row.limit) << row.name;
  }
}

TEST(MemoryAllowance, IsTheSmallerOfBoth) {
  EXPECT_EQ((MemoryAllowance{.physical_bytes = 8, .cgroup_bytes = std::nullopt}.bytes()), 8U);
  EXPECT_EQ((MemoryAllowance{.physical_bytes = 8, .cgroup_bytes = 5}.bytes()), 5U);
  EXPECT_EQ((MemoryAllowance{.physical_bytes = 8, .cgroup_bytes = 9}.bytes()), 8U);
}

TEST(MemoryAllowance, OfThisProcessIsSomething) {
  EXPECT_GE(memory_allowance().bytes(), std::uint64_t{64} << 20U);
}

}  // namespace
}  // namespace resizer::util
