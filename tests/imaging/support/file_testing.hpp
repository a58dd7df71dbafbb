#pragma once

#include "imaging/pipeline/image_processor.hpp"
#include "imaging/support/pictures.hpp"
#include "support/temp_folder.hpp"

/// Files through the whole of imaging, as a worker takes them.
namespace resizer::imaging::testing_support {

struct Processed {
  model::JobReport report;
  Bytes file;      ///< The output.
  ImageInfo info;  ///< What its header says.
  Image image;     ///< Its pixels.
};

/// Resizes one file to a width, or as `options` say if they have sizes.
Processed process(const Bytes& file, std::uint32_t width_px, model::ResizeOptions options = {});

/// A little-endian EXIF block that says nothing but its orientation.
Bytes exif_with_orientation(std::uint8_t orientation);

/// The image in RGB of as many bits, straight alpha as it is.
Image in_rgb(const Image& image);

}  // namespace resizer::imaging::testing_support
