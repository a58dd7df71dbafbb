#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace resizer::imaging {

/// A color (red, green, blue, alpha) and how many pixels have it.
struct PngColorCount {
  std::array<std::uint8_t, 4> color{};
  std::uint32_t pixels = 0;
};

/// Clusters the colors of an image, for a palette. Colors are first split where they vary most (after Wan, Wong and
/// Prusinkiewicz, "An algorithm for multidimensional data clustering", 1988); then the two clusters whose merging adds
/// least to the squared error (Ward 1963) are merged, repeatedly.
class ColorClusters {
 public:
  /// `colors`, not empty, are referred to by index.
  explicit ColorClusters(const std::vector<PngColorCount>& colors);

  /// Merges until there are at most `count` groups.
  void merge_to(std::size_t count);

  /// The replacement of each color: the color of most pixels of its group, so that flat areas stay exactly the same, or
  /// the mean if there is none.
  std::vector<std::array<std::uint8_t, 4>> shown() const;

 private:
  struct Group {
    double pixels = 0;
    std::array<double, 4> mean{};
    PngColorCount most{};
    std::size_t merged_into = kNone;
  };
  /// The group that is best merged with another.
  struct Partner {
    std::size_t group = kNone;
    double cost = 0;
  };
  static constexpr std::size_t kNone = SIZE_MAX;

  static double merging_cost(const Group& a, const Group& b) noexcept;
  Partner partner_of(std::size_t group) const noexcept;
  void merge(std::size_t into, std::size_t other) noexcept;
  std::size_t best_to_merge() const noexcept;

  std::vector<std::size_t> group_of_;  ///< Of each color, before any merging.
  std::vector<Group> groups_;
  std::vector<Partner> partners_;
  std::size_t left_ = 0;
};

}  // namespace resizer::imaging
