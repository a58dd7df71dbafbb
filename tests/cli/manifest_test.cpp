#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "cli/workspace.hpp"
#include "support/report_schema.hpp"

/// The manifest, and what becomes of it.
namespace resizer::test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using testing::HasSubstr;
using testing::IsEmpty;

Finished make_site(const Workspace& workspace, const std::vector<std::string>& more = {}) {
  std::vector<std::string> arguments{"in",     "--out",      "out/img",   "--width",   "40,80",
                                     "--mode", "parallel",   "--format",  "webp,jpeg", "--quiet",
                                     "-r",     "--manifest", "out/m.json"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return run(workspace.command(arguments));
}

json manifest_in(const Workspace& workspace) {
  const std::string text = read_file(workspace / "out/m.json");
  EXPECT_EQ(schema_errors(text, "manifest.schema.json"), "") << text;
  return json::parse(text);
}

TEST(Manifest, LeadsToEveryOutput) {
  const Workspace workspace;
  workspace.add_jpeg("a.jpg", {320, 240});
  workspace.add_jpeg("sub/b c.jpeg", {240, 320});
  workspace.add_truncated("cut.jpg");
  const Finished finished = make_site(workspace);
  EXPECT_EQ(finished.exit_code, 1) << finished.err;
  const json manifest = manifest_in(workspace);
  ASSERT_EQ(manifest["images"].size(), 2U);
  for (const json& image : manifest["images"]) {
    const std::string source = image["source"];
    EXPECT_TRUE(fs::exists(workspace / "out" / source)) << source;
    ASSERT_EQ(image["outputs"].size(), 4U) << source;
    for (const json& output : image["outputs"]) {
      const std::string path = output["path"];
      EXPECT_EQ(output["bytes"], fs::file_size(workspace / "out" / path)) << path;
      const imaging::Size size = workspace.output_size(path);
      EXPECT_EQ(output["width"], size.width_px) << path;
      EXPECT_EQ(output["height"], size.height_px) << path;
    }
  }
  EXPECT_EQ(manifest["images"][1]["srcset"]["webp"], "img/sub/b%20c-40.webp 40w, img/sub/b%20c-80.webp 80w");
  ASSERT_EQ(manifest["missing"].size(), 1U);
  EXPECT_EQ(manifest["missing"][0]["source"], "../in/cut.jpg");
}

TEST(Manifest, KeepsWhatItSaidOfSkippedImages) {
  const Workspace workspace;
  workspace.add_jpeg("a.jpg", {320, 240});
  ASSERT_EQ(make_site(workspace).exit_code, 0);
  const json before = manifest_in(workspace);
  workspace.add_jpeg("b.jpg", {320, 240});
  ASSERT_EQ(make_site(workspace, {"--overwrite", "never"}).exit_code, 0);
  const json after = manifest_in(workspace);
  ASSERT_EQ(after["images"].size(), 2U);
  EXPECT_EQ(after["images"][0]["source"], "../in/b.jpg");
  EXPECT_EQ(after["images"][1], before["images"][0]);
  fs::remove(workspace / "out/m.json");
  ASSERT_EQ(make_site(workspace, {"--overwrite", "never"}).exit_code, 0);
  EXPECT_EQ(manifest_in(workspace)["missing"].size(), 2U) << "nothing is known of them";
}

TEST(Manifest, IsNoOutputOrOtherReport) {
  const Workspace workspace;
  workspace.add_jpeg("a.jpg");
  const Finished finished = make_site(workspace, {"--export-json", "out/m.json"});
  EXPECT_EQ(finished.exit_code, 2);
  EXPECT_THAT(finished.err, HasSubstr("--manifest"));
  EXPECT_FALSE(fs::exists(workspace / "out"));
}

TEST(Manifest, BecomesAPageByTheExample) {
  const Workspace workspace;
  workspace.add_jpeg("a.jpg", {320, 240});
  ASSERT_EQ(make_site(workspace).exit_code, 0);
  if (!fs::exists("/usr/bin/python3")) GTEST_SKIP() << "Python is not installed";
  const Finished page =
      run({.arguments = {"/usr/bin/python3", RESIZER_SOURCE_DIR "/docs/examples/picture/page.py", "out/m.json"},
           .folder = workspace.folder().path()});
  EXPECT_EQ(page.exit_code, 0) << page.err;
  EXPECT_EQ(page.err, "");
  EXPECT_THAT(page.out, HasSubstr(R"(<source type="image/webp" srcset="img/a-40.webp 40w, img/a-80.webp 80w")"));
  EXPECT_THAT(page.out, HasSubstr(R"(<img src="img/a-40.jpg" srcset="img/a-40.jpg 40w, img/a-80.jpg 80w")"));
  EXPECT_THAT(page.out, HasSubstr(R"(width="80" height="60")"));
}

}  // namespace
}  // namespace resizer::test
