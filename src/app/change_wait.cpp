#include "app/change_wait.hpp"

#include <poll.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <ctime>

#include "util/error.hpp"

namespace resizer::app {
namespace {

using std::chrono::nanoseconds;
using util::Clock;

/// Changes that never cease are not waited out.
constexpr std::chrono::seconds kLongestBatch{2};

timespec time_until(Clock::time_point instant) {
  const nanoseconds left = std::max<nanoseconds>(instant - Clock::now(), nanoseconds::zero());
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(left);
  return {seconds.count(), (left - seconds).count()};
}

}  // namespace

/// A change of other files does not end the wait.
ChangeWait::Woken ChangeWait::poll(planning::FolderWatch& folders, std::optional<Clock::time_point> latest) {
  for (;;) {
    std::array<pollfd, 2> waiting{pollfd{folders.fd().get(), POLLIN, 0}, pollfd{signals_.fd().get(), POLLIN, 0}};
    const timespec timeout = time_until(latest.value_or(Clock::now()));
    if (::ppoll(waiting.data(), waiting.size(), latest ? &timeout : nullptr, nullptr) < 0 && errno != EINTR) {
      throw util::system_error("cannot wait for changes", errno);
    }
    if (signals_.take()) return Woken::by_signal;
    if (folders.take_changes()) return Woken::by_change;
    if (latest && Clock::now() >= *latest) return Woken::by_time;
  }
}

bool ChangeWait::wait(planning::FolderWatch& folders, std::optional<Clock::time_point> latest) {
  Woken woken = poll(folders, latest);
  const Clock::time_point end = Clock::now() + kLongestBatch;
  while (woken == Woken::by_change && Clock::now() < end) {
    woken = poll(folders, std::min(end, Clock::now() + planning::FolderWatch::kSettled));
  }
  return woken != Woken::by_signal;
}

}  // namespace resizer::app
