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

/// Where workers get their next job from. The parent fills it while no worker lives; workers, forked afterwards, empty
/// it.
class JobSource {
 public:
  JobSource() = default;
  JobSource(const JobSource&) = delete;
  JobSource& operator=(const JobSource&) = delete;
  virtual ~JobSource() = default;

  /// Parent: offers these jobs, given as indexes in the order of the list.
  virtual void refill(std::vector<std::size_t> job_indexes) = 0;
  /// Worker: the next job, if there is one.
  virtual std::optional<std::size_t> next() noexcept = 0;
  /// Parent: whether a worker started now would find nothing to do.
  virtual bool exhausted() const noexcept = 0;
};

/// A loop over the jobs in their order, with nothing shared: for one worker at a time.
class PlainLoop final : public JobSource {
 public:
  void refill(std::vector<std::size_t> job_indexes) override;
  std::optional<std::size_t> next() noexcept override;
  /// The parent cannot see how far its worker came; the next round brings the rest.
  bool exhausted() const noexcept override { return true; }

 private:
  std::vector<std::size_t> order_;
  std::size_t position_ = 0;
};

/// An index in shared memory over the jobs, the largest input first, ties in the order of the list.
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
