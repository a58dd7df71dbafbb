#include "util/allowance.hpp"
#include "util/cgroup.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "util/fake_root.hpp"

namespace resizer::util {
namespace {

const std::string v1_mount = "33 24 0:29 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct\n";
const std::string v1_cpu = "sys/fs/cgroup/cpu,cpuacct/";

TEST(CgroupCpuQuota, IsReadFromEveryKindOfHierarchy) {
  struct Row {
    std::string name;
    std::vector<File> files;
    std::optional<double> quota;
  };
  const std::vector<Row> rows = {
      {"no proc at all", {}, std::nullopt},
      {"v2, no limit",
       {{"proc/self/cgroup", "0::/user.slice\n"},
        {"proc/self/mountinfo", v2_mount},
        {"sys/fs/cgroup/user.slice/cpu.max", "max 100000\n"}},
       std::nullopt},
      {"v2, own group",
       {{"proc/self/cgroup", "0::/user.slice/a.scope\n"},
        {"proc/self/mountinfo", v2_mount},
        {"sys/fs/cgroup/user.slice/a.scope/cpu.max", "150000 100000\n"}},
       1.5},
      {"v2, the group above is stricter",
       {{"proc/self/cgroup", "0::/user.slice/a.scope\n"},
        {"proc/self/mountinfo", v2_mount},
        {"sys/fs/cgroup/user.slice/a.scope/cpu.max", "400000 100000\n"},
        {"sys/fs/cgroup/user.slice/cpu.max", "100000 50000\n"}},
       2.0},
      {"v2 in a container with a cgroup namespace",
       {{"proc/self/cgroup", "0::/\n"}, {"proc/self/mountinfo", v2_mount}, {"sys/fs/cgroup/cpu.max", "50000 100000\n"}},
       0.5},
      {"v1, controllers mounted together",
       {{"proc/self/cgroup", "5:memory:/m\n3:cpu,cpuacct:/jobs/7\n0::/\n"},
        {"proc/self/mountinfo", v1_mount},
        {v1_cpu + "jobs/7/cpu.cfs_quota_us", "300000\n"},
        {v1_cpu + "jobs/7/cpu.cfs_period_us", "100000\n"}},
       3.0},
      {"v1, no limit",
       {{"proc/self/cgroup", "3:cpu,cpuacct:/\n"},
        {"proc/self/mountinfo", v1_mount},
        {v1_cpu + "cpu.cfs_quota_us", "-1\n"},
        {v1_cpu + "cpu.cfs_period_us", "100000\n"}},
       std::nullopt},
      {"v1 in a container that sees its own group as the top",
       {{"proc/self/cgroup", "3:cpu,cpuacct:/docker/abc\n"},
        {"proc/self/mountinfo",
         "33 24 0:29 /docker/abc /sys/fs/cgroup/cpu,cpuacct ro - cgroup cgroup rw,cpu,cpuacct\n"},
        {v1_cpu + "cpu.cfs_quota_us", "250000\n"},
        {v1_cpu + "cpu.cfs_period_us", "100000\n"}},
       2.5},
      {"v1 cpuset is not the cpu controller",
       {{"proc/self/cgroup", "3:cpuset:/\n"},
        {"proc/self/mountinfo", "33 24 0:29 / /sys/fs/cgroup/cpuset rw - cgroup cgroup rw,cpuset\n"},
        {"sys/fs/cgroup/cpuset/cpu.cfs_quota_us", "100000\n"},
        {"sys/fs/cgroup/cpuset/cpu.cfs_period_us", "100000\n"}},
       std::nullopt},
      {"both: the stricter one counts",
       {{"proc/self/cgroup", "3:cpu,cpuacct:/\n0::/\n"},
        {"proc/self/mountinfo", v1_mount + v2_mount},
        {v1_cpu + "cpu.cfs_quota_us", "300000\n"},
        {v1_cpu + "cpu.cfs_period_us", "100000\n"},
        {"sys/fs/cgroup/cpu.max", "200000 100000\n"}},
       2.0},
  };
  for (const Row& row : rows) {
    const FakeRoot root(row.files);
    EXPECT_EQ(cgroup_cpu_quota(root.path()), row.quota) << row.name;
  }
}

TEST(CpuAllowance, IsTheSmallerOfMaskAndQuota) {
  struct Row {
    unsigned affinity;
    std::optional<double> quota;
    unsigned cores;  ///< The quota rounded up.
    double usable;
    bool by_quota;
  };
  const Row rows[] = {
      {8, std::nullopt, 8, 8, false}, {8, 1.5, 2, 1.5, true},   {8, 0.25, 1, 0.25, true}, {2, 7.5, 2, 2, false},
      {2, 2.0, 2, 2, false},          {2, 1.01, 2, 1.01, true}, {1, 0.5, 1, 0.5, true},   {4, 1e12, 4, 4, false},
  };
  for (const Row& row : rows) {
    const CpuAllowance allowance{.affinity_cores = row.affinity, .quota_cores = row.quota};
    EXPECT_EQ(allowance.cores(), row.cores) << row.affinity << " cores, quota " << row.quota.value_or(-1);
    EXPECT_EQ(allowance.usable_cores(), row.usable) << row.affinity << " cores, quota " << row.quota.value_or(-1);
    EXPECT_EQ(allowance.limited_by_quota(), row.by_quota) << row.affinity << " cores, quota " << row.quota.value_or(-1);
  }
}

TEST(CpuAllowance, OfThisProcessIsAtLeastOneCore) {
  EXPECT_GE(cpu_allowance().cores(), 1U);
}

TEST(CpuAllowance, NamesTheCoresOfTheMask) {
  const std::vector<unsigned> cpus = allowed_cpus();
  EXPECT_EQ(cpus.size(), cpu_allowance().affinity_cores);
  EXPECT_TRUE(std::ranges::is_sorted(cpus));
}

}  // namespace
}  // namespace resizer::util
