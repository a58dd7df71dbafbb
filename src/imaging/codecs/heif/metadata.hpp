#pragma once

#include "imaging/codecs/heif/image_item.hpp"

namespace resizer::imaging {

/// The image's profile, EXIF and XMP. Damaged EXIF is a warning.
void read_heif_metadata(const HeifItems& items, const ImageItem& image, ImageInfo& info);

/// Warnings of what the file holds beside the image that is read: gain maps, depth maps, other images, films.
model::Warnings heif_extras(ByteView file, const HeifItems& items);

/// What an item is to the one it belongs to, as a URN in its property 'auxC'; empty if it is no auxiliary image.
std::string_view auxiliary_type(const HeifItems& items, std::uint32_t id);
bool is_alpha(std::string_view auxiliary_type) noexcept;

}  // namespace resizer::imaging
