#include "architecture/rules.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace resizer::architecture {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<Violation> check(const std::vector<SourceFile>& files) {
  return violations(files);
}

TEST(ArchitectureRules, AcceptWhatKeepsThem) {
  const std::vector<SourceFile> files{
      {"include/resizer/exec/pool.hpp", "#include <span>\n#include \"resizer/model/job.hpp\"\n"},
      {"src/exec/pool.cpp", "#include \"resizer/exec/pool.hpp\"\n#include \"exec/slots.hpp\"\n#include <seccomp.h>\n"},
      {"src/app/cli.cpp", "#include <CLI/CLI.hpp>\n#include \"resizer/report/terminal.hpp\"\n"},
      {"src/app/logging.cpp", "#include <spdlog/spdlog.h>\n"},
      {"src/imaging/codecs/jpeg.cpp", "#include <jpeglib.h>\n#include <opencv2/core/mat.hpp>\n"},
      {"src/main.cpp", "#include \"resizer/app/app.hpp\"\n// #include \"resizer/util/fd.hpp\"\n"},
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
      {{"src/model/job.cpp", "\n#include \"resizer/exec/executor.hpp\"\n"}, 2, "model must not include exec"},
      {{"include/resizer/util/fd.hpp", "#include \"resizer/model/job.hpp\""}, 1, "util must not include model"},
      {{"src/exec/pool.cpp", "  #  include \"resizer/imaging/image.hpp\"\n"}, 1, "exec must not include imaging"},
      {{"src/stats/a.cpp", "#include \"resizer/bench/rounds.hpp\"\n"}, 1, "stats must not include bench"},
      {{"src/main.cpp", "#include \"resizer/util/fd.hpp\"\n"}, 1, "main must not include util"},
      {{"src/exec/pool.cpp", "#include \"slots.hpp\"\n"}, 1, "'slots.hpp' is not written from the root of the layers"},
      {{"src/exec/pool.cpp", "#include \"util/raw.hpp\"\n"}, 1, "'util/raw.hpp' is private to util"},
      {{"include/resizer/exec/pool.hpp", "#include \"exec/slots.hpp\"\n"},
       1,
       "a public header must not include the private 'exec/slots.hpp'"},
      {{"src/helpers/x.cpp", ""}, 1, "lies in no layer"},
      {{"src/app/wiring.cpp", "#include <CLI/App.hpp>\n"}, 1, "CLI11 belongs to src/app/cli.cpp alone"},
      {{"src/exec/pool.cpp", "#include <spdlog/spdlog.h>\n"}, 1, "spdlog belongs to src/app/logging.cpp alone"},
      {{"src/util/seal.cpp", "#include <seccomp.h>\n"}, 1, "the sandbox belongs to exec"},
      {{"src/exec/pool.cpp", "#include <opencv2/core.hpp>\n"}, 1, "OpenCV belongs to imaging"},
      {{"src/imaging/a.cpp", "#include <opencv2/imgcodecs.hpp>\n"}, 1, "of OpenCV only core and imgproc are used"},
      {{"src/imaging/a.cpp", std::string(251, '\n')}, 250, "has 251 lines: give it one job"},
  };
  for (const Row& row : rows) {
    EXPECT_THAT(check({row.file}), ElementsAre(Violation{row.file.path, row.line, row.reason})) << row.reason;
  }
}

TEST(ArchitectureRules, AllowACodecHeaderInOneFileOnly) {
  const std::vector<SourceFile> files{
      {"src/imaging/a.cpp", "#include <webp/decode.h>\n"},
      {"src/imaging/b.cpp", "#include <webp/encode.h>\n\n#include <webp/decode.h>\n"},
  };
  EXPECT_THAT(check(files),
              ElementsAre(Violation{"src/imaging/b.cpp", 3, "webp/decode.h is already included by src/imaging/a.cpp"}));
}

TEST(ArchitectureRules, PrintAsCompilersDo) {
  std::ostringstream out;
  out << Violation{"src/model/job.cpp", 2, "model must not include exec"};
  EXPECT_EQ(out.str(), "src/model/job.cpp:2: model must not include exec");
}

}  // namespace
}  // namespace resizer::architecture
