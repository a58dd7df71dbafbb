#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "model/job.hpp"
#include "model/run_result.hpp"
#include "util/shared_mapping.hpp"

namespace resizer::exec {

/// Where workers take their jobs from. The parent fills it while there are no workers; those forked afterwards empty
/// it.
class JobSource {
 public:
  JobSource() = default;
  JobSource(const JobSource&) = delete;
  JobSource& operator=(const JobSource&) = delete;
  virtual ~JobSource() = default;

  /// Parent: offers these jobs, as indexes in ascending order.
  virtual void refill(std::vector<std::size_t> job_indexes) = 0;
  /// Worker: the next job, if there is one.
  virtual std::optional<std::size_t> next() noexcept = 0;
  /// Parent: whether a worker started now would find no job.
  virtual bool exhausted() const noexcept = 0;
};

/// A loop over the jobs in order, for one worker at a time. Nothing is shared.
class PlainLoop final : public JobSource {
 public:
  void refill(std::vector<std::size_t> job_indexes) override;
  std::optional<std::size_t> next() noexcept override;
  /// The parent cannot see how far the worker got; the next round offers the rest.
  bool exhausted() const noexcept override { return true; }

 private:
  std::vector<std::size_t> order_;
  std::size_t position_ = 0;
};

/// A shared index into the jobs, sorted by input size, largest first; ties stay in order.
class SharedQueue final : public JobSource {
 public:
  explicit SharedQueue(std::span<const model::Job> jobs) : jobs_(jobs), position_(1) {}
  void refill(std::vector<std::size_t> job_indexes) override;
  std::optional<std::size_t> next() noexcept override;
  bool exhausted() const noexcept override;

 private:
  std::span<const model::Job> jobs_;
  std::vector<std::size_t> order_;
  util::SharedArray<std::uint64_t> position_;
};

std::unique_ptr<JobSource> make_job_source(model::Execution execution, std::span<const model::Job> jobs);

}  // namespace resizer::exec
