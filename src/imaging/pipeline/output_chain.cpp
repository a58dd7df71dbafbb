#include "imaging/pipeline/output_chain.hpp"

#include <algorithm>
#include <limits>

namespace resizer::imaging {
namespace {

/// Whether `smaller` can be made from the resampled `larger`, without loss of quality: that is neither cropped nor
/// enlarged, and at least `factor` times the target.
bool can_be_made_from(const Geometry& larger, const Geometry& smaller, double factor) noexcept {
  const bool is_whole = larger.source == larger.available;
  const double larger_shrink = shrink_factor(larger);
  const double times_x =
      smaller.source.width / smaller.resampled.width_px * larger.resampled.width_px / larger.source.width;
  const double times_y =
      smaller.source.height / smaller.resampled.height_px * larger.resampled.height_px / larger.source.height;
  const double times = std::min(times_x, times_y);
  return is_whole && larger_shrink >= 1 && times >= factor && times > 1;
}

}  // namespace

void chain_outputs(std::vector<OutputPlan>& outputs, double factor) {
  for (std::size_t place = 0; place < outputs.size(); ++place) {
    for (std::size_t larger = 0; larger < place; ++larger) {
      if (can_be_made_from(outputs[larger].geometry, outputs[place].geometry, factor)) {
        outputs[place].larger = larger;
      }
    }
  }
}

double decoder_shrink(const std::vector<OutputPlan>& outputs, double factor) {
  double shrink = std::numeric_limits<double>::infinity();
  for (const OutputPlan& output : outputs) {
    if (!output.larger) shrink = std::min(shrink, shrink_factor(output.geometry));
  }
  return std::max(1.0, shrink / factor);
}

}  // namespace resizer::imaging
