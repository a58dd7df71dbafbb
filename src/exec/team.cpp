#include "exec/team.hpp"

#include <algorithm>

#include "exec/worker_process.hpp"

namespace resizer::exec {

void Team::start(std::uint32_t place) {
  members_[place] = util::ChildProcess::start([this, place] {
    limit_memory(context_.memory.worker_limit_bytes);
    become_worker(context_.parent, context_.messages_fd, context_.sandbox);
    return static_cast<int>(work(context_, place));
  });
}

util::ProcessEnd Team::reap(std::uint32_t place) {
  const util::ChildResult result = members_[place]->wait();
  members_[place].reset();
  cpu_.user += result.usage.user;
  cpu_.system += result.usage.system;
  peak_worker_bytes_ = std::max(peak_worker_bytes_, result.usage.peak_resident_bytes);
  return result.end;
}

void Team::signal(std::uint32_t place, int number) const noexcept {
  if (members_[place]) members_[place]->kill(number);
}

void Team::signal_all(int number) const noexcept {
  for (std::uint32_t place = 0; place < members_.size(); ++place) signal(place, number);
}

bool Team::empty() const noexcept {
  return std::none_of(members_.begin(), members_.end(), [](const auto& member) { return member.has_value(); });
}

}  // namespace resizer::exec
