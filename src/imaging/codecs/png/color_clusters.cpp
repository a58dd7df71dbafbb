#include "imaging/codecs/png/color_clusters.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace resizer::imaging {
namespace {

/// More gain little: with 1024, 256 colors are 0.8 dB closer, in ten times the time.
constexpr std::size_t kMaxGroups = 384;

using Channels = std::array<double, 4>;

struct Entry {
  PngColorCount counted;
  std::size_t place = 0;
};
using Iterator = std::vector<Entry>::iterator;

/// Adjacent entries, and their variance.
class Range {
 public:
  Range(Iterator begin, Iterator end) : begin_(begin), end_(end) {
    Channels squares{};
    for (auto it = begin; it != end; ++it) {
      const double pixels = it->counted.pixels;
      pixels_ += pixels;
      for (std::size_t i = 0; i < 4; ++i) {
        const double value = it->counted.color[i];
        mean_[i] += pixels * value;
        squares[i] += pixels * value * value;
      }
    }
    for (std::size_t i = 0; i < 4; ++i) {
      mean_[i] /= pixels_;
      const double spread = squares[i] - pixels_ * mean_[i] * mean_[i];
      spread_ += spread;
      if (spread > widest_spread_) {
        widest_spread_ = spread;
        widest_ = i;
      }
    }
  }

  double pixels() const noexcept { return pixels_; }
  const Channels& mean() const noexcept { return mean_; }
  /// Squared differences from the mean, over all pixels.
  double spread() const noexcept { return spread_; }
  bool can_split() const noexcept { return end_ - begin_ > 1 && widest_spread_ > 0; }
  Iterator begin() const noexcept { return begin_; }
  Iterator end() const noexcept { return end_; }

  /// The end of the colors below the mean of the channel with the largest variance.
  Iterator split() const {
    return std::partition(begin_, end_,
                          [this](const Entry& entry) { return entry.counted.color[widest_] < mean_[widest_]; });
  }

 private:
  Iterator begin_;
  Iterator end_;
  double pixels_ = 0;
  Channels mean_{};
  double spread_ = 0;
  double widest_spread_ = 0;
  std::size_t widest_ = 0;
};

std::vector<Range> split(std::vector<Entry>& entries) {
  const auto narrower = [](const Range& a, const Range& b) { return a.spread() < b.spread(); };
  std::vector<Range> ranges{Range(entries.begin(), entries.end())};  // a heap, the widest first
  while (ranges.size() < kMaxGroups && ranges.front().can_split()) {
    std::pop_heap(ranges.begin(), ranges.end(), narrower);
    const Range widest = ranges.back();
    ranges.pop_back();
    const auto middle = widest.split();
    for (const Range& half : {Range(widest.begin(), middle), Range(middle, widest.end())}) {
      ranges.push_back(half);
      std::push_heap(ranges.begin(), ranges.end(), narrower);
    }
  }
  return ranges;
}

}  // namespace

ColorClusters::ColorClusters(const std::vector<PngColorCount>& colors) : group_of_(colors.size()) {
  std::vector<Entry> entries;
  entries.reserve(colors.size());
  for (const PngColorCount& color : colors) entries.push_back({color, entries.size()});
  const auto fewer = [](const Entry& a, const Entry& b) { return a.counted.pixels < b.counted.pixels; };
  for (const Range& range : split(entries)) {
    for (const Entry& entry : range) group_of_[entry.place] = groups_.size();
    const Entry& most = *std::max_element(range.begin(), range.end(), fewer);
    groups_.push_back({range.pixels(), range.mean(), most.counted});
  }
  left_ = groups_.size();
  for (std::size_t group = 0; group < groups_.size(); ++group) partners_.push_back(partner_of(group));
}

/// The increase of the squared error by merging (Ward 1963).
double ColorClusters::merging_cost(const Group& a, const Group& b) noexcept {
  double distance = 0;
  for (std::size_t i = 0; i < 4; ++i) distance += (a.mean[i] - b.mean[i]) * (a.mean[i] - b.mean[i]);
  return a.pixels * b.pixels / (a.pixels + b.pixels) * distance;
}

ColorClusters::Partner ColorClusters::partner_of(std::size_t group) const noexcept {
  Partner best{kNone, std::numeric_limits<double>::infinity()};
  for (std::size_t other = 0; other < groups_.size(); ++other) {
    if (other == group || groups_[other].merged_into != kNone) continue;
    const double cost = merging_cost(groups_[group], groups_[other]);
    if (cost < best.cost) best = {other, cost};
  }
  return best;
}

std::size_t ColorClusters::best_to_merge() const noexcept {
  std::size_t best = kNone;
  for (std::size_t group = 0; group < groups_.size(); ++group) {
    if (groups_[group].merged_into != kNone) continue;
    if (best == kNone || partners_[group].cost < partners_[best].cost) best = group;
  }
  return best;
}

void ColorClusters::merge(std::size_t into, std::size_t other) noexcept {
  Group& a = groups_[into];
  Group& b = groups_[other];
  const double pixels = a.pixels + b.pixels;
  for (std::size_t i = 0; i < 4; ++i) a.mean[i] = (a.mean[i] * a.pixels + b.mean[i] * b.pixels) / pixels;
  a.pixels = pixels;
  if (b.most.pixels > a.most.pixels) a.most = b.most;
  b.merged_into = into;
  --left_;
}

void ColorClusters::merge_to(std::size_t count) {
  while (left_ > count) {
    const std::size_t into = best_to_merge();
    const std::size_t gone = partners_[into].group;
    merge(into, gone);
    for (std::size_t group = 0; group < groups_.size(); ++group) {
      if (groups_[group].merged_into != kNone) continue;
      Partner& partner = partners_[group];
      if (group == into || partner.group == into || partner.group == gone) {
        partner = partner_of(group);
      } else if (const double cost = merging_cost(groups_[group], groups_[into]); cost < partner.cost) {
        partner = {into, cost};
      }
    }
  }
}

std::vector<std::array<std::uint8_t, 4>> ColorClusters::shown() const {
  std::vector<std::array<std::uint8_t, 4>> shown;
  shown.reserve(group_of_.size());
  for (std::size_t group : group_of_) {
    while (groups_[group].merged_into != kNone) group = groups_[group].merged_into;
    const Group& merged = groups_[group];
    std::array<std::uint8_t, 4> color = merged.most.color;
    if (merged.most.pixels * 2.0 <= merged.pixels) {
      std::transform(merged.mean.begin(), merged.mean.end(), color.begin(),
                     [](double mean) { return static_cast<std::uint8_t>(std::lround(mean)); });
    }
    shown.push_back(color);
  }
  return shown;
}

}  // namespace resizer::imaging
