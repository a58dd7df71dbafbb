#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "cli/workspace.hpp"
#include "imaging/support/jxl_testing.hpp"
#include "imaging/support/phone_heic.hpp"
#include "imaging/support/pictures.hpp"

/// Libraries that are loaded only if an image needs them, by the parent, since its sandboxed workers cannot.
namespace resizer::test {
namespace {

namespace fs = std::filesystem;
using imaging::Bytes;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kLate[] = {"libheif", "libde265", "libx265", "libaom", "libjxl", "libhwy"};

/// Names of files that the dynamic linker opened.
std::string loaded_by(Command command) {
  command.environment.emplace_back("LD_DEBUG=files");
  const Finished finished = run(command);
  EXPECT_EQ(finished.exit_code, 0) << finished.out;
  return finished.err;
}

void write(const fs::path& path, const Bytes& bytes) {
  std::ofstream(path, std::ios::binary).write(reinterpret_cast<const char*>(bytes.data()), std::ssize(bytes));
}

Bytes jxl() {
  using namespace imaging::testing_support;
  return make_jxl({}, make_picture(format_of(imaging::ColorFamily::rgb), {64, 48}));
}

TEST(Libraries, AreLoadedOnlyForImagesThatNeedThem) {
  const Workspace workspace;
  workspace.add_jpeg("a.jpg");
  write(workspace / "in/named.jpg", jxl());
  const std::string jpeg =
      loaded_by(workspace.command({"--in", "in/a.jpg", "--out", "out", "--width", "80", "--mode", "parallel"}));
  for (const char* name : kLate) EXPECT_THAT(jpeg, Not(HasSubstr(name)));
  EXPECT_THAT(jpeg, HasSubstr("libjpeg"));
  EXPECT_THAT(loaded_by(workspace.resize({"--mode", "parallel"})), HasSubstr("libjxl"));
  EXPECT_THAT(loaded_by(workspace.command(
                  {"--in", "in/a.jpg", "--out", "avif", "--width", "80", "--format", "avif", "--mode", "parallel"})),
              HasSubstr("libheif"));
}

/// Named as another format, whose libraries would not do.
TEST(Libraries, AreLoadedByWhatFilesContain) {
  for (const std::size_t others : {0U, 1U, 200U}) {
    const Workspace workspace;
    fs::create_directories(workspace / "in");
    if (others > 0) workspace.add_many(others, {40, 30});
    write(workspace / "in/jxl.jpg", jxl());
    write(workspace / "in/heic.jpg", imaging::testing_support::make_phone_heic(1, 1, {}));
    for (const char* format : {"jpeg", "avif", "jxl"}) {
      const Finished finished = run(workspace.command(
          {"--in", "in", "--out", format, "--width", "16", "--format", format, "--mode", "parallel", "--quiet"}));
      EXPECT_EQ(finished.exit_code, 0) << others << " " << format << ": " << finished.err;
    }
  }
}

}  // namespace
}  // namespace resizer::test
