#pragma once

#include "imaging/core/bytes.hpp"
#include "imaging/core/size.hpp"
#include "model/job_report.hpp"

/// Updating XMP packets.
namespace resizer::imaging {

/// Warnings for parts of the file named by a packet that are not carried over: a gain map, the video of a motion photo,
/// a depth map. If the packet cannot be parsed, its namespaces decide.
model::Warnings parts_described_by_xmp(ByteView packet);

/// Updates a packet for an image resized to `size` with this orientation, in UTF-8, and removes references to
/// thumbnails, gain maps, videos, depth maps and extended XMP that the file no longer has. Everything else is kept byte
/// for byte. Empty if the packet cannot be parsed or nothing is left.
Bytes updated_xmp(ByteView packet, Size size, int orientation);

}  // namespace resizer::imaging
