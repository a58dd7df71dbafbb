#include "imaging/png_quantizer.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <unordered_map>
#include <vector>

namespace resizer::imaging {
namespace {

constexpr std::size_t kMaxColors = 256;
constexpr double kMinPsnrDb = 40;

using Color = std::array<std::uint8_t, 4>;

/// A colour and how many pixels have it.
struct Counted {
  Color color{};
  double pixels = 0;
};
using Iterator = std::vector<Counted>::iterator;

std::uint32_t key_of(const Color& color) noexcept {
  return color[0] | static_cast<std::uint32_t>(color[1]) << 8U | static_cast<std::uint32_t>(color[2]) << 16U |
         static_cast<std::uint32_t>(color[3]) << 24U;
}

Color color_at(const Image& image, int x, int y) noexcept {
  Color color{0, 0, 0, 0};
  for (std::size_t plane = 0; plane < image.planes.size(); ++plane) color[plane] = image.planes[plane].ptr(y)[x];
  return color;
}

std::vector<Counted> count_colors(const Image& image) {
  std::vector<std::uint32_t> keys;
  keys.reserve(std::size_t{image.size.width_px} * image.size.height_px);
  for (int y = 0; y < image.planes[0].rows; ++y) {
    for (int x = 0; x < image.planes[0].cols; ++x) keys.push_back(key_of(color_at(image, x, y)));
  }
  std::sort(keys.begin(), keys.end());
  std::vector<Counted> counted;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (i == 0 || keys[i] != keys[i - 1]) {
      const std::uint32_t key = keys[i];
      counted.push_back({{static_cast<std::uint8_t>(key), static_cast<std::uint8_t>(key >> 8U),
                          static_cast<std::uint8_t>(key >> 16U), static_cast<std::uint8_t>(key >> 24U)},
                         0});
    }
    ++counted.back().pixels;
  }
  return counted;
}

/// Colours that become one.
class Group {
 public:
  Group(Iterator begin, Iterator end) : begin_(begin), end_(end) {
    std::array<double, 4> squares{};
    for (Iterator it = begin; it != end; ++it) {
      pixels_ += it->pixels;
      for (std::size_t i = 0; i < 4; ++i) {
        mean_[i] += it->pixels * it->color[i];
        squares[i] += it->pixels * it->color[i] * it->color[i];
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

  /// Squared differences from the mean, over all pixels.
  double spread() const noexcept { return spread_; }
  bool can_split() const noexcept { return end_ - begin_ > 1 && widest_spread_ > 0; }

  /// Where the colours below the mean of the channel that varies most end.
  Iterator split() const {
    return std::partition(begin_, end_, [this](const Counted& entry) { return entry.color[widest_] < mean_[widest_]; });
  }
  Iterator begin() const noexcept { return begin_; }
  Iterator end() const noexcept { return end_; }

  Color representative() const {
    const auto most = std::max_element(begin_, end_, [](const auto& a, const auto& b) { return a.pixels < b.pixels; });
    if (most->pixels * 2 > pixels_) return most->color;
    Color color{};
    for (std::size_t i = 0; i < 4; ++i) color[i] = static_cast<std::uint8_t>(std::lround(mean_[i]));
    return color;
  }

 private:
  Iterator begin_;
  Iterator end_;
  double pixels_ = 0;
  std::array<double, 4> mean_{};
  double spread_ = 0;
  double widest_spread_ = 0;
  std::size_t widest_ = 0;
};

std::vector<Group> group(std::vector<Counted>& colors) {
  const auto narrower = [](const Group& a, const Group& b) { return a.spread() < b.spread(); };
  std::vector<Group> groups{Group(colors.begin(), colors.end())};  // a heap, the widest first
  while (groups.size() < kMaxColors && groups.front().can_split()) {
    std::pop_heap(groups.begin(), groups.end(), narrower);
    const Group widest = groups.back();
    groups.pop_back();
    const Iterator middle = widest.split();
    for (const Group& half : {Group(widest.begin(), middle), Group(middle, widest.end())}) {
      groups.push_back(half);
      std::push_heap(groups.begin(), groups.end(), narrower);
    }
  }
  return groups;
}

double squared_distance(const Color& a, const Color& b) noexcept {
  double sum = 0;
  for (std::size_t i = 0; i < 4; ++i) sum += (a[i] - b[i]) * (a[i] - b[i]);
  return sum;
}

}  // namespace

std::optional<Image> in_few_colors(const Image& image) {
  std::vector<Counted> colors = count_colors(image);
  std::unordered_map<std::uint32_t, Color> replacement;
  double squares = 0;
  for (const Group& part : group(colors)) {
    const Color color = part.representative();
    for (Iterator it = part.begin(); it != part.end(); ++it) {
      replacement[key_of(it->color)] = color;
      squares += it->pixels * squared_distance(it->color, color);
    }
  }
  const double samples = static_cast<double>(image.planes.size()) * image.size.width_px * image.size.height_px;
  if (10 * std::log10(255.0 * 255 * samples / std::max(squares, 1.0)) < kMinPsnrDb) return std::nullopt;

  Image result = make_image(image.format, image.size);
  for (int y = 0; y < image.planes[0].rows; ++y) {
    for (int x = 0; x < image.planes[0].cols; ++x) {
      const Color& color = replacement[key_of(color_at(image, x, y))];
      for (std::size_t plane = 0; plane < result.planes.size(); ++plane) result.planes[plane].ptr(y)[x] = color[plane];
    }
  }
  return result;
}

}  // namespace resizer::imaging
