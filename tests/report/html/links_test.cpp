#include "report/html/links.hpp"

#include <gtest/gtest.h>

namespace resizer::report {
namespace {

struct Places {
  std::string working_folder;
  std::optional<std::string> html_folder;
};

std::string link(const std::string& file, const Places& places) {
  analysis::Facts facts;
  facts.working_folder = places.working_folder;
  facts.html_folder = places.html_folder;
  return link_to(file, facts);
}

TEST(Links, LeadFromTheReportToTheFile) {
  struct Row {
    std::string file;
    Places places;
    std::string link;
  };
  const Row rows[] = {
      {"in/a.jpg", {"/work", ""}, "in/a.jpg"},
      {"in/a.jpg", {"/work", "reports"}, "../in/a.jpg"},
      {"./in//a.jpg", {"/work", "./reports/"}, "../in/a.jpg"},
      {"../in/a.jpg", {"/home/work", "reports"}, "../../in/a.jpg"},
      {"/photos/a.jpg", {"/home/work", "reports"}, "../../../photos/a.jpg"},
      {"in/a.jpg", {"/work", "/tmp"}, "../work/in/a.jpg"},
      {"in/a.jpg", {"/work", "in"}, "a.jpg"},
      {"in/a.jpg", {"", "reports"}, "../in/a.jpg"},
      {"in/a.jpg", {"", ""}, "in/a.jpg"},
      {"in/a b.jpg", {"/work", std::nullopt}, "file:///work/in/a%20b.jpg"},
      {"in/a.jpg", {"", std::nullopt}, ""},
      {"in/a.jpg", {"", "/tmp"}, ""},
      {"in/link/../a.jpg", {"/work", ""}, ""},
      {"in/a.jpg", {"/work", "link/.."}, ""},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(link(row.file, row.places), row.link)
        << row.file << " from " << row.places.html_folder.value_or("a stream") << " in " << row.places.working_folder;
  }
}

TEST(Links, ArePercentEncodedByteByByte) {
  const std::pair<std::string, std::string> rows[] = {
      {"javascript:alert(1).jpg", "javascript%3Aalert%281%29.jpg"},
      {"100%25 \"'<&>.jpg", "100%2525%20%22%27%3C%26%3E.jpg"},
      {"a?b#c;d=e.jpg", "a%3Fb%23c%3Bd%3De.jpg"},
      {"caf\xE9.jpg", "caf%E9.jpg"},
      {"café.jpg", "caf%C3%A9.jpg"},
      {"two\nlines\\.jpg", "two%0Alines%5C.jpg"},
      {"Az09-._~.jpg", "Az09-._~.jpg"},
  };
  for (const auto& [name, encoded] : rows) EXPECT_EQ(link(name, {"/work", ""}), encoded) << name;
}

}  // namespace
}  // namespace resizer::report
