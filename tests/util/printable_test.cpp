#include "util/printable.hpp"

#include <gtest/gtest.h>

namespace resizer::util {
namespace {

TEST(Printable, KeepsTextAndEscapesWhatATerminalWouldObey) {
  struct Row {
    std::string_view bytes;
    std::string_view shown;
    bool utf8;
  };
  using namespace std::string_view_literals;
  const Row rows[] = {
      {"", "", true},
      {"photo 1.jpg", "photo 1.jpg", true},
      {"Grüße-写真.jpg", "Grüße-写真.jpg", true},
      {"\xF0\x9F\x8C\x84", "\xF0\x9F\x8C\x84", true},  // U+1F304
      {"two\nlines\r\t", "two\\nlines\\r\\t", true},
      {"\x1B[31mred", "\\x1B[31mred", true},
      {"nul\0byte"sv, "nul\\x00byte", true},
      {"del\x7F", "del\\x7F", true},
      {"c1\xC2\x9B", "c1\\xC2\\x9B", true},                   // U+009B, CSI
      {"a\xE2\x80\xAEgpj.b", "a\\xE2\\x80\\xAEgpj.b", true},  // U+202E, right-to-left override
      {"back\\slash", "back\\slash", true},
      {"latin\xFC.jpg", "latin\\xFC.jpg", false},
      {"cut\xE5\x86", "cut\\xE5\\x86", false},
      {"\xC0\xAF", "\\xC0\\xAF", false},                    // overlong '/'
      {"\xE0\x80\xAF", "\\xE0\\x80\\xAF", false},           // overlong '/'
      {"\xED\xA0\x80", "\\xED\\xA0\\x80", false},           // surrogate
      {"\xF4\x90\x80\x80", "\\xF4\\x90\\x80\\x80", false},  // above U+10FFFF
      {"\x80", "\\x80", false},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(printable(row.bytes), row.shown);
    EXPECT_EQ(is_utf8(row.bytes), row.utf8) << row.shown;
    EXPECT_TRUE(is_utf8(printable(row.bytes))) << row.shown;
  }
}

TEST(Printable, CountsCodePoints) {
  EXPECT_EQ(count_code_points(""), 0U);
  EXPECT_EQ(count_code_points("abc"), 3U);
  EXPECT_EQ(count_code_points("×│█"), 3U);
}

TEST(Printable, ShortensWhatIsLongerThanAnyPath) {
  const std::string path(8192, 'x');
  EXPECT_EQ(printable(path), path);
  EXPECT_EQ(printable(std::string(300'000'000, 'x')), std::string(1000, 'x') + "... (300000000 bytes)");
}

}  // namespace
}  // namespace resizer::util
