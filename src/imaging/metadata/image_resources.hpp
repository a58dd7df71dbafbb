#pragma once

#include "imaging/core/bytes.hpp"

/// Photoshop's image resources, in which JPEG and TIFF files have IPTC (Adobe Photoshop File Formats Specification).
namespace resizer::imaging {

/// Those resources that tell of the image as such: IPTC with its digest, whether there is a copyright, and its URL.
/// The others are about a document of other pixels: its thumbnail, resolution, layers, guides, slices, profile. What
/// cannot be read ends the block.
Bytes descriptive_resources(ByteView resources);

/// Whether IPTC is among them.
bool has_iptc(ByteView resources);

/// IPTC records (IPTC-IIM 4.2) as a resource.
Bytes iptc_resource(ByteView records);

}  // namespace resizer::imaging
