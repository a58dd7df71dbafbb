#include <libde265/de265.h>

#include <cstdint>

#include "imaging/big_endian.hpp"
#include "imaging/heif_library.hpp"

namespace resizer::imaging {
namespace {

void* context_of(de265_decoder_context* context) noexcept {
  return context;
}

heif_error error_of(de265_error error) noexcept {
  return error == DE265_ERROR_OUT_OF_MEMORY ? kHeifOutOfMemory : kHeifDamaged;
}

heif_error make(void** decoder) noexcept {
  *decoder = context_of(de265_new_decoder());  // has no threads unless de265_start_worker_threads() is called
  return *decoder == nullptr ? kHeifOutOfMemory : kHeifSuccess;
}

void release(void* decoder) noexcept {
  de265_free_decoder(decoder);
}

/// Takes NAL units, each behind its length in four bytes.
heif_error push(void* decoder, const void* data, std::size_t size) noexcept {
  constexpr std::size_t kLengthBytes = 4;
  const auto* bytes = static_cast<const std::uint8_t*>(data);
  while (size > 0) {
    if (size < kLengthBytes) return kHeifDamaged;
    const std::size_t length = big_endian_u32(bytes);
    if (length > size - kLengthBytes) return kHeifDamaged;
    const de265_error error = de265_push_NAL(decoder, bytes + kLengthBytes, static_cast<int>(length), 0, nullptr);
    if (error != DE265_OK) return error_of(error);
    bytes += kLengthBytes + length;
    size -= kLengthBytes + length;
  }
  return kHeifSuccess;
}

heif_chroma chroma_of(de265_chroma chroma) noexcept {
  switch (chroma) {
    case de265_chroma_mono:
      return heif_chroma_monochrome;
    case de265_chroma_420:
      return heif_chroma_420;
    case de265_chroma_422:
      return heif_chroma_422;
    case de265_chroma_444:
      return heif_chroma_444;
  }
  return heif_chroma_undefined;
}

/// libde265 goes on with made-up pixels after what it calls a warning.
bool met_damage(void* decoder) noexcept {
  for (de265_error warning = de265_get_warning(decoder); warning != DE265_OK; warning = de265_get_warning(decoder)) {
    if (warning != DE265_WARNING_NO_WPP_CANNOT_USE_MULTITHREADING) return true;
  }
  return false;
}

heif_error decode(void* decoder, heif_image** image) noexcept {
  de265_flush_data(decoder);
  for (int more = 1; more != 0;) {
    more = 0;
    const de265_error error = de265_decode(decoder, &more);
    if (error != DE265_OK) return error_of(error);
    if (de265_peek_next_picture(decoder) != nullptr) break;
  }
  const de265_image* picture = de265_get_next_picture(decoder);
  if (picture == nullptr || met_damage(decoder)) return kHeifDamaged;

  HeifPlanes planes{.width_px = de265_get_image_width(picture, 0),
                    .height_px = de265_get_image_height(picture, 0),
                    .chroma = chroma_of(de265_get_chroma_format(picture)),
                    .depth_bits = de265_get_bits_per_pixel(picture, 0)};
  const int plane_count = planes.chroma == heif_chroma_monochrome ? 1 : 3;
  for (int index = 0; index < plane_count; ++index) {
    if (de265_get_bits_per_pixel(picture, index) != planes.depth_bits) {
      return {heif_error_Unsupported_feature, heif_suberror_Unspecified, "luma and chroma of different depths"};
    }
    int stride = 0;
    auto& plane = planes.planes[static_cast<std::size_t>(index)];
    plane.data = de265_get_image_plane(picture, index, &stride);
    plane.stride_bytes = stride;
  }
  return hand_over(planes, image);
}

}  // namespace

const heif_decoder_plugin& hevc_plugin() noexcept {
  static constexpr int kAboveLibheifsOwn = 1000;
  static constexpr heif_decoder_plugin kPlugin{
      .plugin_api_version = 3,
      .get_plugin_name = [] { return "libde265 without threads"; },
      .init_plugin = nullptr,
      .deinit_plugin = nullptr,
      .does_support_format =
          [](heif_compression_format format) { return format == heif_compression_HEVC ? kAboveLibheifsOwn : 0; },
      .new_decoder = make,
      .free_decoder = release,
      .push_data = push,
      .decode_image = decode,
      .set_strict_decoding = [](void*, int) {},
      .id_name = "resizer-hevc",
  };
  return kPlugin;
}

}  // namespace resizer::imaging
