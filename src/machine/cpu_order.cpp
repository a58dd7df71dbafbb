#include "machine/cpu_order.hpp"

namespace resizer::machine {

Cpus spread_order(const std::vector<CoreKind>& kinds) {
  Cpus order;
  bool has_more = true;
  for (std::size_t thread = 0; has_more; ++thread) {
    has_more = false;
    for (const CoreKind& kind : kinds) {
      for (const Core& core : kind.cores) {
        if (thread < core.cpus.size()) order.push_back(core.cpus[thread]);
        has_more = has_more || thread + 1 < core.cpus.size();
      }
    }
  }
  return order;
}

}  // namespace resizer::machine
