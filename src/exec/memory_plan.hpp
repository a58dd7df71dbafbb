#pragma once

#include <cstdint>
#include <optional>

namespace resizer::exec {

/// How much memory the workers of one run may hold.
struct MemoryPlan {
  std::uint64_t worker_limit_bytes = 0;  ///< The most that one may hold: its RLIMIT_DATA.
  std::uint64_t unreserved_bytes = 0;    ///< What each may hold without asking.
  std::uint64_t shared_bytes = 0;        ///< What all together may reserve beyond that.
};

/// Half of `available_bytes` is for the workers: pages of files, the parent and other programs need memory too. One
/// worker may hold an even share of that half, but at least 2 GiB where the half is as large; or `limit_bytes`.
MemoryPlan plan_memory(std::uint64_t available_bytes, std::optional<std::uint64_t> limit_bytes,
                       unsigned workers) noexcept;

}  // namespace resizer::exec
