#pragma once

#include "imaging/codecs/codec.hpp"
#include "model/options.hpp"

namespace resizer::imaging {

/// What of the source's metadata (info.metadata) belongs into the output: by `keep`, brought up to date for the
/// finished picture, without an ICC profile that does not fit its channels, and without what `target` cannot hold.
/// Tells of what is lost although it was to be kept.
Metadata output_metadata(const ImageInfo& info, const Image& finished, const model::MetadataTraits& target,
                         model::Keep keep, model::Warnings& warnings);

}  // namespace resizer::imaging
