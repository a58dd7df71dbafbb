#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>
#include <random>

#include "cli/workspace.hpp"

/// Runs with --overwrite changed that are killed at random instants; scripts/soak_reruns.sh does so for longer.
namespace resizer::test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

constexpr int kImages = 30;
constexpr int kRounds = 12;

class KilledReruns : public testing::Test {
 protected:
  KilledReruns() {
    for (int image = 0; image < kImages; ++image) replace_input(image);
  }

  int random(int lowest, int highest) { return std::uniform_int_distribution(lowest, highest)(random_); }
  static std::string name_of(int image) { return std::to_string(image) + ".jpg"; }

  /// Gives it another size, and so another content.
  void replace_input(int image) {
    ++edits_;
    workspace_.add_jpeg(name_of(image), {400 + edits_, 300});
  }

  Command command(const std::string& out, const std::string& quality, const std::string& mode) const {
    return workspace_.command({"in", "--out", out, "--width", "60", "--overwrite", "changed", "--quality", quality,
                               "--mode", mode, "--no-calibration", "--quiet", "--log-level", "off"});
  }

  /// Kills it alone or with its workers.
  void run_and_kill() {
    Command killed = command("out", random(0, 1) == 0 ? "30" : "90", random(0, 1) == 0 ? "parallel" : "compare");
    killed.before = [] { setsid(); };
    Running running(killed);
    usleep(static_cast<useconds_t>(random(0, 150'000)));
    kill(random(0, 1) == 0 ? running.pid() : -running.pid(), SIGKILL);
    if (running.wait().exit_code == 128 + SIGKILL) ++killed_;
  }

  Workspace workspace_;
  int killed_ = 0;
  std::uint32_t edits_ = 0;
  std::mt19937 random_{20'260'101};
};

TEST_F(KilledReruns, LeaveNothingStale) {
  for (int round = 0; round < kRounds; ++round) {
    for (int edit = random(0, 4); edit > 0; --edit) replace_input(random(0, kImages - 1));
    run_and_kill();
    const Finished after = run(command("out", "30", "parallel"));
    ASSERT_EQ(after.exit_code, 0) << after.err;
    fs::remove_all(workspace_ / "undisturbed");
    ASSERT_EQ(run(command("undisturbed", "30", "parallel")).exit_code, 0);
    for (int image = 0; image < kImages; ++image) {
      ASSERT_EQ(read_file(workspace_ / "out" / name_of(image)), read_file(workspace_ / "undisturbed" / name_of(image)))
          << image << " in round " << round;
    }
    Command dry = command("out", "30", "parallel");
    dry.arguments.emplace_back("-n");
    EXPECT_THAT(run(dry).out, HasSubstr("\n0 images to do, 30 up to date\n")) << "round " << round;
  }
  EXPECT_GT(killed_, 0) << "every run was faster";
}

}  // namespace
}  // namespace resizer::test
