#include "util/mount_table.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "util/fake_root.hpp"

namespace resizer::util {
namespace {

TEST(MountTable, KnowsTheFileSystemOfAPath) {
  const FakeRoot root(std::vector<File>{{"proc/self/mountinfo",
                                         "22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw\n"
                                         "40 22 0:50 / /no/such rw shared:5 - nfs4 server:/photos rw\n"
                                         "41 40 0:51 / /no/such/cache rw - tmpfs tmpfs rw\n"
                                         "42 22 0:52 / /no/with\\040blank rw - xfs /dev/sdb1 rw\n"
                                         "43 22 0:53 / /no/twice rw - ext2 /dev/sdc1 rw\n"
                                         "44 43 0:54 / /no/twice rw - btrfs /dev/sdd1 rw\n"
                                         "nonsense\n"}});
  const MountTable mounts(root.path());
  struct Row {
    std::string path;
    std::string type;
  };
  const Row rows[] = {{"/no/such/a.jpg", "nfs4"},    {"/no/such", "nfs4"},          {"/no/suchlike/a.jpg", "ext4"},
                      {"/no/such/cache/b", "tmpfs"}, {"/no/such/../x.jpg", "ext4"}, {"/no/with blank/a", "xfs"},
                      {"/no/twice/a.jpg", "btrfs"}};
  for (const Row& row : rows) EXPECT_EQ(mounts.type_at(row.path), row.type) << row.path;
}

TEST(MountTable, TellsWhatOfAFileSystemIsSeen) {
  const FakeRoot root(
      std::vector<File>{{"proc/self/mountinfo",
                         "30 22 8:1 /a\\040b /srv rw shared:1 master:2 - ext4 /dev/sda1 rw,errors=panic\n"
                         "31 22 0:60 / /sys/fs/cgroup/cpu rw - cgroup  rw,cpu,cpuacct\n"}});
  const MountTable table(root.path());
  const std::vector<Mount>& mounts = table.mounts();
  ASSERT_EQ(mounts.size(), 2U);
  EXPECT_EQ(mounts[0].root, "/a b");
  EXPECT_EQ(mounts[0].options, "rw,errors=panic");
  EXPECT_EQ(mounts[1].point, "/sys/fs/cgroup/cpu");
  EXPECT_EQ(mounts[1].options, "rw,cpu,cpuacct") << "behind a source without a name";
}

TEST(MountTable, ThatCannotBeReadKnowsNothing) {
  const FakeRoot root(std::vector<File>{});
  EXPECT_EQ(MountTable(root.path()).type_at("/"), std::nullopt);
}

TEST(MountTable, OfThisProcessKnowsItsRoot) {
  const MountTable table;
  const bool has_root = std::ranges::count(table.mounts(), fs::path("/"), &Mount::point) > 0;
  if (!has_root) GTEST_SKIP() << "/ is no mount point, as in a chroot";
  EXPECT_NE(table.type_at("relative.jpg"), std::nullopt);
}

}  // namespace
}  // namespace resizer::util
