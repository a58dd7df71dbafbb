#include "exec/team.hpp"

#include <algorithm>
#include <csignal>

#include "exec/worker_process.hpp"

namespace resizer::exec {

void Team::start(std::uint32_t place) {
  members_[place] = util::ChildProcess::start([this, place] {
    become_worker(context_.parent, context_.messages_fd);
    limit_memory(context_.memory.worker_limit_bytes);
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

void Team::kill(std::uint32_t place) noexcept {
  if (members_[place]) members_[place]->kill(SIGKILL);
}

void Team::kill_all() noexcept {
  for (std::uint32_t place = 0; place < members_.size(); ++place) kill(place);
}

bool Team::empty() const noexcept {
  return std::none_of(members_.begin(), members_.end(), [](const auto& member) { return member.has_value(); });
}

}  // namespace resizer::exec
