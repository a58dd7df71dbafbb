#include "imaging/pipeline/picture_chain.hpp"

#include <algorithm>
#include <limits>

namespace resizer::imaging {
namespace {

/// Whether `smaller` can be made from the resampled `larger`, without loss of quality: that has the same chroma and
/// alpha, is neither cropped nor enlarged, and at least `factor` times the target.
bool can_be_made_from(const PicturePlan& larger, const PicturePlan& smaller, double factor) noexcept {
  const Geometry& from = larger.geometry;
  const Geometry& to = smaller.geometry;
  const bool is_alike =
      larger.resampling.chroma == smaller.resampling.chroma && larger.resampling.alpha == smaller.resampling.alpha;
  const bool is_whole = from.source == from.available;
  const double times_x = to.source.width / to.resampled.width_px * from.resampled.width_px / from.source.width;
  const double times_y = to.source.height / to.resampled.height_px * from.resampled.height_px / from.source.height;
  const double times = std::min(times_x, times_y);
  return is_alike && is_whole && shrink_factor(from) >= 1 && times >= factor && times > 1;
}

}  // namespace

void chain_pictures(std::vector<PicturePlan>& pictures, double factor) {
  for (std::size_t place = 0; place < pictures.size(); ++place) {
    for (std::size_t larger = 0; larger < place; ++larger) {
      if (can_be_made_from(pictures[larger], pictures[place], factor)) pictures[place].larger = larger;
    }
  }
}

double decoder_shrink(const std::vector<PicturePlan>& pictures, double factor) {
  double shrink = std::numeric_limits<double>::infinity();
  for (const PicturePlan& picture : pictures) {
    if (!picture.larger) shrink = std::min(shrink, shrink_factor(picture.geometry));
  }
  return std::max(1.0, shrink / factor);
}

}  // namespace resizer::imaging
