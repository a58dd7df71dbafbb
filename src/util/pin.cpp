#include "util/pin.hpp"

#include <sched.h>

#include <algorithm>
#include <cerrno>
#include <memory>

#include "util/error.hpp"

namespace resizer::util {
namespace {

struct FreeSet {
  void operator()(cpu_set_t* set) const noexcept { CPU_FREE(set); }
};

}  // namespace

void pin_to(const std::vector<unsigned>& cpus) {
  if (cpus.empty()) throw Error(ErrorCode::internal, "there is no CPU to run on");
  const std::size_t count = *std::ranges::max_element(cpus) + std::size_t{1};
  const std::size_t bytes = CPU_ALLOC_SIZE(count);
  const std::unique_ptr<cpu_set_t, FreeSet> set(CPU_ALLOC(count));
  if (set == nullptr) throw Error(ErrorCode::out_of_memory, "not enough memory");
  CPU_ZERO_S(bytes, set.get());
  for (const unsigned cpu : cpus) CPU_SET_S(cpu, bytes, set.get());
  if (::sched_setaffinity(0, bytes, set.get()) != 0)
    throw system_error("cannot choose its CPUs (sched_setaffinity)", errno);
}

}  // namespace resizer::util
