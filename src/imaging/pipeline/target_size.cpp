#include "imaging/pipeline/target_size.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "util/error.hpp"

namespace resizer::imaging {
namespace {

/// The size of a file at some quality.
struct Sample {
  int quality = 0;
  double bytes = 0;
};

constexpr double kKnotDistance = 10;

double height(const SizeCurve& curve, double quality) {
  const auto knot = std::min(static_cast<std::size_t>(quality / kKnotDistance), curve.size() - 2);
  const double share = quality / kKnotDistance - static_cast<double>(knot);
  return curve[knot] + share * (curve[knot + 1] - curve[knot]);
}

/// The quality at which the curve has that height.
double quality_at(const SizeCurve& curve, double wanted) {
  std::size_t knot = 0;
  while (knot + 2 < curve.size() && curve[knot + 1] < wanted) ++knot;
  return (static_cast<double>(knot) + (wanted - curve[knot]) / (curve[knot + 1] - curve[knot])) * kKnotDistance;
}

/// Where the encoder's curve through one sample, or stretched to go through both, reaches `bytes`.
double predict(double bytes, const SizeCurve& curve, const Sample& larger, const Sample* smaller) {
  double stretch = 1;
  if (smaller != nullptr && smaller->bytes < larger.bytes) {
    stretch =
        std::log(larger.bytes / smaller->bytes) / (height(curve, larger.quality) - height(curve, smaller->quality));
  }
  return quality_at(curve, height(curve, larger.quality) + std::log(bytes / larger.bytes) / stretch);
}

[[noreturn]] void throw_too_large(std::uint64_t bytes, std::uint64_t most_bytes) {
  throw util::Error(util::ErrorCode::too_large, "takes " + std::to_string(bytes) +
                                                    " bytes even at quality 1, more than the target of " +
                                                    std::to_string(most_bytes));
}

}  // namespace

SizedFile encode_within(const SizeTarget& target, const EncodeAtQuality& encode) {
  // A little less, so that the guess is more often small enough than not.
  constexpr double kAim = 0.96;
  constexpr double kCloseEnough = 0.92;
  constexpr int kPredictions = 3;
  SizedFile fitting{encode(target.best_quality), target.best_quality};
  if (fitting.bytes.size() <= target.most_bytes) return fitting;
  const auto most = static_cast<double>(target.most_bytes);
  Sample larger{target.best_quality, static_cast<double>(fitting.bytes.size())};
  Sample smaller{};
  for (int tries = 1; larger.quality - smaller.quality > 1; ++tries) {
    // Predictions that keep falling on the same side would creep.
    const bool bisects = tries > kPredictions;
    const double guess = bisects ? (larger.quality + smaller.quality) / 2.0
                                 : predict(kAim * most, target.curve, larger, smaller.quality > 0 ? &smaller : nullptr);
    const int quality = std::clamp(static_cast<int>(std::floor(guess)), smaller.quality + 1, larger.quality - 1);
    Bytes bytes = encode(quality);
    const Sample sample{quality, static_cast<double>(bytes.size())};
    if (bytes.size() > target.most_bytes) {
      larger = sample;
      continue;
    }
    smaller = sample;
    fitting = {std::move(bytes), quality};
    if (sample.bytes >= kCloseEnough * most) break;
  }
  if (smaller.quality == 0) throw_too_large(static_cast<std::uint64_t>(larger.bytes), target.most_bytes);
  return fitting;
}

}  // namespace resizer::imaging
