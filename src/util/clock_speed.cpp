#include "util/clock_speed.hpp"

#include <algorithm>
#include <cstdint>

#include "util/clock.hpp"

namespace resizer::util {
namespace {

constexpr int kChains = 4;
constexpr int kRepetitions = 64;  ///< Of the instruction, as many as ".rept" says.
constexpr int kAdditions = 64 * kRepetitions;
constexpr auto kLeastWork = std::chrono::milliseconds(5);

#if defined(__x86_64__) || defined(__aarch64__)
constexpr bool kHasChain = true;
#else
constexpr bool kHasChain = false;
#endif

void add_in_turn() noexcept {
  [[maybe_unused]] std::uint64_t sum = 0;
  [[maybe_unused]] const std::uint64_t addend = 1;
  for (int i = 0; i < kAdditions; i += kRepetitions) {
#if defined(__x86_64__)
    asm volatile(".rept 64\n\tadd %[addend], %[sum]\n\t.endr" : [sum] "+r"(sum) : [addend] "r"(addend) : "cc");
#elif defined(__aarch64__)
    asm volatile(".rept 64\n\tadd %[sum], %[sum], %[addend]\n\t.endr" : [sum] "+r"(sum) : [addend] "r"(addend));
#endif
  }
}

Clock::duration time_of_chain() noexcept {
  const auto begin = Clock::now();
  add_in_turn();
  return Clock::now() - begin;
}

}  // namespace

std::optional<double> clock_speed_mhz() noexcept {
  if (!kHasChain) return std::nullopt;
  Clock::duration fastest = Clock::duration::max();
  for (int chain = 0; chain < kChains; ++chain) fastest = std::min(fastest, time_of_chain());
  const double microseconds = std::chrono::duration<double, std::micro>(fastest).count();
  return microseconds > 0 ? std::optional(kAdditions / microseconds) : std::nullopt;
}

std::optional<double> ClockSampler::after(std::chrono::nanoseconds cpu) noexcept {
  since_last_ += cpu;
  if (since_last_ < kLeastWork) return std::nullopt;
  since_last_ = {};
  return read_();
}

}  // namespace resizer::util
