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

/// What is to be made of one picture in one size.
struct OutputPlan {
  std::size_t index = 0;  ///< Of the size, in options.sizes.
  Geometry geometry;
  /// From the stored picture, at full size. The size is geometry.resampled rounded up to whole chroma samples, and the
  /// region is larger by the same, on the side that the turn puts last.
  Resampling resampling;
  /// The output, by its place in the plan, whose resampled picture this one is made from; none: from what is decoded.
  std::optional<std::size_t> larger;

  /// The resampling of a picture that was decoded in this layout.
  Resampling resampling_from(const DecodedLayout& layout) const;
  /// The resampling of the picture that `larger` was resampled to.
  Resampling resampling_from(const OutputPlan& larger) const;
};

/// Every decision about one picture, made from its header before any pixel is decoded.
struct ConversionPlan {
  DecodeRequest decode;
  /// Between the picture's samples and light; none: samples are resampled as they are.
  std::shared_ptr<const TransferCurves> curves;
  bool to_srgb = false;
  PixelFormat pre_rotation;         ///< What is to be encoded, before the turn.
  PixelFormat stored;               ///< What is to be encoded.
  std::vector<OutputPlan> outputs;  ///< Largest first: none is needed before it is there.
  model::Warnings warnings;         ///< Of what the output format cannot hold.
};

/// One output for each of options.sizes. Throws util::Error(too_large) for an output that `target` cannot hold.
ConversionPlan plan_conversion(const ImageInfo& info, const Codec& source, const Codec& target,
                               const model::ResizeOptions& options);

/// The codec for an output: the format asked for, else the input's own, else (where that cannot be written) the one
/// that the output's extension names. Throws util::Error(unsupported_format).
const Codec& output_codec(const Codec& source, std::optional<model::Format> asked, const std::filesystem::path& output);

}  // namespace resizer::imaging
