#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cerrno>
#include <nlohmann/json.hpp>

#include "cli/workspace.hpp"
#include "support/denied_calls.hpp"
#include "support/report_schema.hpp"

/// Kernels and containers that lack what the program would like to use.
namespace resizer::test {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr std::size_t kImages = 12;

/// Both modes over a few images, with a report that shows images.
Finished run_with(const Workspace& workspace, const std::function<void()>& before, std::vector<std::string> more = {}) {
  workspace.add_many(kImages, {160, 120});
  more.insert(more.end(), {"--export-html", "r.html"});
  Command command = workspace.resize(more);
  command.before = before;
  return run(command);
}

struct Denied {
  std::string name;
  std::vector<int> calls;
};
std::ostream& operator<<(std::ostream& out, const Denied& denied) {
  return out << denied.name;
}

/// Calls that the program can do without, by how they are refused.
class WithoutCalls : public testing::TestWithParam<std::tuple<Denied, int>> {};
INSTANTIATE_TEST_SUITE_P(
    Cli, WithoutCalls,
    testing::Combine(testing::Values(Denied{"close_range", {SCMP_SYS(close_range)}},
                                     Denied{"pidfd", {SCMP_SYS(pidfd_open), SCMP_SYS(pidfd_send_signal)}},
                                     Denied{"clone3", {SCMP_SYS(clone3)}}, Denied{"memfd", {SCMP_SYS(memfd_create)}},
                                     Denied{"landlock",
                                            {SCMP_SYS(landlock_create_ruleset), SCMP_SYS(landlock_add_rule),
                                             SCMP_SYS(landlock_restrict_self)}},
                                     Denied{"landlock_rules", {SCMP_SYS(landlock_add_rule)}},
                                     Denied{"faccessat2", {SCMP_SYS(faccessat2)}},
                                     Denied{"getrandom", {SCMP_SYS(getrandom)}}, Denied{"flock", {SCMP_SYS(flock)}},
                                     Denied{"link", {SCMP_SYS(link), SCMP_SYS(linkat)}},
                                     Denied{"statx", {SCMP_SYS(statx)}}, Denied{"rseq", {SCMP_SYS(rseq)}}),
                     testing::Values(EPERM, ENOSYS)),
    [](const auto& parameter) {
      return std::get<0>(parameter.param).name + (std::get<1>(parameter.param) == EPERM ? "_EPERM" : "_ENOSYS");
    });

TEST_P(WithoutCalls, EveryImageIsDone) {
  const auto& [denied, error_number] = GetParam();
  const Workspace workspace;
  const Finished finished =
      run_with(workspace, [&, error_number = error_number] { deny_calls(denied.calls, error_number); });
  EXPECT_EQ(finished.exit_code, 0) << finished.err << finished.out;
  EXPECT_EQ(finished.err, "");
  EXPECT_EQ(workspace.tree("out").size(), kImages);
  EXPECT_THAT(read_file(workspace / "r.html"), HasSubstr("alt=\"before: "));
}

TEST(System, MayBeAsOldAsLinux418) {
  const Workspace workspace;
  const Finished finished = run_with(workspace, pretend_linux_4_18);
  EXPECT_EQ(finished.exit_code, 0) << finished.err << finished.out;
  EXPECT_THAT(finished.out, HasSubstr("sandboxed by seccomp only"));
  EXPECT_EQ(workspace.tree("out").size(), kImages);
}

/// Calls without which there is no worker: the report tells which.
struct Needed {
  const char* name;
  int call;
};
std::ostream& operator<<(std::ostream& out, const Needed& needed) {
  return out << needed.name;
}
class NeededCall : public testing::TestWithParam<Needed> {};
INSTANTIATE_TEST_SUITE_P(Cli, NeededCall,
                         testing::Values(Needed{"prctl", SCMP_SYS(prctl)}, Needed{"dup2", SCMP_SYS(dup2)}),
                         [](const auto& parameter) { return std::string(parameter.param.name); });

TEST_P(NeededCall, IsNamedInAReport) {
  const Workspace workspace;
  const Finished finished =
      run_with(workspace, [] { deny_calls({GetParam().call}, EPERM); }, {"--export-json", "r.json"});
  EXPECT_EQ(finished.exit_code, 1) << finished.err << finished.out;
  EXPECT_THAT(finished.out, AllOf(HasSubstr("not processed: every worker died ("),
                                  HasSubstr(std::string("(") + GetParam().name + "): Operation not permitted")));
  EXPECT_THAT(finished.err, Not(HasSubstr("terminate")));
  const std::string report = read_file(workspace / "r.json");
  EXPECT_EQ(schema_errors(report), "");
  EXPECT_EQ(json::parse(report)["modes"][0]["runs"][0]["outcomes"].size(), kImages);
}

TEST(System, MayLimitMemoryFurther) {
  const Workspace workspace;
  const Finished finished = run_with(workspace, [] {
    const rlimit data{200U << 20U, 200U << 20U};
    if (setrlimit(RLIMIT_DATA, &data) != 0) _exit(126);
  });
  EXPECT_EQ(finished.exit_code, 0) << finished.err << finished.out;
  EXPECT_EQ(workspace.tree("out").size(), kImages);
}

/// For a user of whom nobody else is, as the limit counts all processes of one.
void allow_processes(rlim_t count) {
  constexpr uid_t kLonely = 54'321;
  const rlimit processes{count, count};
  if (setrlimit(RLIMIT_NPROC, &processes) != 0 || setgid(kLonely) != 0 || setuid(kLonely) != 0) _exit(126);
}

TEST(System, MayAllowFewerProcessesThanWorkers) {
  if (getuid() != 0) GTEST_SKIP() << "only root can become a user without other processes";
  const Workspace workspace;
  std::filesystem::permissions(workspace.folder().path(), std::filesystem::perms::all);
  const Finished finished = run_with(workspace, [] { allow_processes(4); }, {"-j", "8"});
  EXPECT_EQ(finished.exit_code, 0) << finished.err << finished.out;
  EXPECT_THAT(finished.out, HasSubstr("5 of 8 workers could not be started"));
  EXPECT_EQ(workspace.tree("out").size(), kImages);
}

TEST(System, MayLackDevNull) {
  const Workspace workspace;
  const Finished finished = run_with(workspace, [] {
    const int flags = getuid() == 0 ? CLONE_NEWNS : CLONE_NEWNS | CLONE_NEWUSER;
    if (unshare(flags) != 0 || mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
        mount("none", "/dev", "tmpfs", 0, nullptr) != 0) {
      _exit(126);
    }
  });
  if (finished.exit_code == 126) GTEST_SKIP() << "no mount namespaces here";
  EXPECT_EQ(finished.exit_code, 0) << finished.err << finished.out;
  EXPECT_EQ(workspace.tree("out").size(), kImages);
}

}  // namespace
}  // namespace resizer::test
