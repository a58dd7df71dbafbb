#pragma once

#include "resizer/imaging/codec.hpp"
#include "resizer/model/options.hpp"

namespace resizer::imaging {

/// What of the source's metadata (info.metadata) belongs into the output: by `keep`, brought up to date for the
/// finished picture, and without an ICC profile that does not fit its channels. Tells of a lost profile.
Metadata output_metadata(const ImageInfo& info, const Image& finished, model::Keep keep, model::Warnings& warnings);

}  // namespace resizer::imaging
