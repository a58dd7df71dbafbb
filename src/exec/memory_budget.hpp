#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

namespace resizer::exec {

/// The parent's book of the memory that workers share: who holds how much of it, and who waits. First come, first
/// served, so that many small requests cannot keep a large one waiting for ever.
class MemoryBudget {
 public:
  MemoryBudget(std::uint64_t bytes, unsigned places) : free_bytes_(bytes), total_bytes_(bytes), held_bytes_(places) {}

  /// Gives back what the place holds and makes it wait for `bytes`. More than there is stands for all there is: such a
  /// worker holds it alone.
  void request(std::uint32_t place, std::uint64_t bytes);
  /// Gives back what the place holds, and takes it out of the queue.
  void release(std::uint32_t place) noexcept;
  /// The place that has waited longest, if what it waits for is there: it holds it from now on.
  std::optional<std::uint32_t> admit() noexcept;

  std::uint64_t free_bytes() const noexcept { return free_bytes_; }

 private:
  struct Request {
    std::uint32_t place;
    std::uint64_t bytes;
  };

  std::uint64_t free_bytes_;
  std::uint64_t total_bytes_;
  std::vector<std::uint64_t> held_bytes_;
  std::deque<Request> waiting_;
};

}  // namespace resizer::exec
