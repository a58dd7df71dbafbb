#pragma once

#include <cstdint>
#include <vector>

#include "model/options.hpp"
#include "options/values.hpp"

namespace resizer::options {

/// The sizes as the command line gives them, each option a list of its own.
struct SizeLists {
  std::vector<std::uint32_t> widths_px;
  std::vector<std::uint32_t> heights_px;
  std::vector<std::uint32_t> long_edges_px;
  std::vector<double> percents;
};

/// Lengths in pixels: "800" or "400,800,1600".
std::vector<std::uint32_t> parse_lengths(const Argument& argument);

/// Shares in percent, above 0 and up to 10000: "50" or "12.5,25,50".
std::vector<double> parse_percents(const Argument& argument);

/// The sizes meant. The first width goes with the first height and so on; one alone goes with all of the other list.
/// Throws util::Error(usage) where there is no size, where lists do not pair, and where two kinds of size are mixed.
std::vector<model::TargetSize> pair_sizes(const SizeLists& lists);

}  // namespace resizer::options
