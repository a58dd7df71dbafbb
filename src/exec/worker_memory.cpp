#include "exec/worker_memory.hpp"

#include <malloc.h>

#include <string>
#include <utility>

#include "exec/messages.hpp"
#include "model/setting.hpp"
#include "util/quantity.hpp"

namespace resizer::exec {

std::uint64_t WorkerMemory::reserve(std::uint64_t bytes) {
  const MemoryPlan& plan = context_.memory;
  if (bytes <= plan.unreserved_bytes) return plan.unreserved_bytes;
  if (bytes > plan.worker_limit_bytes) {
    throw model::SettingError(util::ErrorCode::too_large,
                              "needs " + util::format_bytes(bytes) + " of memory, more than a worker may take (" +
                                  util::format_bytes(plan.worker_limit_bytes) + ")",
                              model::Setting::memory_limit);
  }
  has_reserved_ = true;
  ::malloc_trim(0);  // the heap would keep free memory while this waits
  const WorkerMailbox mailbox = context_.shared.mailbox(worker_);
  const std::uint32_t grants = mailbox.request(bytes - plan.unreserved_bytes);
  send(context_.messages_fd, {MessageKind::memory_wanted, worker_});
  mailbox.wait_for_grant(grants);
  return bytes;
}

void WorkerMemory::end_job() noexcept {
  if (std::exchange(has_reserved_, false)) ::malloc_trim(0);
}

}  // namespace resizer::exec
