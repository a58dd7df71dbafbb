#pragma once

#include "imaging/codecs/codec.hpp"
#include "model/options.hpp"

namespace resizer::imaging {

/// The metadata for an output: info.metadata filtered by `keep`, updated for the finished image, without an ICC profile
/// that does not match its channels, and without what `target` cannot hold. Adds warnings for lost metadata that should
/// be kept.
Metadata output_metadata(const ImageInfo& info, const Image& finished, const model::MetadataTraits& target,
                         model::Keep keep, model::Warnings& warnings);

}  // namespace resizer::imaging
