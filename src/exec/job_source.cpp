#include "exec/job_source.hpp"

#include <algorithm>
#include <atomic>
#include <utility>

namespace resizer::exec {

void PlainLoop::refill(std::vector<std::size_t> job_indexes) {
  order_ = std::move(job_indexes);
  position_ = 0;
}

std::optional<std::size_t> PlainLoop::next() noexcept {
  if (position_ == order_.size()) return std::nullopt;
  return order_[position_++];
}

void SharedQueue::refill(std::vector<std::size_t> job_indexes) {
  order_ = std::move(job_indexes);
  std::stable_sort(order_.begin(), order_.end(), [this](std::size_t left, std::size_t right) {
    return jobs_[left].input_bytes > jobs_[right].input_bytes;
  });
  std::atomic_ref(position_[0]).store(0);
}

std::optional<std::size_t> SharedQueue::next() noexcept {
  const std::uint64_t position = std::atomic_ref(position_[0]).fetch_add(1, std::memory_order_relaxed);
  if (position >= order_.size()) return std::nullopt;
  return order_[position];
}

bool SharedQueue::exhausted() const noexcept {
  return std::atomic_ref(position_[0]).load(std::memory_order_relaxed) >= order_.size();
}

std::unique_ptr<JobSource> make_job_source(model::Execution execution, std::span<const model::Job> jobs) {
  if (execution == model::Execution::sequential) return std::make_unique<PlainLoop>();
  return std::make_unique<SharedQueue>(jobs);
}

}  // namespace resizer::exec
