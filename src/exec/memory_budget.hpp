#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

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

/// The parent's account of the memory that workers share: reservations, and requests that wait. First come, first
/// served, so that small requests cannot starve a large one.
class MemoryBudget {
 public:
  MemoryBudget(std::uint64_t bytes, unsigned slots) : free_bytes_(bytes), total_bytes_(bytes), held_bytes_(slots) {}

  /// Releases the slot's reservation and queues a request for `bytes`, or for the whole budget if that is less.
  void request(std::uint32_t slot, std::uint64_t bytes);
  /// Releases the slot's reservation, and cancels its request.
  void release(std::uint32_t slot) noexcept;
  /// Grants the oldest request if enough is free, and returns its slot.
  std::optional<std::uint32_t> admit() noexcept;

  std::uint64_t free_bytes() const noexcept { return free_bytes_; }

 private:
  struct Request {
    std::uint32_t slot;
    std::uint64_t bytes;
  };

  std::uint64_t free_bytes_;
  std::uint64_t total_bytes_;
  std::vector<std::uint64_t> held_bytes_;
  std::deque<Request> waiting_;
};

}  // namespace resizer::exec
