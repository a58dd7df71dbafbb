#include "imaging/pipeline/content_crop.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <numbers>
#include <opencv2/core.hpp>
#include <vector>

#include "imaging/pipeline/attention_map.hpp"

namespace resizer::imaging {
namespace {

/// How much a part matters that begins at `start`, in pixels.
using Rating = std::function<double(double start)>;

/// The best start of a part of that length. Tries up to a hundred, from the center outwards.
std::uint32_t best_start(std::uint32_t whole_px, std::uint32_t part_px, const Rating& rate) {
  if (part_px >= whole_px) return 0;
  constexpr std::uint32_t kMostSteps = 100;
  constexpr double kTie = 1e-6;
  const double room_px = whole_px - part_px;
  const std::uint32_t steps = std::min(whole_px - part_px, kMostSteps);
  std::vector<double> starts;
  for (std::uint32_t step = 0; step <= steps; ++step) starts.push_back(std::floor(room_px * step / steps));
  std::ranges::stable_sort(starts, {}, [&](double start) { return std::abs(start - room_px / 2); });
  double best = starts.front();
  double best_rating = rate(best);
  for (const double start : starts) {
    const double rating = rate(start);
    if (rating > best_rating + kTie * std::abs(best_rating)) {
      best = start;
      best_rating = rating;
    }
  }
  return static_cast<std::uint32_t>(best);
}

/// Sums of the columns, or of the rows.
std::vector<double> profile(const Grid& interest, bool of_columns) {
  const auto [width, height] = interest.size();
  std::vector<double> sums(static_cast<std::size_t>(of_columns ? width : height));
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) sums[static_cast<std::size_t>(of_columns ? x : y)] += interest(y, x);
  }
  return sums;
}

/// Weighs each cell by the integral of half a sine wave over the part of it that is kept.
std::uint32_t start_by_attention(const std::vector<double>& sums, std::uint32_t whole_px, std::uint32_t part_px) {
  const double cell_px = static_cast<double>(whole_px) / static_cast<double>(sums.size());
  return best_start(whole_px, part_px, [&](double start) {
    const auto integral_to = [&](std::size_t cell) {
      const double place = (static_cast<double>(cell) * cell_px - start) / part_px;
      return -std::cos(std::numbers::pi * std::clamp(place, 0.0, 1.0));
    };
    double rating = 0;
    for (std::size_t cell = 0; cell < sums.size(); ++cell) {
      rating += sums[cell] * (integral_to(cell + 1) - integral_to(cell));
    }
    return rating;
  });
}

constexpr std::size_t kLevels = 64;
using Histogram = std::array<double, kLevels>;

/// A histogram of luma for each of up to 256 strips across the image.
std::vector<Histogram> strip_histograms(const Image& image, bool of_columns) {
  constexpr int kMostStrips = 256;
  const cv::Mat& first = image.planes.front();
  const double zero = image.format.zero_sample(0);
  const double scale = (kLevels - 1) / (image.format.white_sample(0) - zero);
  const int side = of_columns ? first.cols : first.rows;
  const int strips = std::min(side, kMostStrips);
  std::vector<Histogram> histograms(static_cast<std::size_t>(strips));
  cv::Mat row;
  for (int y = 0; y < first.rows; ++y) {
    // Green is most of luma.
    const cv::Mat& plane = image.format.family == ColorFamily::rgb ? image.planes[1] : first;
    plane.row(y).convertTo(row, CV_32F, scale, -zero * scale);
    for (int x = 0; x < first.cols; ++x) {
      const auto strip = static_cast<std::size_t>(std::int64_t{of_columns ? x : y} * strips / side);
      const float level = std::clamp(std::round(row.at<float>(0, x)), 0.0F, kLevels - 1.0F);
      histograms[strip][static_cast<std::size_t>(level)] += 1;
    }
  }
  return histograms;
}

double entropy_of(const Histogram& histogram) {
  double total = 0;
  for (const double count : histogram) total += count;
  double entropy = 0;
  for (const double count : histogram) {
    if (count > 0) entropy -= count / total * std::log2(count / total);
  }
  return entropy;
}

std::uint32_t start_by_entropy(const Image& image, bool of_columns, std::uint32_t whole_px, std::uint32_t part_px) {
  if (part_px >= whole_px) return 0;
  const std::vector<Histogram> strips = strip_histograms(image, of_columns);
  const double strip_px = static_cast<double>(whole_px) / static_cast<double>(strips.size());
  return best_start(whole_px, part_px, [&](double start) {
    Histogram sum{};
    for (std::size_t strip = 0; strip < strips.size(); ++strip) {
      const double middle = (static_cast<double>(strip) + 0.5) * strip_px;
      if (middle < start || middle >= start + part_px) continue;
      std::ranges::transform(sum, strips[strip], sum.begin(), std::plus());
    }
    return entropy_of(sum);
  });
}

}  // namespace

Position position_by_content(const Image& image, Size part, model::Gravity gravity) {
  if (gravity == model::Gravity::entropy) {
    return {start_by_entropy(image, true, image.size.width_px, part.width_px),
            start_by_entropy(image, false, image.size.height_px, part.height_px)};
  }
  const Grid interest = attention_map(image);
  return {start_by_attention(profile(interest, true), image.size.width_px, part.width_px),
          start_by_attention(profile(interest, false), image.size.height_px, part.height_px)};
}

}  // namespace resizer::imaging
