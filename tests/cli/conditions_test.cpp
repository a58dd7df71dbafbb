/// What the program says of the machine during its runs.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sched.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <nlohmann/json.hpp>

#include "cli/workspace.hpp"
#include "support/report_schema.hpp"
#include "util/allowance.hpp"
#include "util/mount_table.hpp"

namespace resizer::test {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;

void pin_to(unsigned cpu) {
  cpu_set_t one;
  CPU_ZERO(&one);
  CPU_SET(cpu, &one);
  ASSERT_EQ(::sched_setaffinity(0, sizeof one, &one), 0);
}

/// A process that does nothing but use one core, until the end of the scope.
class BusyLoop {
 public:
  explicit BusyLoop(unsigned cpu) : pid_(::fork()) {
    if (pid_ != 0) return;
    pin_to(cpu);
    for (volatile bool is_busy = true; is_busy;) {
    }
  }
  BusyLoop(const BusyLoop&) = delete;
  BusyLoop& operator=(const BusyLoop&) = delete;
  ~BusyLoop() {
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
  }

 private:
  pid_t pid_;
};

TEST(Conditions, NameAnotherProgramOnTheSameCore) {
  const Workspace workspace;
  workspace.add_many(20, {2400, 1800});
  const unsigned cpu = util::allowed_cpus().front();
  const BusyLoop thief(cpu);
  Command command = workspace.resize({"--jobs", "2", "--runs", "2", "--export-json", "report.json"});
  command.before = [cpu] { pin_to(cpu); };
  const Finished finished = run(command);
  EXPECT_EQ(finished.exit_code, 0) << finished.err;
  EXPECT_THAT(finished.out, AllOf(HasSubstr("2 workers share 1 core"), HasSubstr("other programs took "),
                                  HasSubstr(" of the cores"), HasSubstr(" in every round")));
  const std::string text = read_file(workspace / "report.json");
  EXPECT_EQ(schema_errors(text), "");
  const json busiest = json::parse(text)["conditions"]["busiest_program"];
  ASSERT_TRUE(busiest.is_object());
  EXPECT_TRUE(busiest["name"] != "cli_test" || finished.out.find("of the cores, mostly cli_test,") != std::string::npos)
      << busiest << finished.out;
  for (const json& mode : json::parse(text)["modes"]) {
    for (const json& run : mode["runs"]) {
      const json& use = run["cpu_use"];
      EXPECT_GT(use["others_s"], 0.2 * use["available_s"].get<double>()) << run.dump().substr(0, 500);
      EXPECT_NEAR(use["available_s"], run["wall_s"], 0.5) << "of one core";
    }
  }
}

TEST(Conditions, SayWhatStayedInTheFileCache) {
  const Workspace workspace;
  workspace.add_many(2, {160, 120});
  const std::string type = util::MountTable().type_at(workspace.folder().path()).value_or("unknown");
  const Finished finished = run(workspace.resize({"--cache", "cold", "--json"}));
  EXPECT_EQ(finished.exit_code, 0) << finished.err;
  EXPECT_EQ(schema_errors(finished.out), "");
  const json report = json::parse(finished.out);
  EXPECT_EQ(report["file_cache"], "dropped");
  const json& cached = report["modes"][0]["runs"][0]["cached_inputs"];
  ASSERT_TRUE(cached.is_object());
  EXPECT_GT(cached["bytes"], 0);
  if (type == "tmpfs" || type == "ext4") {
    EXPECT_EQ(cached["cached_bytes"], type == "tmpfs" ? cached["bytes"] : json(0)) << type;
  }
  EXPECT_THAT(run(workspace.resize({"--cache", "cold"})).out, HasSubstr(" % stayed"));
}

TEST(Conditions, SayWhyThereAreFewerWorkers) {
  const Workspace workspace;
  workspace.add_jpeg("a.jpg");
  workspace.add_jpeg("b.jpg");
  const Finished finished = run(workspace.resize({"--jobs", "8", "--json"}));
  EXPECT_EQ(finished.exit_code, 0) << finished.err;
  EXPECT_EQ(json::parse(finished.out)["workers"], (json{{"requested", {8}}, {"used", {2}}}));
  EXPECT_THAT(run(workspace.resize({"--jobs", "8"})).out, HasSubstr("2 workers: there are no more images"));
  const Finished sequential = run(workspace.resize({"--mode", "sequential", "--json"}));
  EXPECT_TRUE(json::parse(sequential.out)["workers"].is_null());
}

json calibration_of(const Workspace& workspace, const std::vector<std::string>& options) {
  std::vector<std::string> all{"--json"};
  all.insert(all.end(), options.begin(), options.end());
  const Finished finished = run(workspace.resize(all));
  EXPECT_EQ(finished.exit_code, 0) << finished.err;
  EXPECT_EQ(schema_errors(finished.out), "");
  return json::parse(finished.out)["calibration"];
}

TEST(Conditions, SayWhatSpeedupTheCoresAllow) {
  const Workspace workspace;
  workspace.add_many(8, {800, 600});
  const json found = calibration_of(workspace, {"--jobs", "1,2"});
  ASSERT_TRUE(found.is_object());
  const std::size_t cpus = util::allowed_cpus().size();
  ASSERT_GE(found["together"].size(), std::min<std::size_t>(cpus, 2));
  EXPECT_EQ(found["together"].back()["cpus"], cpus);
  for (const json& together : found["together"]) {
    EXPECT_GT(together["computing"], 0.2) << together;
    EXPECT_LT(together["computing"], 2.0 * together["cpus"].get<double>()) << together;
  }
  if (cpus > 1) {
    EXPECT_THAT(run(workspace.resize()).out, AllOf(HasSubstr(" CPUs compute "), HasSubstr(" that these cores allow ")));
  }
}

TEST(Conditions, AreNotCalibratedWhereThatIsOfNoUse) {
  const Workspace workspace;
  workspace.add_jpeg("a.jpg");
  EXPECT_TRUE(calibration_of(workspace, {"--no-calibration"}).is_null());
  EXPECT_TRUE(calibration_of(workspace, {"--mode", "parallel"}).is_null());
  EXPECT_TRUE(calibration_of(workspace, {"--mode", "sequential"}).is_null());
}

TEST(Conditions, IncludeWhereWorkersArePinned) {
  const Workspace workspace;
  workspace.add_many(4, {160, 120});
  for (const auto& [pin, words] : {std::pair{"cores", "a core for each worker"}, {"fast-cores", "on the fast cores"}}) {
    const Finished finished = run(workspace.resize({"--pin", pin, "--export-json", "report.json"}));
    EXPECT_EQ(finished.exit_code, 0) << finished.err;
    EXPECT_THAT(finished.out, HasSubstr(words));
    EXPECT_EQ(json::parse(read_file(workspace / "report.json"))["options"]["pin"], pin);
  }
}

}  // namespace
}  // namespace resizer::test
