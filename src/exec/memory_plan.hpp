#pragma once

#include <cstdint>
#include <optional>

namespace resizer::exec {

/// How much memory the workers of a run may use.
struct MemoryPlan {
  std::uint64_t worker_limit_bytes = 0;  ///< The limit of each worker: its RLIMIT_DATA.
  std::uint64_t unreserved_bytes = 0;    ///< What each may use without a reservation.
  std::uint64_t shared_bytes = 0;        ///< What all together may reserve beyond that.
};

/// Gives half of `available_bytes` to the workers: the page cache, the parent and other programs need memory too. The
/// limit of a worker is `limit_bytes`; by default an even share of that half, but at least 2 GiB if the half has as
/// much.
MemoryPlan plan_memory(std::uint64_t available_bytes, std::optional<std::uint64_t> limit_bytes,
                       unsigned workers) noexcept;

}  // namespace resizer::exec
