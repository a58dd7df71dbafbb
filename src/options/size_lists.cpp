#include "options/size_lists.hpp"

#include <algorithm>
#include <string>

#include "model/job.hpp"
#include "util/error.hpp"

namespace resizer::options {
namespace {

[[noreturn]] void throw_usage(const std::string& message) {
  throw util::Error(util::ErrorCode::usage, message);
}

template <class Parse>
auto parse_sizes(const Argument& argument, const Parse& parse) {
  auto sizes = parse_list(argument, parse);
  if (sizes.size() > model::kMaxOutputs) {
    throw_bad_value(argument, "give at most " + std::to_string(model::kMaxOutputs) + " sizes");
  }
  return sizes;
}

/// The list's value for size `index`; none if the list is empty.
std::optional<std::uint32_t> value_for(const std::vector<std::uint32_t>& list, std::size_t index) {
  if (list.empty()) return std::nullopt;
  return list.size() == 1 ? list.front() : list[index];
}

std::vector<model::TargetSize> pair_boxes(const SizeLists& lists) {
  const std::size_t widths = lists.widths_px.size();
  const std::size_t heights = lists.heights_px.size();
  if (widths > 1 && heights > 1 && widths != heights) {
    throw_usage("--width has " + std::to_string(widths) + " values and --height has " + std::to_string(heights) +
                ": give as many of each, or one for all");
  }
  std::vector<model::TargetSize> sizes;
  for (std::size_t index = 0; index < std::max(widths, heights); ++index) {
    sizes.emplace_back(model::Box{value_for(lists.widths_px, index), value_for(lists.heights_px, index)});
  }
  return sizes;
}

void check_lossless(const model::ResizeOptions& options) {
  if (!options.lossless) return;
  if (options.quality) throw_usage("--lossless and --quality cannot be combined: nothing is lost at any quality");
  if (options.target_bytes) {
    throw_usage("--lossless and --target-size cannot be combined: files are as large as their images need");
  }
  for (const model::Format format : options.formats) {
    const model::FormatTraits& traits = model::traits_of(format);
    if (traits.compressions != model::Compressions::lossy) continue;
    throw_usage("--lossless and --format " + std::string(traits.name) +
                " cannot be combined: " + std::string(traits.label) + " cannot be lossless");
  }
}

}  // namespace

std::vector<std::uint32_t> parse_lengths(const Argument& argument) {
  constexpr std::uint32_t kLargestSidePx = 1'000'000;
  return parse_sizes(argument, [](const Argument& one) { return parse_whole(one, 1, kLargestSidePx); });
}

std::vector<double> parse_percents(const Argument& argument) {
  return parse_sizes(argument, parse_scale_percent);
}

std::vector<model::TargetSize> pair_sizes(const SizeLists& lists) {
  std::vector<model::TargetSize> sizes = pair_boxes(lists);
  const bool has_box = !sizes.empty();
  if (has_box + !lists.long_edges_px.empty() + !lists.percents.empty() > 1) {
    throw_usage("choose one way to give the size: --width and --height, --long-edge, or --percent");
  }
  for (const std::uint32_t length_px : lists.long_edges_px) sizes.emplace_back(model::LongEdge{length_px});
  for (const double value : lists.percents) sizes.emplace_back(model::Percent{value});
  if (sizes.empty()) {
    throw_usage("the size is missing: give --width, --height, --long-edge or --percent, such as --width 800");
  }
  return sizes;
}

void check_outputs(const model::ResizeOptions& options) {
  check_lossless(options);
  const std::size_t sizes = options.sizes.size();
  const std::size_t formats = std::max<std::size_t>(options.formats.size(), 1);
  if (sizes * formats <= model::kMaxOutputs) return;
  throw_usage(std::to_string(sizes) + " sizes in " + std::to_string(formats) + " formats are " +
              std::to_string(sizes * formats) + " outputs of an image, more than the limit of " +
              std::to_string(model::kMaxOutputs));
}

}  // namespace resizer::options
