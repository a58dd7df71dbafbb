#include <sys/prctl.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <ctime>
#include <memory>
#include <utility>

#include "bench/calibrate.hpp"
#include "util/child_process.hpp"
#include "util/clock.hpp"
#include "util/error.hpp"
#include "util/pin.hpp"
#include "util/quantity.hpp"
#include "util/shared_mapping.hpp"

namespace resizer::bench {
namespace {

using std::chrono::nanoseconds;
using util::Clock;

constexpr nanoseconds kHeadStart = std::chrono::microseconds(300);
constexpr nanoseconds kPatience = std::chrono::seconds(1);
constexpr timespec kNap{0, 50'000};

/// What a process and its parent share.
struct Lane {
  std::uint32_t is_ready;
  std::uint64_t passes;
  std::int64_t cpu_ns;
  std::uint64_t result;  ///< Keeps the compiler from leaving the loop out.
};

/// Takes all pages, so that the loop has none to wait for.
void touch(std::span<double> memory) {
  constexpr std::size_t kPageBytes = 4096;
  for (std::size_t i = 0; i < memory.size(); i += kPageBytes / sizeof(double)) memory[i] = 1;
}

/// The processes of one measurement, and when they start.
class Team {
 public:
  /// Each process has a part of this size of the memory.
  Team(Loop loop, std::span<double> memory, std::size_t part, const machine::Cpus& cpus, nanoseconds slice)
      : lanes_(cpus.size()), slice_(slice) {
    for (std::size_t i = 0; i < cpus.size(); ++i) {
      children_.push_back(util::ChildProcess::start(
          [this, i, loop, cpu = cpus[i], own = memory.subspan(i * part, part)] { return run(i, loop, cpu, own); }));
    }
  }

  /// Nothing if a process could not take part.
  std::vector<double> rates() {
    if (!wait_until_ready()) return {};
    const Clock::time_point begin = Clock::now() + kHeadStart;
    std::atomic_ref(begin_ns_[0]).store(nanoseconds(begin.time_since_epoch()).count());
    std::vector<double> rates;
    for (std::size_t i = 0; i < children_.size(); ++i) {
      if (children_[i].wait().end != util::ProcessEnd(util::ExitedWith{0})) return {};
      rates.push_back(static_cast<double>(lanes_[i].passes) / util::to_seconds(nanoseconds(lanes_[i].cpu_ns)));
    }
    return rates;
  }

 private:
  bool wait_until_ready() const {
    const Clock::time_point deadline = Clock::now() + kPatience;
    for (std::size_t i = 0; i < children_.size(); ++i) {
      while (std::atomic_ref(lanes_[i].is_ready).load() == 0) {
        if (children_[i].has_ended() || Clock::now() > deadline) return false;
        ::nanosleep(&kNap, nullptr);
      }
    }
    return true;
  }

  /// Child.
  int run(std::size_t index, Loop loop, unsigned cpu, std::span<double> memory) const {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent_) return 1;
    try {
      util::pin_to({cpu});
    } catch (const util::Error&) {
      return 1;
    }
    if (loop == Loop::streaming) touch(memory);
    const Pass pass = make_pass(loop, memory);
    Lane& lane = lanes_[index];
    lane.result = pass();
    std::atomic_ref(lane.is_ready).store(1);
    while (std::atomic_ref(begin_ns_[0]).load() == 0) ::nanosleep(&kNap, nullptr);
    const Clock::time_point begin{nanoseconds(std::atomic_ref(begin_ns_[0]).load())};
    while (Clock::now() < begin) {
    }
    const nanoseconds cpu_at_begin = util::process_cpu_time();
    do {
      lane.result += pass();
      ++lane.passes;
    } while (Clock::now() < begin + slice_);
    lane.cpu_ns = (util::process_cpu_time() - cpu_at_begin).count();
    return lane.cpu_ns > 0 ? 0 : 1;
  }

  pid_t parent_ = ::getpid();
  util::SharedArray<Lane> lanes_;
  util::SharedArray<std::int64_t> begin_ns_{1};
  nanoseconds slice_;
  std::vector<util::ChildProcess> children_;
};

}  // namespace

MeasureRates measure_with_processes(std::size_t cpus, std::uint64_t memory_bytes) {
  const std::size_t part = memory_bytes / sizeof(double);
  const auto memory = std::make_shared<util::SharedArray<double>>(cpus * part);
  return [memory, part](Loop loop, const machine::Cpus& group, nanoseconds slice) {
    return Team(loop, memory->values(), part, group, slice).rates();
  };
}

}  // namespace resizer::bench
