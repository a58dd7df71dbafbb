#pragma once

#include "imaging/core/bytes.hpp"
#include "imaging/core/size.hpp"
#include "model/job_report.hpp"

/// Bringing XMP packets up to date.
namespace resizer::imaging {

/// What a packet says the file has beside its image, and outputs will not have: a gain map, the video of a motion
/// photo, a depth map. In a packet that cannot be read, what it names is taken to be there.
model::Warnings parts_described_by_xmp(ByteView packet);

/// The packet made true for an image that was resized to `size` and now has this orientation, in UTF-8: both, wherever
/// they are stated, and nothing of thumbnails, gain maps, videos, depth maps or XMP that the file no longer has. All
/// else keeps its bytes. Empty if the packet cannot be read or nothing is left.
Bytes updated_xmp(ByteView packet, Size size, int orientation);

}  // namespace resizer::imaging
