#include "imaging/heif_library.hpp"

#include <cstdint>
#include <cstring>
#include <new>
#include <string>

#include "imaging/heif.hpp"
#include "resizer/util/error.hpp"

namespace resizer::imaging {
namespace {

using util::ErrorCode;

ErrorCode code_of(const heif_error& error) noexcept {
  if (error.subcode == heif_suberror_End_of_data) return ErrorCode::truncated;
  switch (error.code) {
    case heif_error_Memory_allocation_error:
      return error.subcode == heif_suberror_Security_limit_exceeded ? ErrorCode::too_large : ErrorCode::out_of_memory;
    case heif_error_Unsupported_filetype:
    case heif_error_Unsupported_feature:
      return ErrorCode::unsupported_format;
    case heif_error_Encoder_plugin_error:
    case heif_error_Encoding_error:
    case heif_error_Usage_error:
      return ErrorCode::internal;
    default:
      return ErrorCode::corrupt;
  }
}

bool copy_plane(const HeifPlanes& decoded, unsigned index, heif_image* image) {
  constexpr std::array kChannels{heif_channel_Y, heif_channel_Cb, heif_channel_Cr};
  const bool half_width = index > 0 && decoded.chroma != heif_chroma_444;
  const bool half_height = index > 0 && decoded.chroma == heif_chroma_420;
  const int width = half_width ? (decoded.width_px + 1) / 2 : decoded.width_px;
  const int height = half_height ? (decoded.height_px + 1) / 2 : decoded.height_px;
  if (heif_image_add_plane(image, kChannels[index], width, height, decoded.depth_bits).code != heif_error_Ok) {
    return false;
  }
  int stride = 0;
  std::uint8_t* target = heif_image_get_plane(image, kChannels[index], &stride);
  const auto row_bytes = static_cast<std::size_t>(width) * (decoded.depth_bits > 8 ? 2 : 1);
  const auto* source = static_cast<const std::uint8_t*>(decoded.planes[index].data);
  for (int y = 0; y < height; ++y, target += stride, source += decoded.planes[index].stride_bytes) {
    std::memcpy(target, source, row_bytes);
  }
  return true;
}

}  // namespace

void prepare_heif() {
  [[maybe_unused]] static const bool prepared = [] {
    check_heif(heif_init(nullptr));
    check_heif(heif_register_decoder_plugin(&av1_plugin()));
    check_heif(heif_register_decoder_plugin(&hevc_plugin()));
    return true;
  }();
}

HeifContext make_heif_context() {
  prepare_heif();
  HeifContext context(heif_context_alloc());
  if (!context) throw std::bad_alloc();
  heif_context_set_max_decoding_threads(context.get(), 0);
  return context;
}

void check_heif(const heif_error& error) {
  if (error.code == heif_error_Ok) return;
  throw util::Error(code_of(error),
                    std::string("HEIF: ") + (error.message != nullptr ? error.message : "unknown error"));
}

heif_error hand_over(const HeifPlanes& decoded, heif_image** image) noexcept {
  const bool gray = decoded.chroma == heif_chroma_monochrome;
  const heif_error made =
      heif_image_create(decoded.width_px, decoded.height_px, gray ? heif_colorspace_monochrome : heif_colorspace_YCbCr,
                        decoded.chroma, image);
  if (made.code != heif_error_Ok) return made;
  for (unsigned index = 0; index < (gray ? 1U : 3U); ++index) {
    if (copy_plane(decoded, index, *image)) continue;
    heif_image_release(*image);
    *image = nullptr;
    return kHeifOutOfMemory;
  }
  return kHeifSuccess;
}

}  // namespace resizer::imaging
