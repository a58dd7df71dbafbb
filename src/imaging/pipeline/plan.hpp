#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "imaging/codecs/codec.hpp"
#include "imaging/color/transfer_curves.hpp"
#include "imaging/pipeline/target_plan.hpp"
#include "imaging/resample/geometry.hpp"
#include "imaging/resample/resampler.hpp"

namespace resizer::imaging {

/// The plan for one resampling of an image. Outputs of the same size share it if their formats allow.
struct PicturePlan {
  Geometry geometry;
  /// From the stored image, at full size. The size is geometry.resampled rounded up to whole chroma samples, and the
  /// region is extended accordingly, on the side that is last once upright.
  Resampling resampling;
  /// The index in the plan of the larger picture from which this one is made; none: from the decoded image.
  std::optional<std::size_t> larger;

  /// The resampling from an image decoded in this layout.
  Resampling resampling_from(const DecodedLayout& layout) const;
  /// The resampling from a larger picture.
  Resampling resampling_from(const PicturePlan& larger) const;
};

/// A picture in one format.
struct OutputPlan {
  std::size_t index = 0;    ///< Among the outputs of the job.
  std::size_t picture = 0;  ///< Index in ConversionPlan::pictures.
  std::size_t target = 0;   ///< Index in ConversionPlan::targets.
};

/// A placeholder is made from one of the smallest pictures, with transparency if there is any, in sRGB of 8 bits.
struct PlaceholderPlan {
  std::size_t picture = 0;  ///< Index in ConversionPlan::pictures.
  TargetPlan target;        ///< Without a codec.
};

/// All decisions about an image, made from its header before decoding.
struct ConversionPlan {
  DecodeRequest decode;
  /// Between samples and linear light; none: samples are resampled as they are.
  std::shared_ptr<const TransferCurves> curves;
  std::vector<TargetPlan> targets;
  std::vector<PicturePlan> pictures;           ///< Largest first, so that larger ones exist when needed.
  std::vector<OutputPlan> outputs;             ///< In the order of their pictures.
  std::optional<PlaceholderPlan> placeholder;  ///< If the options ask for one.
};

/// Outputs of each of options.sizes in the format of each target. Throws util::Error(too_large) for an output that its
/// format cannot hold, or for a crop that exceeds the image.
ConversionPlan plan_conversion(const ImageInfo& info, const Codec& source, std::span<const Codec* const> targets,
                               const model::ResizeOptions& options);

}  // namespace resizer::imaging
