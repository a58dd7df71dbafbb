#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>
#include <memory>
#include <random>

#include "cli/workspace.hpp"

/// Shards that are killed at random instants, alone or with their workers, and twins that run beside them: in the end
/// the outputs are those of one undisturbed run, and merge says so.
namespace resizer::test {
namespace {

namespace fs = std::filesystem;

constexpr int kImages = 24;
constexpr int kShards = 3;
constexpr int kRounds = 6;

class KilledShards : public testing::Test {
 protected:
  KilledShards() {
    for (int image = 0; image < kImages; ++image) {
      workspace_.add_jpeg(std::to_string(image) + ".jpg", {static_cast<std::uint32_t>(400 + 20 * image), 300});
    }
  }

  int random(int lowest, int highest) { return std::uniform_int_distribution(lowest, highest)(random_); }
  Command shard(int number) const {
    Command command = workspace_.command(
        {"--plan", "plan.json", "--shard", std::to_string(number) + '/' + std::to_string(kShards), "--quiet"});
    command.before = [] { setsid(); };
    return command;
  }

  /// Every shard once or twice at a time, and each of these killed, or left alone if it is faster.
  void run_and_kill() {
    std::vector<std::unique_ptr<Running>> all;
    for (int number = 1; number <= kShards; ++number) {
      for (int twins = random(1, 2); twins > 0; --twins) all.push_back(std::make_unique<Running>(shard(number)));
    }
    for (const auto& running : all) {
      usleep(static_cast<useconds_t>(random(0, 80'000)));
      kill(random(0, 1) == 0 ? running->pid() : -running->pid(), SIGKILL);
    }
    for (const auto& running : all) killed_ += running->wait().exit_code == 128 + SIGKILL ? 1 : 0;
  }

  Workspace workspace_;
  int killed_ = 0;
  std::mt19937 random_{20'260'102};
};

TEST_F(KilledShards, LeaveWhatAnUndisturbedRunDoes) {
  ASSERT_EQ(run(workspace_.command({"in", "--out", "undisturbed", "--width", "200", "--mode", "parallel", "--quiet"}))
                .exit_code,
            0);
  for (int round = 0; round < kRounds; ++round) {
    fs::remove_all(workspace_ / "out");
    for (int number = 1; number <= kShards; ++number) {
      fs::remove(workspace_ / ("report-" + std::to_string(number) + ".json"));
    }
    ASSERT_EQ(run(workspace_.command({"plan", "in", "--out", "out", "--width", "200", "--shards",
                                      std::to_string(kShards), "--plan-file", "plan.json", "--quiet"}))
                  .exit_code,
              0);
    for (int kills = random(1, 3); kills > 0; --kills) run_and_kill();
    for (int number = 1; number <= kShards; ++number) {
      Running first(shard(number));
      Running twin(shard(number));
      EXPECT_EQ(first.wait().exit_code, 0) << "shard " << number << " in round " << round;
      EXPECT_EQ(twin.wait().exit_code, 0) << "twin " << number << " in round " << round;
    }
    const Finished merged =
        run(workspace_.command({"merge", "--plan", "plan.json", "report-1.json", "report-2.json", "report-3.json"}));
    EXPECT_EQ(merged.exit_code, 0) << merged.out << merged.err << "in round " << round;
    EXPECT_EQ(workspace_.tree("out"), workspace_.tree("undisturbed")) << "in round " << round;
    for (const std::string& name : workspace_.tree("undisturbed")) {
      ASSERT_EQ(read_file(workspace_ / "out" / name), read_file(workspace_ / "undisturbed" / name))
          << name << " in round " << round;
    }
  }
  EXPECT_GT(killed_, 0) << "every run was faster";
}

}  // namespace
}  // namespace resizer::test
