#include "model/format.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace resizer::model {
namespace {

TEST(FileExtension, KnownOnesStandForTheirFormatInAnyCase) {
  struct Row {
    std::string_view extension;
    std::optional<Format> format;
  };
  const Row rows[] = {
      {".jpg", Format::jpeg},  {"jpg", Format::jpeg},   {".JPG", Format::jpeg},  {".jpeg", Format::jpeg},
      {".Jpe", Format::jpeg},  {".png", Format::png},   {".webp", Format::webp}, {".tif", Format::tiff},
      {".TIFF", Format::tiff}, {".avif", Format::avif}, {".heic", Format::heic}, {".HEIF", Format::heic},
      {"", std::nullopt},      {".", std::nullopt},     {".jp", std::nullopt},   {".jpgx", std::nullopt},
      {".JXL", Format::jxl},   {".gif", Format::gif},   {"..jpg", std::nullopt},
  };
  for (const Row& row : rows) EXPECT_EQ(format_of_extension(row.extension), row.format) << row.extension;
}

TEST(FileExtension, TheOneOfNewFilesStandsForItsFormat) {
  for (const auto& [format, name] : names<Format>()) {
    EXPECT_EQ(format_of_extension(extension_of(format)), format) << name;
    EXPECT_TRUE(extension_of(format).starts_with('.')) << name;
  }
  EXPECT_EQ(extension_of(Format::jpeg), ".jpg");
  EXPECT_EQ(extension_of(Format::tiff), ".tif");
}

TEST(FormatTraits, HaveOneRowForEachFormatAndEachExtensionOnce) {
  std::set<std::string_view> extensions;
  std::set<std::string_view> names;
  for (const FormatTraits& row : format_traits()) {
    EXPECT_EQ(&traits_of(row.format), &row) << row.name;
    EXPECT_TRUE(names.insert(row.name).second) << row.name;
    ASSERT_FALSE(row.extensions.empty()) << row.name;
    for (const std::string_view extension : row.extensions)
      EXPECT_TRUE(extensions.insert(extension).second) << extension;
    EXPECT_TRUE(traits_of(written_instead_of(row.format)).is_written) << row.name;
  }
}

}  // namespace
}  // namespace resizer::model
