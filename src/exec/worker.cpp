#include "exec/worker.hpp"

#include <malloc.h>

#include <algorithm>
#include <exception>
#include <filesystem>
#include <new>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "exec/messages.hpp"
#include "exec/publishing.hpp"
#include "model/setting.hpp"
#include "util/clock.hpp"
#include "util/quantity.hpp"

namespace resizer::exec {
namespace {

/// Describes the exception being handled.
FailureNote note_of_current_exception() noexcept {
  try {
    throw;
  } catch (const util::Error& error) {
    return make_note(error.code(), error.what());
  } catch (const std::bad_alloc&) {
    return make_note(util::ErrorCode::out_of_memory, "not enough memory");
  } catch (const std::exception& error) {
    return make_note(util::ErrorCode::internal, error.what());
  } catch (...) {
    return make_note(util::ErrorCode::internal, "an unknown exception");
  }
}

/// Worker: reserves memory with the parent, which releases the reservation when the job ends, however it ends.
class WorkerMemory {
 public:
  WorkerMemory(const WorkerContext& context, std::uint32_t worker) noexcept : context_(context), worker_(worker) {}

  /// As util::ReserveMemory: requests memory from the parent and sleeps until it is granted. Within the plan's
  /// unreserved_bytes no request is made.
  std::uint64_t reserve(std::uint64_t bytes);
  /// Call when a job has ended: returns to the system what the heap keeps of a large one.
  void end_job() noexcept;
  /// Of this job.
  const MemoryWait& waited() const noexcept { return waited_; }

 private:
  const WorkerContext& context_;
  std::uint32_t worker_;
  bool has_reserved_ = false;
  MemoryWait waited_;
};

std::uint64_t WorkerMemory::reserve(std::uint64_t bytes) {
  const MemoryPlan& plan = context_.memory;
  if (bytes <= plan.unreserved_bytes) return plan.unreserved_bytes;
  if (bytes > plan.worker_limit_bytes) {
    throw model::SettingError(util::ErrorCode::too_large,
                              "needs " + util::format_bytes(bytes) + " of memory, more than a worker may take (" +
                                  util::format_bytes(plan.worker_limit_bytes) + ")",
                              model::Setting::memory_limit);
  }
  has_reserved_ = true;
  ::malloc_trim(0);  // the heap would keep free memory while this waits
  const WorkerMailbox mailbox = context_.shared.mailbox(worker_);
  const std::uint32_t grants = mailbox.request(bytes - plan.unreserved_bytes);
  const auto begin = util::Clock::now();
  send(context_.messages_fd, {MessageKind::memory_wanted, worker_});
  mailbox.wait_for_grant(grants);
  waited_.time += util::Clock::now() - begin;
  ++waited_.times;
  return bytes;
}

void WorkerMemory::end_job() noexcept {
  if (std::exchange(has_reserved_, false)) ::malloc_trim(0);
  waited_ = {};
}

/// One attempt at a job.
class Attempt {
 public:
  Attempt(const WorkerContext& context, std::size_t job_index, std::uint32_t worker, WorkerMemory& memory,
          JobMeter& meter)
      : context_(context),
        memory_(memory),
        meter_(meter),
        index_(job_index),
        worker_(worker),
        job_(context.jobs[job_index]),
        slot_(context.shared.job_slot(job_index)) {}

  bool claim() {
    probe(WorkerStep::took_index);
    if (!context_.shared.try_claim(index_, worker_)) return false;
    meter_.begin(slot_);
    probe(WorkerStep::claimed);
    return true;
  }

  /// Returns false if the job function ran out of memory.
  bool run() {
    std::vector<std::filesystem::path> temps;
    try {
      temps = context_.staging.temp_paths(job_, index_);
      store(context_.job_function(job_, temps, [this](std::uint64_t bytes) { return memory_.reserve(bytes); }));
      end(SlotPhase::committed);
      return true;
    } catch (...) {
      const FailureNote note = note_of_current_exception();
      probe(WorkerStep::failing);
      remove_temps(temps);
      slot_.failure = note;
      end(SlotPhase::failed);
      if (context_.halt == model::Halt::first) context_.shared.stop();
      return note.code != util::ErrorCode::out_of_memory;
    }
  }

 private:
  void store(const model::JobReport& report) {
    const std::span<model::OutputFacts> outputs = context_.shared.output_facts(index_);
    std::copy_n(report.outputs.begin(), std::min(report.outputs.size(), outputs.size()), outputs.begin());
    slot_.report = {.input = report.input,
                    .decoded_eighths = report.decoded_eighths,
                    .output_count = static_cast<std::uint32_t>(report.outputs.size()),
                    .warnings = report.warnings,
                    .times = report.times,
                    .placeholder = report.placeholder.value_or(model::Placeholder())};
  }
  void probe(WorkerStep step) const {
    if (context_.probe) context_.probe(step, index_, context_.shared);
  }
  void end(SlotPhase phase) {
    meter_.end(slot_, memory_.waited());
    context_.shared.store_state(index_, {phase, worker_});
    probe(WorkerStep::ended);
  }

  const WorkerContext& context_;
  WorkerMemory& memory_;
  JobMeter& meter_;
  std::size_t index_;
  std::uint32_t worker_;
  const model::Job& job_;
  JobSlot& slot_;
};

}  // namespace

WorkerExit work(const WorkerContext& context, std::uint32_t worker, JobMeter& meter) {
  WorkerMemory memory(context, worker);
  while (!context.shared.stopped()) {
    const std::optional<std::size_t> job_index = context.source.next();
    if (!job_index) break;
    context.shared.mailbox(worker).take(static_cast<std::uint32_t>(*job_index));
    Attempt attempt(context, *job_index, worker, memory, meter);
    if (!attempt.claim()) continue;
    const bool memory_left = attempt.run();
    memory.end_job();
    send(context.messages_fd, {MessageKind::job_ended, static_cast<std::uint32_t>(*job_index)});
    if (!memory_left) return WorkerExit::out_of_memory;
  }
  return WorkerExit::finished;
}

}  // namespace resizer::exec
