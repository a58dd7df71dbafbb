#pragma once

#include <filesystem>
#include <optional>

#include "resizer/imaging/codec.hpp"
#include "resizer/imaging/geometry.hpp"
#include "resizer/imaging/resampler.hpp"

namespace resizer::imaging {

/// Every decision about one picture, made from its header before any pixel is decoded.
struct ConversionPlan {
  Geometry geometry;
  DecodeRequest decode;
  /// From the stored picture, at full size. The size is geometry.resampled rounded up to whole chroma samples, and the
  /// region is larger by the same, on the side that the turn puts last.
  Resampling resampling;
  PixelFormat unturned;  ///< What is to be encoded, before the turn.
  PixelFormat stored;    ///< What is to be encoded.

  /// The resampling of a picture that was decoded in this layout.
  Resampling resampling_from(const DecodedLayout& layout) const;
};

ConversionPlan plan_conversion(const ImageInfo& info, const Codec& source, const Codec& target,
                               const model::ResizeOptions& options);

/// The codec for an output: the format asked for, else the input's own, else (where that cannot be written) the one
/// that the output's extension names. Throws util::Error(unsupported_format).
const Codec& output_codec(const Codec& source, std::optional<model::Format> asked, const std::filesystem::path& output);

}  // namespace resizer::imaging
