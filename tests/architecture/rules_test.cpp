#include "architecture/rules.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace resizer::architecture {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const Directions kDirections(R"(# a comment
main: app
app: report/text exec imaging/pipeline util
api: exec util
report/text: util
exec: model util
imaging/pipeline: imaging/codecs imaging/codecs/registry imaging/core util
imaging/codecs/registry: imaging/codecs imaging/codecs/jpeg
imaging/codecs/jpeg: imaging/codecs imaging/core
imaging/codecs: imaging/core
imaging/core: model util
model: util
util:
)");

std::vector<Violation> check(const std::vector<SourceFile>& files) {
  return violations(files, kDirections);
}

TEST(ArchitectureRules, AcceptWhatKeepsThem) {
  const std::vector<SourceFile> files{
      {"src/exec/pool.hpp", "#include <span>\n#include \"model/job.hpp\"\n"},
      {"src/exec/pool.cpp", "#include \"exec/pool.hpp\"\n#include \"exec/slots.hpp\"\n#include <seccomp.h>\n"},
      {"src/app/cli.cpp", "#include <CLI/CLI.hpp>\n#include \"report/text/terminal.hpp\"\n"},
      {"src/app/logging.cpp", "#include <spdlog/spdlog.h>\n"},
      {"src/imaging/codecs/jpeg/decoder.cpp", "#include <jpeglib.h>\n#include \"imaging/codecs/codec.hpp\"\n"},
      {"src/imaging/codecs/registry.cpp", "#include \"imaging/codecs/jpeg/codec.hpp\"\n"},
      {"src/api/resize.cpp", "#include \"resizer/resize.hpp\"\n"},
      {"include/resizer/resize.hpp", "#include <string>\n#include \"resizer/error.hpp\"\n"},
      {"src/app/cli.cpp", "throw Error(\"--in is missing\");\n"},
      {"src/exec/pool.cpp", "--left;  // as \"--jobs\" says\nreturn \"a-b --- c\";\n"},
      {"src/main.cpp", "#include \"app/app.hpp\"\n// #include \"util/fd.hpp\"\n"},
  };
  EXPECT_THAT(check(files), IsEmpty());
}

TEST(ArchitectureRules, NameEachBrokenOneWithItsPlace) {
  struct Row {
    SourceFile file;
    int line;
    std::string reason;
  };
  const std::vector<Row> rows{
      {{"src/model/job.cpp", "\n#include \"exec/executor.hpp\"\n"}, 2, "model must not include exec"},
      {{"src/exec/pool.cpp", "  #  include \"imaging/core/image.hpp\"\n"}, 1, "exec must not include imaging/core"},
      {{"src/imaging/core/image.cpp", "#include \"imaging/codecs/codec.hpp\"\n"},
       1,
       "imaging/core must not include imaging/codecs"},
      {{"src/imaging/codecs/jpeg/decoder.cpp", "#include \"imaging/codecs/registry.hpp\"\n"},
       1,
       "imaging/codecs/jpeg must not include imaging/codecs/registry"},
      {{"src/main.cpp", "#include \"util/fd.hpp\"\n"}, 1, "main must not include util"},
      {{"src/exec/pool.cpp", "#include \"slots.hpp\"\n"}, 1, "'slots.hpp' is not written from the root of src/"},
      {{"src/helpers/x.cpp", ""}, 1, "lies in no part of src/directions.txt"},
      {{"src/imaging/codecs/jpeg/jpeg_block.hpp", ""}, 1, "repeats the name of its folder"},
      {{"src/app/wiring.cpp", "#include <CLI/App.hpp>\n"}, 1, "CLI11 belongs to src/app/cli.cpp alone"},
      {{"src/exec/pool.cpp", "#include <spdlog/spdlog.h>\n"}, 1, "spdlog belongs to src/app/logging.cpp alone"},
      {{"src/util/seal.cpp", "#include <seccomp.h>\n"}, 1, "the sandbox belongs to exec"},
      {{"src/exec/pool.cpp", "#include <opencv2/core.hpp>\n"}, 1, "OpenCV belongs to imaging"},
      {{"src/imaging/core/a.cpp", "#include <opencv2/imgcodecs.hpp>\n"}, 1, "of OpenCV only core and imgproc are used"},
      {{"src/app/cli.cpp", "#include \"resizer/resize.hpp\"\n"}, 1, "public headers are for api, not for app"},
      {{"include/resizer/resize.hpp", "#include \"util/error.hpp\"\n"},
       1,
       "a public header must not include util/error.hpp"},
      {{"include/resizer/resize.hpp", "#include <opencv2/core.hpp>\n"},
       1,
       "a public header must not include opencv2/core.hpp"},
      {{"src/exec/pool.cpp", "\nthrow Error(\"too many; see --jobs\");\n"},
       2,
       "only app, options and report name options such as --jobs"},
      {{"src/exec/pool.cpp", "throw Error(\"add -r\");\n"}, 1, "only app, options and report name options such as -r"},
      {{"src/imaging/core/a.cpp", std::string(251, '\n')}, 250, "has 251 lines: give it one job"},
  };
  for (const Row& row : rows) {
    EXPECT_THAT(check({row.file}), ElementsAre(Violation{row.file.path, row.line, row.reason})) << row.reason;
  }
}

TEST(ArchitectureRules, WantADirectionForEveryPart) {
  EXPECT_THROW(Directions("app exec"), std::invalid_argument);
  EXPECT_THROW(Directions("app: exec"), std::invalid_argument);
}

TEST(ArchitectureRules, AllowACodecHeaderInOneFileOnly) {
  const std::vector<SourceFile> files{
      {"src/imaging/core/a.cpp", "#include <webp/decode.h>\n"},
      {"src/imaging/core/b.cpp", "#include <webp/encode.h>\n\n#include <webp/decode.h>\n"},
  };
  EXPECT_THAT(check(files), ElementsAre(Violation{"src/imaging/core/b.cpp", 3,
                                                  "webp/decode.h is already included by src/imaging/core/a.cpp"}));
}

TEST(ArchitectureRules, PrintAsCompilersDo) {
  std::ostringstream out;
  out << Violation{"src/model/job.cpp", 2, "model must not include exec"};
  EXPECT_EQ(out.str(), "src/model/job.cpp:2: model must not include exec");
}

}  // namespace
}  // namespace resizer::architecture
