#include "imaging/pipeline/attention_map.hpp"

#include <algorithm>
#include <cmath>
#include <opencv2/core.hpp>

namespace resizer::imaging {
namespace {

constexpr int kMostCells = 128;

/// A grid with the proportions of an image, so that results hardly depend on its size. No cell is without chroma.
cv::Size grid_for(const Image& whole) {
  const Size image = plane_size(whole.size, whole.format.subsampling);
  const double scale = static_cast<double>(kMostCells) / std::max(image.width_px, image.height_px);
  const auto cells = [&](std::uint32_t side_px) {
    return static_cast<int>(std::clamp<double>(std::round(side_px * scale), 1, std::min<double>(side_px, kMostCells)));
  };
  return {cells(image.width_px), cells(image.height_px)};
}

/// The means of a plane's samples in each cell, from 0 at `zero` to 1 at `one`.
Grid cell_means(const cv::Mat& plane, cv::Size cells, double zero, double one) {
  Grid means(cells);
  Grid counts(cells);
  cv::Mat row;
  for (int y = 0; y < plane.rows; ++y) {
    plane.row(y).convertTo(row, CV_32F, 1 / (one - zero), -zero / (one - zero));
    const auto* samples = row.ptr<float>();
    const int cell_y = static_cast<int>(std::int64_t{y} * cells.height / plane.rows);
    for (int x = 0; x < plane.cols; ++x) {
      const int cell_x = static_cast<int>(std::int64_t{x} * cells.width / plane.cols);
      means(cell_y, cell_x) += samples[x];
      counts(cell_y, cell_x) += 1;
    }
  }
  for (int y = 0; y < cells.height; ++y) {
    for (int x = 0; x < cells.width; ++x) means(y, x) /= counts(y, x);
  }
  return means;
}

/// Luma from 0 to 1, and color differences from -0.5 to 0.5, of full range (ITU-R BT.601).
struct Colors {
  Grid luma;
  Grid cb;
  Grid cr;
};

/// Red, green and blue to luma and color differences, in place.
void to_differences(Colors& colors) {
  const auto [width, height] = colors.luma.size();
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const float red = colors.luma(y, x);
      const float green = colors.cb(y, x);
      const float blue = colors.cr(y, x);
      const float luma = 0.299F * red + 0.587F * green + 0.114F * blue;
      colors.luma(y, x) = luma;
      colors.cb(y, x) = (blue - luma) * 0.564F;
      colors.cr(y, x) = (red - luma) * 0.713F;
    }
  }
}

Colors cell_colors(const Image& image, cv::Size cells) {
  const PixelFormat& format = image.format;
  const auto plane = [&](unsigned index, double zero, double one) {
    return cell_means(image.planes[index], cells, zero, one);
  };
  const auto channel = [&](unsigned index) {
    return plane(index, format.zero_sample(index), format.white_sample(index));
  };
  if (format.family == ColorFamily::gray) return {channel(0), Grid(cells), Grid(cells)};
  if (format.family == ColorFamily::ycbcr) {
    const double zero = format.zero_sample(1);
    const double one = zero + (1U << format.depth_bits);
    return {channel(0), plane(1, zero, one), plane(2, zero, one)};
  }
  Colors colors{channel(0), channel(1), channel(2)};
  to_differences(colors);
  return colors;
}

float edge_at(const Grid& luma, int y, int x) {
  const auto at = [&](int row, int column) {
    return luma(std::clamp(row, 0, luma.size().height - 1), std::clamp(column, 0, luma.size().width - 1));
  };
  return std::abs(4 * at(y, x) - at(y - 1, x) - at(y + 1, x) - at(y, x - 1) - at(y, x + 1));
}

float skin_of(float luma, float cb, float cr) {
  constexpr float kDarkest = 0.15F;
  constexpr float kBrightest = 0.95F;
  constexpr float kCb = -0.10F;
  constexpr float kCr = 0.10F;
  constexpr float kSpread = 0.05F;
  if (luma < kDarkest || luma > kBrightest) return 0;
  return std::exp(-(std::pow(cb - kCb, 2.0F) + std::pow(cr - kCr, 2.0F)) / (2 * kSpread * kSpread));
}

}  // namespace

Grid attention_map(const Image& image) {
  constexpr float kEdges = 1;
  constexpr float kSkin = 0.5F;
  constexpr float kSaturation = 0.5F;
  const cv::Size cells = grid_for(image);
  const Colors colors = cell_colors(image, cells);
  Grid interest(cells);
  for (int y = 0; y < cells.height; ++y) {
    for (int x = 0; x < cells.width; ++x) {
      const float cb = colors.cb(y, x);
      const float cr = colors.cr(y, x);
      interest(y, x) = kEdges * edge_at(colors.luma, y, x) + kSkin * skin_of(colors.luma(y, x), cb, cr) +
                       kSaturation * std::hypot(cb, cr);
    }
  }
  if (!image.format.has_alpha()) return interest;
  const unsigned last = image.format.planes() - 1;
  const Grid alpha = cell_means(image.planes[last], cells, 0, image.format.white_sample(last));
  for (int y = 0; y < cells.height; ++y) {
    for (int x = 0; x < cells.width; ++x) interest(y, x) *= alpha(y, x);
  }
  return interest;
}

}  // namespace resizer::imaging
