#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/workspace.hpp"
#include "imaging/support/jpeg_reference.hpp"
#include "imaging/support/jpeg_testing.hpp"
#include "imaging/support/raw_testing.hpp"
#include "util/file.hpp"

/// RAW files of cameras, which become their preview.
namespace resizer::test {
namespace {

namespace fs = std::filesystem;
namespace pictures = imaging::testing_support;

using testing::ElementsAre;
using testing::HasSubstr;

void add_raw(const Workspace& workspace, const fs::path& name, const pictures::StoredRaw& raw) {
  fs::create_directories(workspace / "in");
  util::write_new_file(workspace / "in" / name, pictures::make_raw(raw));
}

pictures::StoredRaw photo(pictures::RawKind kind) {
  return {.kind = kind,
          .preview = pictures::make_jpeg({.size = {160, 120}}, pictures::flat_and_noisy),
          .size = {160, 120},
          .orientation = 6};
}

TEST(Raw, OfEveryKindBecomesAnUprightJpeg) {
  const Workspace workspace;
  for (const pictures::RawKind kind : pictures::kRawKinds) {
    const fs::path name(pictures::name_of(kind));
    add_raw(workspace, fs::path(name).replace_extension(name), photo(kind));
  }
  const Finished finished = run(workspace.resize());
  EXPECT_EQ(finished.exit_code, 0) << finished.out << finished.err;
  EXPECT_THAT(workspace.tree("out"),
              ElementsAre("arw.jpg", "cr2.jpg", "cr3.jpg", "dng.jpg", "nef.jpg", "orf.jpg", "raf.jpg", "rw2.jpg"));
  for (const std::string& name : workspace.tree("out")) {
    const imaging::Size upright = name == "raf.jpg" ? imaging::Size{80, 60} : imaging::Size{80, 107};
    EXPECT_EQ(workspace.output_size(name), upright) << name;
  }
  EXPECT_THAT(finished.out, HasSubstr("made from the camera's JPEG preview, not from the RAW data"));
}

TEST(Raw, WithoutAPreviewFailsAlone) {
  const Workspace workspace;
  pictures::StoredRaw without = photo(pictures::RawKind::nef);
  without.preview.clear();
  add_raw(workspace, "a.nef", without);
  add_raw(workspace, "b.nef", photo(pictures::RawKind::nef));
  const Finished finished = run(workspace.resize());
  EXPECT_EQ(finished.exit_code, 1) << finished.err;
  EXPECT_THAT(finished.out, HasSubstr("a.nef: a RAW file without a JPEG preview"));
  EXPECT_THAT(workspace.tree("out"), ElementsAre("b.jpg"));
}

TEST(Raw, NextToItsJpegKeepsItsExtension) {
  const Workspace workspace;
  workspace.add_jpeg("a.jpg");
  add_raw(workspace, "a.dng", photo(pictures::RawKind::dng));
  const Finished finished = run(workspace.resize());
  EXPECT_EQ(finished.exit_code, 0) << finished.out << finished.err;
  EXPECT_THAT(workspace.tree("out"), ElementsAre("a.dng.jpg", "a.jpg"));
}

TEST(Raw, IsKnownByItsContents) {
  const Workspace workspace;
  add_raw(workspace, "a.tif", photo(pictures::RawKind::nef));
  add_raw(workspace, "b.jpg", photo(pictures::RawKind::rw2));
  const Finished finished = run(workspace.resize({"--format", "png"}));
  EXPECT_EQ(finished.exit_code, 0) << finished.out << finished.err;
  EXPECT_THAT(workspace.tree("out"), ElementsAre("a.png", "b.png"));
}

}  // namespace
}  // namespace resizer::test
