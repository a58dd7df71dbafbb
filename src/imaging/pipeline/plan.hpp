#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include "imaging/codecs/codec.hpp"
#include "imaging/color/transfer_curves.hpp"
#include "imaging/resample/geometry.hpp"
#include "imaging/resample/resampler.hpp"

namespace resizer::imaging {

/// The plan for one size of an image.
struct OutputPlan {
  std::size_t index = 0;  ///< Of the size, in options.sizes.
  Geometry geometry;
  /// From the stored image, at full size. The size is geometry.resampled rounded up to whole chroma samples, and the
  /// region is extended accordingly, on the side that is last once upright.
  Resampling resampling;
  /// The index in the plan of the larger output from which this one is made; none: from the decoded image.
  std::optional<std::size_t> larger;

  /// The resampling from an image decoded in this layout.
  Resampling resampling_from(const DecodedLayout& layout) const;
  /// The resampling from a larger output.
  Resampling resampling_from(const OutputPlan& larger) const;
};

/// All decisions about an image, made from its header before decoding.
struct ConversionPlan {
  DecodeRequest decode;
  /// Between samples and linear light; none: samples are resampled as they are.
  std::shared_ptr<const TransferCurves> curves;
  bool to_srgb = false;
  std::optional<model::BackgroundColor> background;
  /// A gray image needs colors, for its background.
  bool gray_to_rgb = false;
  PixelFormat pre_rotation;         ///< The encoded format, before the orientation is applied.
  PixelFormat stored;               ///< The encoded format.
  std::vector<OutputPlan> outputs;  ///< Largest first, so that larger ones exist when needed.
  model::Warnings warnings;         ///< About what the output format cannot hold.
};

/// One output for each of options.sizes. Throws util::Error(too_large) for an output that `target` cannot hold, or for
/// a crop that exceeds the image.
ConversionPlan plan_conversion(const ImageInfo& info, const Codec& source, const Codec& target,
                               const model::ResizeOptions& options);

/// The codec for an output: the requested format, otherwise that of the input or, if that cannot be written, that of
/// the output's extension. Throws util::Error(unsupported_format).
const Codec& output_codec(const Codec& source, std::optional<model::Format> asked, const std::filesystem::path& output);

}  // namespace resizer::imaging
