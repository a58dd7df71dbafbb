#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/mount.h>

#include <fstream>

#include "cli/workspace.hpp"

/// Outputs on a file system that takes names in upper and lower case for one.
namespace resizer::test {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

/// A small exFAT file system at `folder` while it lives: names differ in more than case there.
class FoldingDisk {
 public:
  FoldingDisk(const fs::path& image, fs::path folder) : folder_(std::move(folder)) {
    fs::create_directories(folder_);
    std::ofstream(image).close();
    fs::resize_file(image, 8U << 20U);
    const std::string make = "PATH=$PATH:/sbin:/usr/sbin; mkfs.exfat " + image.string() + " && (mount -o loop " +
                             image.string() + ' ' + folder_.string() + " || { device=$(losetup -f --show " +
                             image.string() + ") && { mount.exfat-fuse $device " + folder_.string() +
                             "; losetup -d $device; }; })";
    const Finished made = run({.arguments = {"/bin/sh", "-c", make}});
    std::ofstream(folder_ / "probe").close();
    is_mounted_ = fs::exists(folder_ / "PROBE");
    fs::remove(folder_ / "probe");
  }
  FoldingDisk(const FoldingDisk&) = delete;
  FoldingDisk& operator=(const FoldingDisk&) = delete;
  ~FoldingDisk() {
    if (is_mounted_) umount2(folder_.c_str(), MNT_DETACH);
  }
  bool is_mounted() const { return is_mounted_; }

 private:
  fs::path folder_;
  bool is_mounted_ = false;
};

TEST(FoldingFileSystem, IsAskedBeforeAnyWork) {
  const Workspace workspace;
  const FoldingDisk disk(workspace / "disk.img", workspace / "disk");
  if (!disk.is_mounted()) GTEST_SKIP() << "no exFAT here: it takes mkfs.exfat, a loop device and the right to mount";
  workspace.add_jpeg("X.jpg");
  workspace.add_jpeg("A/1.jpg");
  const auto resize_with = [&](std::vector<std::string> more) {
    std::vector<std::string> arguments = {"--in", "in", "--out", "disk/out", "--width", "80", "-r"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run(workspace.command(arguments));
  };
  EXPECT_EQ(resize_with({}).exit_code, 0);
  const std::vector<std::string> before = workspace.tree("disk");
  EXPECT_THAT(before, ElementsAre("out", "out/A", "out/A/1.jpg", "out/X.jpg"));

  const Finished log = resize_with({"--log-file", "disk/OUT/x.JPG"});
  EXPECT_EQ(log.exit_code, 2);
  EXPECT_THAT(
      log.err,
      HasSubstr("the log disk/OUT/x.JPG and the output disk/out/X.jpg of in/X.jpg are the same file (--log-file)"));

  workspace.add_jpeg("x.heic");
  EXPECT_EQ(resize_with({}).exit_code, 0);
  EXPECT_TRUE(fs::exists(workspace / "disk/out/x.heic.jpg"));
  for (const auto& [name, twin] : {std::pair("x.jpg", "X.jpg"), {"a/1.jpg", "A/1.jpg"}}) {
    workspace.add_jpeg(name);
    const Finished finished = resize_with({});
    EXPECT_EQ(finished.exit_code, 2);
    EXPECT_THAT(finished.err, AllOf(HasSubstr("in/" + std::string(name)), HasSubstr("in/" + std::string(twin)),
                                    HasSubstr("on this file system")));
    fs::remove(workspace / "in" / name);
  }
  fs::remove(workspace / "disk/out/x.heic.jpg");
  EXPECT_EQ(workspace.tree("disk"), before);
}

}  // namespace
}  // namespace resizer::test
