#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

namespace resizer::exec {

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
