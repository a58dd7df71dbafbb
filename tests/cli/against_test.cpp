#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "cli/workspace.hpp"
#include "support/report_schema.hpp"

/// --against: another build in turns with this one.
namespace resizer::test {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class Against : public testing::Test {
 protected:
  void SetUp() override {
    for (const char* name : {"a.jpg", "b.jpg"}) workspace_.add_jpeg(name);
  }
  /// A shell script that stands for the other build. "$RESIZER" in it is this build.
  std::string other(const std::string& script) const {
    const auto path = workspace_.folder().write("other", "#!/bin/sh\nRESIZER=" RESIZER_BINARY "\n" + script + '\n');
    std::filesystem::permissions(path, std::filesystem::perms::owner_all);
    return path.native();
  }
  Command command(const std::string& program, const std::vector<std::string>& more = {}) const {
    std::vector<std::string> arguments{"--against", program};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return workspace_.resize(arguments);
  }
  /// This build, whose report gives each run that wall time.
  std::string other_that_takes(const std::string& seconds) const {
    return other("\"$RESIZER\" \"$@\" | sed 's/\"wall_s\": *[0-9][0-9.e-]*/\"wall_s\": " + seconds + "/g'");
  }
  Workspace workspace_;
};

TEST_F(Against, MeasuresTheOtherBuildInTurnsAndLeavesNothingOfIt) {
  const Finished finished = run(command(RESIZER_BINARY, {"--runs", "6", "--json"}));
  EXPECT_EQ(finished.exit_code, 0) << finished.err;
  const auto report = nlohmann::json::parse(finished.out);
  EXPECT_EQ(schema_errors(finished.out), "");
  const auto& comparison = report.at("baseline");
  EXPECT_EQ(comparison.at("sessions")[0].at("program_version"), report.at("program").at("version"));
  ASSERT_EQ(comparison.at("modes").size(), 2U);
  for (const auto& mode : comparison.at("modes")) {
    EXPECT_EQ(mode.at("method"), "turns");
    EXPECT_EQ(mode.at("baseline_rounds")[0], 6);
    EXPECT_GT(mode.at("wall_ratio"), 0);
    EXPECT_GT(mode.at("interval").at("coverage"), 0.95);
  }
  EXPECT_THAT(workspace_.tree("out"), testing::ElementsAre("a.jpg", "b.jpg"));
}

TEST_F(Against, GivesItTheSameWorkAndNothingElse) {
  workspace_.folder().write("settings.toml", "quality = 70\nruns = 2\n");
  const std::string script = "for a in \"$@\"; do echo \"$a\"; done >>arguments; \"$RESIZER\" \"$@\"";
  const Finished finished =
      run(command(other(script), {"--config", "settings.toml", "--jobs", "2", "--mode", "parallel", "--filter",
                                  "bicubic", "--export-csv", "report.csv", "--linear"}));
  EXPECT_EQ(finished.exit_code, 0) << finished.err;
  std::ifstream file(workspace_ / "arguments");
  std::vector<std::string> arguments;
  for (std::string line; std::getline(file, line);) arguments.push_back(line);
  for (const char* expected : {"--in=in", "--width=80", "--quality=70", "--filter=bicubic", "--linear",
                               "--mode=parallel", "--jobs=2", "--json"}) {
    EXPECT_THAT(arguments, Contains(expected));
  }
  for (const char* unexpected : {"--against", "--runs", "--export-csv", "--config"}) {
    EXPECT_THAT(arguments, Not(Contains(StartsWith(unexpected))));
  }
}

TEST_F(Against, SaysWhichBuildIsSlower) {
  struct Row {
    const char* other_s;
    const char* said;
  };
  const std::vector<std::string> limit{"--runs", "6", "--mode", "sequential"};
  for (const auto& [other_s, said] : {Row{"0.000001", ": slower\n"}, Row{"1000", ": faster\n"}}) {
    const Finished finished = run(command(other_that_takes(other_s), limit));
    EXPECT_EQ(finished.exit_code, 0) << other_s << finished.out << finished.err;
    EXPECT_THAT(finished.out, HasSubstr(said)) << other_s;
  }
}

TEST_F(Against, NamesTheProgramThatFails) {
  struct Row {
    const char* script;
    const char* said;
  };
  const Row rows[] = {{"echo 'no space left' >&2; exit 3", "exit status 3: no space left"},
                      {"kill -SEGV $$", "was killed by signal 11"},
                      {"echo nonsense", "invalid JSON"},
                      {"mkdir -p copy; cp in/a.jpg copy/c.jpg; \"$RESIZER\" \"$@\" --in=copy", "other images"}};
  for (const auto& [script, said] : rows) {
    const Finished finished = run(command(other(script)));
    EXPECT_EQ(finished.exit_code, 1) << script;
    EXPECT_THAT(finished.err, HasSubstr("--against ")) << script;
    EXPECT_THAT(finished.err, HasSubstr(said)) << script;
    EXPECT_THAT(finished.out, HasSubstr("speedup")) << script << ": the report of this build is lost";
  }
  for (const char* missing : {"./missing", "in/a.jpg"}) {
    const Finished finished = run(command(missing));
    EXPECT_THAT(finished.err, HasSubstr("--against " + std::string(missing) + ": cannot be started"));
    EXPECT_EQ(finished.exit_code, 2) << missing;
  }
}

TEST_F(Against, IsRefusedWhereItMakesNoSense) {
  const std::vector<std::vector<std::string>> rows{{"--compare", "earlier.json"}, {"--files-from", "-"}};
  for (const std::vector<std::string>& row : rows) {
    const Finished finished = run(command(RESIZER_BINARY, row));
    EXPECT_EQ(finished.exit_code, 2) << row.front();
    EXPECT_THAT(finished.err, HasSubstr("--against")) << row.front();
    EXPECT_THAT(finished.err, HasSubstr(row.front())) << row.front();
  }
}

TEST_F(Against, EndsWithTheOtherProgramWhenInterrupted) {
  Running program(command(other("touch started; exec sleep 50")));
  while (!std::filesystem::exists(workspace_ / "started")) ::usleep(10'000);
  program.signal(SIGTERM);
  EXPECT_EQ(program.wait().exit_code, 128 + SIGTERM);
  EXPECT_THAT(workspace_.tree("out"), Not(Contains(StartsWith(".rsz-"))));
}

TEST_F(Against, OutlivesNobody) {
  Running program(command(other("echo $$ >pid.new; mv pid.new pid; exec sleep 50")));
  while (!std::filesystem::exists(workspace_ / "pid")) ::usleep(10'000);
  program.signal(SIGKILL);
  program.wait();
  pid_t other_pid = 0;
  std::ifstream(workspace_ / "pid") >> other_pid;
  ASSERT_GT(other_pid, 0);
  for (int tries = 0; tries < 500 && ::kill(other_pid, 0) == 0; ++tries) ::usleep(10'000);
  EXPECT_NE(::kill(other_pid, 0), 0) << "the other program goes on";
}

}  // namespace
}  // namespace resizer::test
