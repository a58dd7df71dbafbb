#include "bench/calibration_loops.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <memory>

namespace resizer::bench {
namespace {

/// A multiplier with good spectral properties: P. L'Ecuyer, "Tables of Linear Congruential Generators of Different
/// Sizes and Good Lattice Structure", Mathematics of Computation 68 (1999), table 4, for 2^64.
constexpr std::uint64_t kMultiplier = 2'862'933'555'777'941'757U;

class Computing {
 public:
  Computing() {
    std::uint64_t value = 1;
    for (std::uint64_t& entry : table_) entry = value = value * kMultiplier + 1;
    for (std::size_t i = 0; i < samples_.size(); ++i) samples_[i] = static_cast<float>(i % 256);
  }

  std::uint64_t pass() {
    for (std::size_t step = 0; step + kTaps <= samples_.size(); step += kStride) {
      for (std::uint64_t& chain : chains_) chain = chain * kMultiplier + table_[chain >> kIndexShift];
      for (std::size_t tap = 0; tap < kTaps; ++tap) sums_[tap] += samples_[step + tap] * kWeight;
    }
    for (float& sum : sums_) sum *= kWeight;  // so that none grows for ever
    return chains_[0] ^ chains_[1] ^ chains_[2] ^ chains_[3] ^ std::bit_cast<std::uint32_t>(sums_[0]);
  }

 private:
  static constexpr std::size_t kTaps = 8;
  static constexpr std::size_t kStride = 2;
  static constexpr unsigned kIndexShift = 54;
  static constexpr float kWeight = 0.125F;

  std::array<std::uint64_t, 1024> table_{};  ///< 8 kB
  std::array<float, 1024> samples_{};        ///< 4 kB
  std::array<std::uint64_t, 4> chains_{1, 2, 3, 4};
  std::array<float, kTaps> sums_{};
};

class Streaming {
 public:
  explicit Streaming(std::span<double> memory)
      : from_(memory.first(memory.size() / 2)), to_(memory.subspan(memory.size() / 2)) {}

  std::uint64_t pass() {
    if (at_ + kValues > from_.size()) at_ = 0;
    const std::size_t end = std::min(at_ + kValues, from_.size());
    for (std::size_t i = at_; i < end; ++i) to_[i] = kFactor * from_[i];
    at_ = end;
    return std::bit_cast<std::uint64_t>(to_.empty() ? 0 : to_[end - 1]);
  }

 private:
  static constexpr std::size_t kValues = std::size_t{16} * 1024;
  static constexpr double kFactor = 3;

  std::span<double> from_;
  std::span<double> to_;
  std::size_t at_ = 0;
};

}  // namespace

Pass make_pass(Loop loop, std::span<double> memory) {
  if (loop == Loop::streaming) return [body = std::make_shared<Streaming>(memory)] { return body->pass(); };
  return [body = std::make_shared<Computing>()] { return body->pass(); };
}

}  // namespace resizer::bench
