#include "exec/batch_process.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <csignal>

namespace resizer::exec {

BatchProcess::BatchProcess(const ScriptedBatch& batch, unsigned workers, std::uint32_t begun,
                           const model::ControlOptions& control)
    : process_(util::ChildProcess::start([&] { return run(batch, workers, control); })) {
  while (std::atomic_ref(told_[0].begun).load() < begun) ::usleep(1000);
}

void BatchProcess::kill_group(int signal) const {
  for (const pid_t worker : told().workers) {
    if (worker > 0) ::kill(worker, signal);
  }
  kill(signal);
}

util::ProcessEnd BatchProcess::wait() {
  constexpr int kPatienceMs = 20'000;
  for (int waited_ms = 0; !process_.has_ended() && waited_ms < kPatienceMs; ++waited_ms) ::usleep(1000);
  EXPECT_TRUE(process_.has_ended()) << "the batch hangs";
  kill(SIGKILL);
  return process_.wait().end;
}

int BatchProcess::run(const ScriptedBatch& batch, unsigned workers, const model::ControlOptions& control) {
  Told& told = told_[0];
  const auto executor = make_executor(
      workers,
      [&](const model::Job& job, auto temps, const auto& reserve) {
        const std::uint32_t earlier = std::atomic_ref(told.begun).load();
        told.workers.at(earlier % told.workers.size()) = ::getpid();
        std::atomic_ref(told.begun).fetch_add(1);
        return obey(job, temps, reserve);
      },
      control);
  CountingObserver observer(batch.jobs().size());
  const model::RunResult result = executor->run(batch.jobs(), observer);
  for (const std::string& kind : observer.kinds()) {
    ++(kind == "done" ? told.done : kind == "interrupted" ? told.interrupted : told.other);
  }
  told.interrupted_by = result.interrupted_by.value_or(0);
  told.wall_ms = std::chrono::duration_cast<std::chrono::milliseconds>(result.wall).count();
  return std::ranges::all_of(observer.told(), [](int times) { return times == 1; }) ? 0 : 1;
}

}  // namespace resizer::exec
