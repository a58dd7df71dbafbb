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
  PixelFormat resampled;  ///< What the resampler makes.
  PixelFormat unturned;   ///< What is to be encoded, before the turn.
  PixelFormat stored;     ///< What is to be encoded.
  Size whole_size;        ///< geometry.resampled, rounded up to whole chroma samples.
  Region region;          ///< geometry.source, grown by what whole_size is larger, on the side that the turn puts last.
  model::Filter filter = model::Filter::lanczos3;

  /// The resampling for a picture that was decoded in this layout.
  Resampling resampling_from(const DecodedLayout& layout) const;
  /// The conversion of a resampled picture into `unturned`.
  Resampling conversion_of(const Image& image) const;
};

ConversionPlan plan_conversion(const ImageInfo& info, const Codec& target, const model::ResizeOptions& options);

/// The codec for an output: the format asked for, else the input's own, else (where that cannot be written) the one
/// that the output's extension names. Throws util::Error(unsupported_format).
const Codec& output_codec(const Codec& source, std::optional<model::Format> asked, const std::filesystem::path& output);

}  // namespace resizer::imaging
