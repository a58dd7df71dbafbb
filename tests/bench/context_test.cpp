#include "bench/context.hpp"

#include <gtest/gtest.h>

#include "util/fake_root.hpp"

namespace resizer::bench {
namespace {

const std::string test_mounts =
    "22 1 8:1 / / rw - ext4 /dev/sda1 rw\n"
    "40 22 0:50 / /no/photos rw - nfs4 server:/photos rw\n";

TEST(Context, NamesTheFileSystemsOfAllInputs) {
  const util::FakeRoot root(
      std::vector<util::File>{{"proc/self/mountinfo", test_mounts}, {"proc/loadavg", "0.50 0 0 1/1 1\n"}});
  const model::PathOptions paths{
      .inputs = {"/no/photos/a", "/no/b", "/no/photos/c"}, .output_dir = "/no/photos/out", .recursive = false};
  const Context context =
      gather_context(paths, {.compiler = "GCC", .type = "", .sanitizers = "", .libraries = {}}, root.path());
  EXPECT_EQ(context.input_file_system, "ext4, nfs4");
  EXPECT_EQ(context.output_file_system, "nfs4");
  EXPECT_EQ(context.machine.load_average, 0.5);
  EXPECT_EQ(context.build.compiler, "GCC");
}

TEST(Context, OfWhichNothingIsKnownIsUnknown) {
  const util::FakeRoot root(std::vector<util::File>{});
  const model::PathOptions paths{.inputs = {"/no/photos"}, .output_dir = "/no/out", .recursive = false};
  const Context context = gather_context(paths, {}, root.path());
  EXPECT_EQ(context.input_file_system, std::nullopt);
  EXPECT_EQ(context.output_file_system, std::nullopt);
  EXPECT_EQ(context.machine.cpu_model, std::nullopt);
}

}  // namespace
}  // namespace resizer::bench
