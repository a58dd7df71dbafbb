#pragma once

#include "imaging/codecs/heif/image_item.hpp"

namespace resizer::imaging {

/// Reads the profile, EXIF and XMP of the image. Damaged EXIF is a warning.
void read_heif_metadata(const HeifItems& items, const ImageItem& image, ImageInfo& info);

/// Warnings for other contents of the file: gain maps, depth maps, further images, videos.
model::Warnings heif_extras(ByteView file, const HeifItems& items);

/// The type of an auxiliary image, a URN in its property 'auxC'; empty if it is not an auxiliary image.
std::string_view auxiliary_type(const HeifItems& items, std::uint32_t id);
bool is_alpha(std::string_view auxiliary_type) noexcept;

}  // namespace resizer::imaging
