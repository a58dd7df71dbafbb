#include "exec/job_meter.hpp"

#include <algorithm>

#include "util/clock.hpp"

namespace resizer::exec {
namespace {

std::int64_t now_ns() noexcept {
  return std::chrono::nanoseconds(util::Clock::now().time_since_epoch()).count();
}

WaitCounts waits(const util::SchedulerCounts& begin, const util::SchedulerCounts& end,
                 const MemoryWait& memory) noexcept {
  const bool knows_run_queue = begin.run_queue && end.run_queue;
  const std::uint64_t sleeps = end.sleeps - begin.sleeps;
  return {.run_queue_ns = knows_run_queue ? (*end.run_queue - *begin.run_queue).count() : kUnknownRunQueue,
          .memory_ns = memory.time.count(),
          .sleeps = static_cast<std::uint32_t>(sleeps - std::min<std::uint64_t>(sleeps, memory.times)),
          .page_reads = static_cast<std::uint32_t>(end.page_reads - begin.page_reads)};
}

/// Zeros unless the job was counted all the time. Where it was not, because it shared the counters or ran on a core of
/// another kind, scaling would take the part that was not counted for one like the rest; so such a count is dropped.
model::WorkCounts work_counts(const std::optional<util::HardwareCounts>& begin,
                              const std::optional<util::HardwareCounts>& end) noexcept {
  if (!begin || !end || end->counted - begin->counted != end->enabled - begin->enabled) return {};
  return {.instructions = end->instructions - begin->instructions, .cycles = end->cycles - begin->cycles};
}

}  // namespace

std::vector<int> JobMeter::fds() const {
  const auto [cycles, instructions] = hardware_.fds();
  return {scheduler_.fd(), cycles, instructions};
}

void JobMeter::begin(JobSlot& slot) noexcept {
  at_begin_.scheduler = scheduler_.read();
  at_begin_.hardware = hardware_.read();
  slot.claimed_ns = now_ns();
  at_begin_.cpu = util::process_cpu_time();
}

void JobMeter::end(JobSlot& slot, const MemoryWait& memory) noexcept {
  const std::chrono::nanoseconds cpu = util::process_cpu_time() - at_begin_.cpu;
  slot.cpu_ns = cpu.count();
  slot.ended_ns = now_ns();
  slot.waits = waits(at_begin_.scheduler, scheduler_.read(), memory);
  slot.counts = work_counts(at_begin_.hardware, hardware_.read());
  slot.clock_mhz = clock_.after(cpu).value_or(0);
}

}  // namespace resizer::exec
