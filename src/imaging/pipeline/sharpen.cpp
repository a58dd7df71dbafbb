#include "imaging/pipeline/sharpen.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <vector>

#include "imaging/core/float_lanes.hpp"

namespace resizer::imaging {
namespace {

using Row = std::vector<float>;

constexpr float kMostOvershoot = 0.1F;  ///< As a share of the contrast around a pixel.

/// Half of a symmetric kernel with the sum 1, from its center.
Row gaussian(double deviation_px) {
  const auto reach = static_cast<std::size_t>(std::ceil(3 * deviation_px));
  Row weights(reach + 1);
  float sum = 0;
  for (std::size_t distance = 0; distance <= reach; ++distance) {
    const double ratio = static_cast<double>(distance) / deviation_px;
    weights[distance] = static_cast<float>(std::exp(-ratio * ratio / 2));
    sum += distance == 0 ? weights[distance] : 2 * weights[distance];
  }
  for (float& weight : weights) weight /= sum;
  return weights;
}

RESIZER_FOR_EACH_MACHINE void scale(const float* from, float weight, float* to, std::size_t count) noexcept {
  for (std::size_t x = 0; x < count; ++x) to[x] = weight * from[x];
}

/// Pairs make the sum the same from left to right as from right to left.
RESIZER_FOR_EACH_MACHINE void add_pair(const float* a, const float* b, float weight, float* sum,
                                       std::size_t count) noexcept {
  for (std::size_t x = 0; x < count; ++x) sum[x] += weight * (a[x] + b[x]);
}

RESIZER_FOR_EACH_MACHINE void multiply(float* row, const float* by, std::size_t count) noexcept {
  for (std::size_t x = 0; x < count; ++x) row[x] *= by[x];
}

void load_row(const Image& image, unsigned plane, int y, float* row) {
  const cv::Mat& from = image.planes[plane];
  if (image.format.sample == SampleType::u8) std::copy_n(from.ptr<std::uint8_t>(y), from.cols, row);
  if (image.format.sample == SampleType::u16) std::copy_n(from.ptr<std::uint16_t>(y), from.cols, row);
  if (image.format.sample == SampleType::f32) std::copy_n(from.ptr<float>(y), from.cols, row);
}

constexpr float kHalf = 0.5F;

template <class Sample>
void store_rounded(const Row& row, float largest, Sample* target) {
  for (const float value : row) *target++ = static_cast<Sample>(std::clamp(value, 0.0F, largest) + kHalf);
}

void store_row(const Row& row, int y, const PixelFormat& format, cv::Mat& plane) {
  const auto largest = static_cast<float>((std::uint64_t{1} << format.depth_bits) - 1);
  if (format.sample == SampleType::u8) store_rounded(row, largest, plane.ptr<std::uint8_t>(y));
  if (format.sample == SampleType::u16) store_rounded(row, largest, plane.ptr<std::uint16_t>(y));
  if (format.sample == SampleType::f32) std::ranges::copy(row, plane.ptr<float>(y));
}

/// The rows that the blur of one row needs, in a ring, each repeating its ends as far as the kernel reaches.
class UnsharpMask {
 public:
  UnsharpMask(const Image& image, model::Sharpening sharpening)
      : image_(image),
        width_(image.size.width_px),
        last_row_(static_cast<int>(image.size.height_px) - 1),
        amount_(static_cast<float>(sharpening.amount)),
        kernel_(gaussian(sharpening.radius_px)),
        reach_(static_cast<int>(kernel_.size()) - 1),
        rows_(2 * kernel_.size() - 1) {}

  /// What to add to luma in row y; the rows are asked for in order.
  const Row& differences(int y) {
    while (next_row_ <= std::min(y + reach_, last_row_)) load(next_row_++);
    blur_down(y, &Rows::blurred, blurred_);
    if (image_.format.has_alpha()) blur_down(y, &Rows::blurred_weight, blurred_weight_);
    find_extremes(y);
    differences_.resize(width_);
    for (std::size_t x = 0; x < width_; ++x) differences_[x] = difference(y, x);
    return differences_;
  }

 private:
  struct Rows {
    Row luma;
    Row weight;  ///< Alpha; empty without.
    Row blurred;
    Row blurred_weight;
  };

  const Rows& rows(int y) const noexcept {
    return rows_[static_cast<std::size_t>(std::clamp(y, 0, last_row_)) % rows_.size()];
  }

  void load(int y) {
    Rows& to = rows_[static_cast<std::size_t>(y) % rows_.size()];
    to.luma = luma_of(y);
    if (!image_.format.has_alpha()) return blur_across(to.luma, to.blurred);
    to.weight.resize(width_);
    load_row(image_, image_.format.color_planes(), y, to.weight.data());
    Row weighted = to.luma;
    multiply(weighted.data(), to.weight.data(), width_);
    blur_across(weighted, to.blurred);
    blur_across(to.weight, to.blurred_weight);
  }

  /// Of RGB, as ITU-R BT.601 weights it.
  Row luma_of(int y) {
    Row luma(width_);
    load_row(image_, 0, y, luma.data());
    if (image_.format.family != ColorFamily::rgb) return luma;
    Row green(width_);
    Row blue(width_);
    load_row(image_, 1, y, green.data());
    load_row(image_, 2, y, blue.data());
    for (std::size_t x = 0; x < width_; ++x) luma[x] = 0.299F * luma[x] + 0.587F * green[x] + 0.114F * blue[x];
    return luma;
  }

  void blur_across(const Row& row, Row& blurred) {
    const auto reach = static_cast<std::size_t>(reach_);
    padded_.resize(width_ + 2 * reach);
    std::fill_n(padded_.begin(), reach_, row.front());
    std::ranges::copy(row, padded_.begin() + reach_);
    std::fill_n(padded_.end() - reach_, reach_, row.back());
    const float* center = padded_.data() + reach;
    blurred.resize(width_);
    scale(center, kernel_[0], blurred.data(), width_);
    for (std::size_t i = 1; i <= reach; ++i) add_pair(center - i, center + i, kernel_[i], blurred.data(), width_);
  }

  void blur_down(int y, Row Rows::*across, Row& blurred) const {
    blurred.resize(width_);
    scale((rows(y).*across).data(), kernel_[0], blurred.data(), width_);
    for (int i = 1; i <= reach_; ++i) {
      add_pair((rows(y - i).*across).data(), (rows(y + i).*across).data(), kernel_[static_cast<std::size_t>(i)],
               blurred.data(), width_);
    }
  }

  /// Of visible pixels in three rows, column by column.
  void find_extremes(int y) {
    constexpr float kMost = std::numeric_limits<float>::max();
    constexpr float kLeast = std::numeric_limits<float>::lowest();
    lowest_.assign(width_, kMost);
    highest_.assign(width_, kLeast);
    for (const int near_y : {y - 1, y, y + 1}) {
      const Rows& near = rows(near_y);
      for (std::size_t x = 0; x < width_; ++x) {
        const bool is_visible = near.weight.empty() || near.weight[x] > 0;
        lowest_[x] = std::min(lowest_[x], is_visible ? near.luma[x] : kMost);
        highest_[x] = std::max(highest_[x], is_visible ? near.luma[x] : kLeast);
      }
    }
  }

  float difference(int y, std::size_t x) const noexcept {
    const Rows& here = rows(y);
    if (!here.weight.empty() && here.weight[x] <= 0) return 0;
    const float luma = here.luma[x];
    const float blurred = here.weight.empty() ? blurred_[x] : blurred_[x] / blurred_weight_[x];
    const std::size_t left = x == 0 ? 0 : x - 1;
    const std::size_t right = std::min(x + 1, width_ - 1);
    const float lowest = std::min({lowest_[left], lowest_[x], lowest_[right]});
    const float highest = std::max({highest_[left], highest_[x], highest_[right]});
    const float overshoot = kMostOvershoot * (highest - lowest);
    return std::clamp(luma + amount_ * (luma - blurred), lowest - overshoot, highest + overshoot) - luma;
  }

  const Image& image_;
  std::size_t width_;
  int last_row_;
  float amount_;
  Row kernel_;
  int reach_;
  std::vector<Rows> rows_;
  int next_row_ = 0;
  Row padded_;
  Row blurred_;
  Row blurred_weight_;
  Row lowest_;
  Row highest_;
  Row differences_;
};

/// Cuts the difference where a channel would be clipped, which would change the hue.
void keep_hue(const std::vector<Row>& channels, float largest, Row& differences) {
  for (std::size_t x = 0; x < differences.size(); ++x) {
    const auto [lowest, highest] = std::minmax({channels[0][x], channels[1][x], channels[2][x]});
    differences[x] = std::clamp(differences[x], -lowest, largest - highest);
  }
}

}  // namespace

Image sharpened(const Image& image, model::Sharpening sharpening) {
  const PixelFormat& format = image.format;
  const unsigned changed = format.family == ColorFamily::rgb ? 3 : 1;
  Image result = make_image(format, image.size);
  std::copy(image.planes.begin() + changed, image.planes.end(), result.planes.begin() + changed);
  UnsharpMask mask(image, sharpening);
  std::vector<Row> channels(changed, Row(image.size.width_px));
  for (int y = 0; y < static_cast<int>(image.size.height_px); ++y) {
    Row differences = mask.differences(y);
    for (unsigned plane = 0; plane < changed; ++plane) load_row(image, plane, y, channels[plane].data());
    if (changed > 1 && format.sample != SampleType::f32) {
      keep_hue(channels, static_cast<float>(format.white_sample(0)), differences);
    }
    for (unsigned plane = 0; plane < changed; ++plane) {
      Row& row = channels[plane];
      std::ranges::transform(row, differences, row.begin(), std::plus());
      store_row(row, y, format, result.planes[plane]);
    }
  }
  return result;
}

}  // namespace resizer::imaging
