#pragma once

#include "imaging/core/bytes.hpp"

/// Photoshop image resources, which contain IPTC in JPEG and TIFF files (Adobe Photoshop File Formats Specification).
namespace resizer::imaging {

/// The resources that stay valid for a resized image: IPTC with its digest, the copyright flag, and the URL. The others
/// belong to the original document: thumbnail, resolution, layers, guides, slices, profile. Unreadable data ends the
/// block.
Bytes descriptive_resources(ByteView resources);

/// Whether the block contains IPTC.
bool has_iptc(ByteView resources);

/// IPTC records (IPTC-IIM 4.2) as a resource.
Bytes iptc_resource(ByteView records);

}  // namespace resizer::imaging
