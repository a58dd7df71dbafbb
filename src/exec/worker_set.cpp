#include "exec/worker_set.hpp"

#include <poll.h>

#include <algorithm>
#include <cerrno>
#include <chrono>

#include "exec/worker_process.hpp"
#include "util/error.hpp"
#include "util/pin.hpp"

namespace resizer::exec {
namespace {

timespec time_until(util::Clock::time_point instant) {
  const auto left = std::max<std::chrono::nanoseconds>(instant - util::Clock::now(), std::chrono::nanoseconds(0));
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(left);
  return {seconds.count(), (left - seconds).count()};
}

}  // namespace

void WorkerSet::start(std::uint32_t slot) {
  members_[slot] = util::ChildProcess::start([this, slot] {
    JobMeter meter;
    try {
      const auto& cpus = context_.cpus_of_workers;
      if (!cpus.empty()) util::pin_to(cpus[slot % cpus.size()]);
      limit_memory(context_.memory.worker_limit_bytes);
      std::vector<int> kept_fds = meter.fds();
      kept_fds.push_back(context_.messages_fd);
      become_worker(context_.parent, kept_fds, context_.sandbox);
    } catch (const util::Error& error) {
      context_.shared.setup_note(slot) = make_note(error.code(), error.what());
      return static_cast<int>(WorkerExit::not_set_up);
    }
    return static_cast<int>(work(context_, slot, meter));
  });
}

std::vector<std::uint32_t> WorkerSet::ended() const {
  std::vector<std::uint32_t> slots;
  for (std::uint32_t slot = 0; slot < members_.size(); ++slot) {
    if (members_[slot] && members_[slot]->has_ended()) slots.push_back(slot);
  }
  return slots;
}

util::ProcessEnd WorkerSet::reap(std::uint32_t slot) {
  const util::ChildResult result = members_[slot]->wait();
  members_[slot].reset();
  cpu_.user += result.usage.user;
  cpu_.system += result.usage.system;
  peak_worker_bytes_ = std::max(peak_worker_bytes_, result.usage.peak_resident_bytes);
  return result.end;
}

void WorkerSet::signal(std::uint32_t slot, int number) const noexcept {
  if (members_[slot]) members_[slot]->kill(number);
}

void WorkerSet::signal_all(int number) const noexcept {
  for (std::uint32_t slot = 0; slot < members_.size(); ++slot) signal(slot, number);
}

bool WorkerSet::empty() const noexcept {
  return std::none_of(members_.begin(), members_.end(), [](const auto& member) { return member.has_value(); });
}

void wait_for(std::initializer_list<int> descriptors, util::Clock::time_point deadline) {
  std::vector<pollfd> events;
  for (const int descriptor : descriptors) events.push_back({descriptor, POLLIN, 0});
  const timespec timeout = time_until(deadline);
  if (::ppoll(events.data(), events.size(), &timeout, nullptr) < 0 && errno != EINTR) {
    throw util::system_error("cannot wait for the workers (ppoll)", errno);
  }
}

}  // namespace resizer::exec
