#include "exec/outcome_reader.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <cmath>
#include <cstring>
#include <string>
#include <utility>

#include "model/names.hpp"

namespace resizer::exec {
namespace {

template <class T>
T copy_of(const T& shared) noexcept {
  const auto copy = std::bit_cast<T>(shared);
  std::atomic_signal_fence(std::memory_order_seq_cst);  // the compiler must not read the shared bytes again
  return copy;
}

/// A bool may only be read once its byte is known to be 0 or 1.
bool is_valid(const bool& value) noexcept {
  unsigned char byte = 0;
  std::memcpy(&byte, &value, 1);
  return byte <= 1;
}

bool is_valid(const model::ImageFacts& facts) noexcept {
  return !model::name_of(facts.format).empty() && is_valid(facts.alpha) && is_valid(facts.icc);
}

bool is_valid(const model::StageTimes& times) noexcept {
  const std::array all{times.read, times.decode, times.resample, times.encode, times.write};
  return std::all_of(all.begin(), all.end(), [](std::chrono::nanoseconds time) {
    return time >= std::chrono::nanoseconds(0) && time <= std::chrono::hours(24);
  });
}

bool is_valid(const SlotReport& report, const model::Job& job) noexcept {
  if (!is_valid(report.input) || !is_valid(report.times) || report.output_count != job.outputs.size()) return false;
  if (report.decoded_eighths < 1 || report.decoded_eighths > 8) return false;
  return report.placeholder.hash_bytes <= model::Placeholder::kMostHashBytes;
}

bool is_valid(const model::OutputFacts& output) noexcept {
  return is_valid(output.image) && !model::name_of(output.made_from).empty() && output.quality <= 100;
}

/// Splits the time without CPU. What is neither in the run queue nor waiting for memory is time asleep, or, in a job
/// that never slept, time of a core that did something else. The kernel does not say how long a page fault took, so the
/// time asleep is split by the number of sleeps.
std::optional<model::Waits> split(std::chrono::nanoseconds waiting, const WaitCounts& counts) {
  using std::chrono::nanoseconds;
  if (counts.run_queue_ns < 0) return std::nullopt;
  model::Waits waits;
  waits.memory = std::clamp(nanoseconds(counts.memory_ns), nanoseconds(0), waiting);
  waits.core = std::min(nanoseconds(counts.run_queue_ns), waiting - waits.memory);
  const nanoseconds rest = waiting - waits.memory - waits.core;
  if (counts.sleeps == 0) {
    waits.stolen = rest;
    return waits;
  }
  const double share_of_pages = static_cast<double>(std::min(counts.page_reads, counts.sleeps)) / counts.sleeps;
  waits.pages = nanoseconds(std::llround(static_cast<double>(rest.count()) * share_of_pages));
  waits.disk = rest - waits.pages;
  return waits;
}

constexpr double kLeastMhz = 100;
constexpr double kMostMhz = 10'000;
constexpr double kMostInstructionsPerCycle = 16;

std::optional<model::WorkCounts> plausible(const model::WorkCounts& counts, std::chrono::nanoseconds duration) {
  const auto cycles = static_cast<double>(counts.cycles);
  const auto instructions = static_cast<double>(counts.instructions);
  const double microseconds = std::chrono::duration<double, std::micro>(duration).count();
  if (instructions < 1 || cycles > kMostMhz * microseconds || instructions > kMostInstructionsPerCycle * cycles) {
    return std::nullopt;
  }
  return counts;
}

std::optional<double> plausible_clock(double mhz) {
  return mhz >= kLeastMhz && mhz <= kMostMhz ? std::optional(mhz) : std::nullopt;
}

model::OutcomeKind damaged() {
  return model::Failed{util::ErrorCode::internal, "the worker's report is damaged"};
}

}  // namespace

model::OutcomeKind read_outcome(const Traces& traces, SlotPhase phase, const model::Job& job) {
  const JobSlot copy = copy_of(traces.slot);
  if (phase == SlotPhase::failed) {
    const std::optional<util::Error> error = read_note(copy.failure);
    return error ? model::Failed{error->code(), error->what()} : damaged();
  }
  const SlotReport& told = copy.report;
  if (!is_valid(told, job)) return damaged();
  model::JobReport report{.input = told.input,
                          .decoded_eighths = told.decoded_eighths,
                          .outputs = {},
                          .warnings = told.warnings,
                          .times = told.times,
                          .placeholder = {}};
  report.outputs.reserve(job.outputs.size());
  for (const model::OutputFacts& output : traces.outputs.first(job.outputs.size())) {
    report.outputs.push_back(copy_of(output));
    if (!is_valid(report.outputs.back())) return damaged();
  }
  if (told.placeholder.hash_bytes > 0) report.placeholder = told.placeholder;
  return model::Done{std::move(report)};
}

JobTimes read_times(const JobSlot& slot, bool ended, util::Clock::time_point run_start, util::Clock::time_point now) {
  const JobSlot copy = copy_of(slot);
  const auto instant = [&](std::int64_t since_epoch_ns, util::Clock::time_point earliest) {
    return std::clamp(util::Clock::time_point(std::chrono::nanoseconds(since_epoch_ns)), earliest, now);
  };
  const auto claimed = instant(copy.claimed_ns, run_start);
  if (!ended) return {.start = claimed - run_start, .duration = now - claimed};
  const std::chrono::nanoseconds duration = instant(copy.ended_ns, claimed) - claimed;
  const auto cpu = std::clamp(std::chrono::nanoseconds(copy.cpu_ns), std::chrono::nanoseconds(0), duration);
  return {.start = claimed - run_start,
          .duration = duration,
          .cpu = cpu,
          .waits = split(duration - cpu, copy.waits),
          .counts = plausible(copy.counts, duration),
          .clock_mhz = plausible_clock(copy.clock_mhz)};
}

model::OutcomeKind kind_of(const util::ProcessEnd& end) {
  if (const auto* killed = std::get_if<util::KilledBy>(&end)) return model::Crashed{killed->signal};
  return model::Exited{std::get<util::ExitedWith>(end).status};
}

}  // namespace resizer::exec
