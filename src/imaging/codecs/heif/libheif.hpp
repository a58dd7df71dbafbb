#pragma once

#include <libheif/heif.h>

#include <memory>

#include "util/shared_library.hpp"

/// libheif, which writes AVIF files: its functions, its handles as owners, and its errors as ours.
namespace resizer::imaging {

/// It brings encoders and decoders with it, which initialize themselves.
struct LibHeif : util::SharedLibrary {
  LibHeif();

  RESIZER_FUNCTION(heif_context_add_XMP_metadata);
  RESIZER_FUNCTION(heif_context_add_exif_metadata);
  RESIZER_FUNCTION(heif_context_alloc);
  RESIZER_FUNCTION(heif_context_encode_image);
  RESIZER_FUNCTION(heif_context_free);
  RESIZER_FUNCTION(heif_context_get_encoder_for_format);
  RESIZER_FUNCTION(heif_context_write);
  RESIZER_FUNCTION(heif_encoder_release);
  RESIZER_FUNCTION(heif_encoder_set_lossless);
  RESIZER_FUNCTION(heif_encoder_set_lossy_quality);
  RESIZER_FUNCTION(heif_encoder_set_parameter_integer);
  RESIZER_FUNCTION(heif_encoder_set_parameter_string);
  RESIZER_FUNCTION(heif_encoding_options_alloc);
  RESIZER_FUNCTION(heif_encoding_options_free);
  RESIZER_FUNCTION(heif_image_add_plane);
  RESIZER_FUNCTION(heif_image_create);
  RESIZER_FUNCTION(heif_image_get_plane);
  RESIZER_FUNCTION(heif_image_handle_release);
  RESIZER_FUNCTION(heif_image_release);
  RESIZER_FUNCTION(heif_image_set_nclx_color_profile);
  RESIZER_FUNCTION(heif_image_set_premultiplied_alpha);
  RESIZER_FUNCTION(heif_image_set_raw_color_profile);
  RESIZER_FUNCTION(heif_init);
  RESIZER_FUNCTION(heif_nclx_color_profile_alloc);
  RESIZER_FUNCTION(heif_nclx_color_profile_free);
};

/// Loads it, and lets it load its plugins, on the first call. Throws util::Error if that is impossible.
const LibHeif& libheif();

template <auto LibHeif::*kRelease>
struct HeifRelease {
  template <class Handle>
  void operator()(Handle* handle) const noexcept {
    (libheif().*kRelease)(handle);
  }
};
using HeifContext = std::unique_ptr<heif_context, HeifRelease<&LibHeif::heif_context_free>>;
using HeifHandle = std::unique_ptr<heif_image_handle, HeifRelease<&LibHeif::heif_image_handle_release>>;
using HeifImage = std::unique_ptr<heif_image, HeifRelease<&LibHeif::heif_image_release>>;
using HeifEncoder = std::unique_ptr<heif_encoder, HeifRelease<&LibHeif::heif_encoder_release>>;
using HeifEncodingOptions = std::unique_ptr<heif_encoding_options, HeifRelease<&LibHeif::heif_encoding_options_free>>;
using HeifNclx = std::unique_ptr<heif_color_profile_nclx, HeifRelease<&LibHeif::heif_nclx_color_profile_free>>;

HeifContext make_heif_context();

/// Throws util::Error for anything but success.
void check_heif(const heif_error& error);

/// What a writer may say of itself.
inline constexpr heif_error kHeifSuccess{heif_error_Ok, heif_suberror_Unspecified, "Success"};
inline constexpr heif_error kHeifOutOfMemory{heif_error_Memory_allocation_error, heif_suberror_Unspecified,
                                             "not enough memory to encode the image"};

}  // namespace resizer::imaging
