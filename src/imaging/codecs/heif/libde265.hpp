#pragma once

#include <libde265/de265.h>

#include "util/shared_library.hpp"

namespace resizer::imaging {

/// libde265, which decodes the images of HEIC files. It makes large tables as it is loaded.
struct LibDe265 : util::SharedLibrary {
  LibDe265();

  RESIZER_FUNCTION(de265_decode);
  RESIZER_FUNCTION(de265_flush_data);
  RESIZER_FUNCTION(de265_free_decoder);
  RESIZER_FUNCTION(de265_get_bits_per_pixel);
  RESIZER_FUNCTION(de265_get_chroma_format);
  RESIZER_FUNCTION(de265_get_image_height);
  RESIZER_FUNCTION(de265_get_image_plane);
  RESIZER_FUNCTION(de265_get_image_width);
  RESIZER_FUNCTION(de265_get_next_picture);
  RESIZER_FUNCTION(de265_get_warning);
  RESIZER_FUNCTION(de265_new_decoder);
  RESIZER_FUNCTION(de265_peek_next_picture);
  RESIZER_FUNCTION(de265_push_data);
  RESIZER_FUNCTION(de265_push_end_of_NAL);
};

/// Loads it on the first call. Throws util::Error if that is impossible.
const LibDe265& libde265();

}  // namespace resizer::imaging
