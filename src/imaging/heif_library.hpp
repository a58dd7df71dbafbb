#pragma once

#include <libheif/heif.h>
#include <libheif/heif_plugin.h>

#include <array>
#include <cstddef>
#include <memory>

/// libheif's handles as owners, and its errors as ours.
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

/// A context that starts no threads, in a library that is ready for use.
HeifContext make_heif_context();

/// Throws util::Error for anything but success.
void check_heif(const heif_error& error);

/// Decoders that start no threads, unlike libheif's own: a worker's sandbox allows none, and the pool has the cores.
const heif_decoder_plugin& av1_plugin() noexcept;
const heif_decoder_plugin& hevc_plugin() noexcept;

/// What a decoder plugin may say of itself.
inline constexpr heif_error kHeifSuccess{heif_error_Ok, heif_suberror_Unspecified, "Success"};
inline constexpr heif_error kHeifOutOfMemory{heif_error_Memory_allocation_error, heif_suberror_Unspecified,
                                             "not enough memory to decode the picture"};
inline constexpr heif_error kHeifDamaged{heif_error_Invalid_input, heif_suberror_Unspecified, "the pixels are damaged"};

/// A decoded picture's planes, for a plugin to hand over. Samples of more than 8 bits are 16-bit words.
struct HeifPlanes {
  int width_px = 0;
  int height_px = 0;
  heif_chroma chroma = heif_chroma_420;
  int depth_bits = 8;
  struct Plane {
    const void* data = nullptr;
    std::ptrdiff_t stride_bytes = 0;
  };
  std::array<Plane, 3> planes{};
};
heif_error hand_over(const HeifPlanes& decoded, heif_image** image) noexcept;

}  // namespace resizer::imaging
