#pragma once

#include <algorithm>
#include <cmath>
#include <functional>
#include <random>
#include <utility>
#include <vector>

/// Simulated sessions of rounds, whose noise is known.
namespace resizer::test {

using Random = std::mt19937_64;

/// The logarithm of a run's wall time, less the true one; `slot` counts the runs of a session.
using Noise = std::function<double(Random& random, std::size_t slot)>;

inline double normal(Random& random, double deviation) {
  return std::normal_distribution(0.0, deviation)(random);
}

struct NoiseKind {
  const char* name;
  Noise sequential;
  Noise parallel;
  /// Noise that depends on the slot is no independent sample: then the interval may cover more than it promises.
  bool may_cover_more = false;
};

inline std::vector<NoiseKind> noise_kinds() {
  const auto skewed = [](double mean) {
    return [mean](Random& random, std::size_t) { return std::exponential_distribution(1 / mean)(random); };
  };
  const auto bimodal = [](Random& random, std::size_t) {
    return normal(random, 0.01) + (std::bernoulli_distribution(0.3)(random) ? 0.08 : 0);
  };
  const auto drifting = [](Random& random, std::size_t slot) {
    return normal(random, 0.02) + 0.005 * static_cast<double>(slot);
  };
  return {{"normal", [](Random& random, std::size_t) { return normal(random, 0.01); },
           [](Random& random, std::size_t) { return normal(random, 0.03); }},
          {"skewed", skewed(0.02), skewed(0.04)},
          {"bimodal", bimodal, bimodal},
          {"drifting", drifting, drifting, true}};
}

/// The noise of both modes in a round: sequential, parallel. They alternate, in reverse order every other round.
inline std::pair<double, double> round_noise(const NoiseKind& kind, std::size_t round, Random& random) {
  const std::size_t turned = round % 2;
  const double sequential = kind.sequential(random, 2 * round + turned);
  return {sequential, kind.parallel(random, 2 * round + 1 - turned)};
}

/// Logarithms of the ratios of a session.
inline std::vector<double> log_ratios(const NoiseKind& kind, std::size_t rounds, Random& random) {
  std::vector<double> logs;
  for (std::size_t round = 0; round < rounds; ++round) {
    const auto [sequential, parallel] = round_noise(kind, round, random);
    logs.push_back(sequential - parallel);
  }
  return logs;
}

/// The pseudo-median of the noise: the median of the mean of two ratios.
inline double true_log_ratio(const NoiseKind& kind) {
  Random random(1);
  std::vector<double> means(50'001);
  for (double& mean : means) {
    const std::vector<double> logs = log_ratios(kind, 2, random);
    mean = (logs[0] + logs[1]) / 2;
  }
  const auto middle = means.begin() + static_cast<std::ptrdiff_t>(means.size() / 2);
  std::nth_element(means.begin(), middle, means.end());
  return *middle;
}

}  // namespace resizer::test
