#pragma once

#include <libheif/heif.h>

#include <memory>

/// libheif, which writes AVIF files: its handles as owners, and its errors as ours.
namespace resizer::imaging {

template <auto kRelease>
struct HeifRelease {
  template <class Handle>
  void operator()(Handle* handle) const noexcept {
    kRelease(handle);
  }
};
using HeifContext = std::unique_ptr<heif_context, HeifRelease<heif_context_free>>;
using HeifHandle = std::unique_ptr<heif_image_handle, HeifRelease<heif_image_handle_release>>;
using HeifImage = std::unique_ptr<heif_image, HeifRelease<heif_image_release>>;
using HeifEncoder = std::unique_ptr<heif_encoder, HeifRelease<heif_encoder_release>>;
using HeifEncodingOptions = std::unique_ptr<heif_encoding_options, HeifRelease<heif_encoding_options_free>>;
using HeifNclx = std::unique_ptr<heif_color_profile_nclx, HeifRelease<heif_nclx_color_profile_free>>;

/// A context in a library that is ready for use.
HeifContext make_heif_context();

/// Throws util::Error for anything but success.
void check_heif(const heif_error& error);

/// What a writer may say of itself.
inline constexpr heif_error kHeifSuccess{heif_error_Ok, heif_suberror_Unspecified, "Success"};
inline constexpr heif_error kHeifOutOfMemory{heif_error_Memory_allocation_error, heif_suberror_Unspecified,
                                             "not enough memory to encode the image"};

}  // namespace resizer::imaging
