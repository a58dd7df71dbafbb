#include "imaging/pipeline/alpha_bleeding.hpp"

#include <algorithm>
#include <opencv2/core.hpp>

namespace resizer::imaging {
namespace {

/// The reach of blocks of 4 to 8 samples and their filters.
constexpr std::uint32_t kReachPx = 8;

/// Lower alpha is hardly visible: ringing of a filter next to an edge is below this.
constexpr double kLeastVisible = 1.0 / 16;

/// A mask for a plane with this subsampling: 255 where a sample covers no visible pixel.
cv::Mat1b hidden_mask(const cv::Mat& alpha, double least_visible, Size plane, Subsampling subsampling) {
  cv::Mat1b hidden_pixels;
  cv::compare(alpha, least_visible, hidden_pixels, cv::CMP_LT);
  if (subsampling == Subsampling{}) return hidden_pixels;
  cv::Mat1b mask(static_cast<int>(plane.height_px), static_cast<int>(plane.width_px));
  for (int y = 0; y < mask.rows; ++y) {
    for (int x = 0; x < mask.cols; ++x) {
      const cv::Rect block(x << subsampling.log2_x, y << subsampling.log2_y, 1 << subsampling.log2_x,
                           1 << subsampling.log2_y);
      const cv::Mat pixels = hidden_pixels(block & cv::Rect({}, hidden_pixels.size()));
      mask(y, x) = cv::countNonZero(pixels) == static_cast<int>(pixels.total()) ? 255 : 0;
    }
  }
  return mask;
}

}  // namespace

void bleed_alpha_edges(const Image& straight, Resampler& resampler) {
  const PixelFormat& format = straight.format;
  const auto whole = [](Size size) {
    return Region{0, 0, static_cast<double>(size.width_px), static_cast<double>(size.height_px)};
  };
  // Means weighted by alpha, as in resampling, give the colors of visible pixels nearby.
  const Size coarse_size{(straight.size.width_px + kReachPx - 1) / kReachPx,
                         (straight.size.height_px + kReachPx - 1) / kReachPx};
  const Image coarse = resampler.resample(
      straight, {whole(straight.size), coarse_size, format.subsampling, Alpha::straight, model::Filter::box});
  const Image spread = resampler.resample(
      coarse, {whole(coarse_size), straight.size, format.subsampling, Alpha::straight, model::Filter::bilinear});
  const double opaque = format.sample == SampleType::f32 ? 1 : (1U << format.depth_bits) - 1;
  for (unsigned plane = 0; plane < format.color_planes(); ++plane) {
    const Subsampling subsampling = format.subsampling_of(plane);
    const cv::Mat1b hidden = hidden_mask(straight.planes.back(), kLeastVisible * opaque,
                                         plane_size(straight.size, subsampling), subsampling);
    cv::Mat target = straight.planes[plane];
    spread.planes[plane].copyTo(target, hidden);
  }
}

}  // namespace resizer::imaging
