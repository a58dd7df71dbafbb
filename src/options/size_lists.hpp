#pragma once

#include <cstdint>
#include <vector>

#include "model/options.hpp"
#include "options/values.hpp"

namespace resizer::options {

/// The sizes on the command line, one list per option.
struct SizeLists {
  std::vector<std::uint32_t> widths_px;
  std::vector<std::uint32_t> heights_px;
  std::vector<std::uint32_t> long_edges_px;
  std::vector<double> percents;
};

/// Lengths in pixels: "800" or "400,800,1600".
std::vector<std::uint32_t> parse_lengths(const Argument& argument);

/// Percentages, above 0 and up to 10000: "50" or "12.5,25,50".
std::vector<double> parse_percents(const Argument& argument);

/// The requested sizes. Widths and heights are paired in order; a single value is paired with each of the other list.
/// Throws util::Error(usage) without any size, if lists do not pair up, or if two kinds of size are mixed.
std::vector<model::TargetSize> pair_sizes(const SizeLists& lists);

/// Throws util::Error(usage) if an image would have more than model::kMaxOutputs outputs.
void check_outputs(const model::ResizeOptions& options);

}  // namespace resizer::options
