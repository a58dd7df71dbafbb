#include <webp/encode.h>

#include <algorithm>
#include <new>
#include <string>
#include <string_view>

#include "imaging/codecs/webp/codec.hpp"
#include "imaging/codecs/webp/encode_options.hpp"
#include "imaging/codecs/webp/file.hpp"
#include "imaging/core/packed_rows.hpp"
#include "util/error.hpp"

namespace resizer::imaging {
namespace {

/// A WebPPicture that frees what it holds. The planes it borrows are not freed.
struct Picture {
  Picture() {
    if (WebPPictureInit(&picture) == 0) throw util::Error(util::ErrorCode::internal, "libwebp has another version");
  }
  Picture(const Picture&) = delete;
  Picture& operator=(const Picture&) = delete;
  ~Picture() { WebPPictureFree(&picture); }

  WebPPicture picture;
};

struct Writer {
  Writer() noexcept { WebPMemoryWriterInit(&writer); }
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;
  ~Writer() { WebPMemoryWriterClear(&writer); }

  WebPMemoryWriter writer;
};

WebPConfig encoder_config(bool lossless, const WebpEncodeOptions& options) {
  WebPConfig config;
  if (WebPConfigInit(&config) == 0) throw util::Error(util::ErrorCode::internal, "libwebp has another version");
  // Keeps colors under transparency. Near-lossless compression has no effect beside it.
  const bool is_near = lossless && options.near_lossless < 100;
  config.exact = is_near ? 0 : 1;
  if (lossless) {
    WebPConfigLosslessPreset(&config, options.lossless_level);
    config.near_lossless = options.near_lossless;
  } else {
    config.quality = static_cast<float>(options.quality);
    config.method = options.method;
  }
  return config;
}

/// Lets libwebp read the planes where they are.
void borrow_planes(const Image& image, WebPPicture& picture) noexcept {
  const auto plane = [&](std::size_t index) { return const_cast<std::uint8_t*>(image.planes[index].ptr()); };
  const auto stride = [&](std::size_t index) { return static_cast<int>(image.planes[index].step[0]); };
  picture.use_argb = 0;
  picture.colorspace = image.format.has_alpha() ? WEBP_YUV420A : WEBP_YUV420;
  picture.y = plane(0);
  picture.u = plane(1);
  picture.v = plane(2);
  picture.y_stride = stride(0);
  picture.uv_stride = stride(1);
  if (image.format.has_alpha()) {
    picture.a = plane(3);
    picture.a_stride = stride(3);
  }
}

void import_packed(const Image& image, WebPPicture& picture) {
  const std::size_t row_bytes = std::size_t{image.size.width_px} * image.format.planes();
  Bytes packed(row_bytes * image.size.height_px);
  for (std::size_t y = 0; y < image.size.height_px; ++y) {
    join_row(image, y, std::span(packed).subspan(y * row_bytes, row_bytes));
  }
  picture.use_argb = 1;
  const auto import = image.format.has_alpha() ? WebPPictureImportRGBA : WebPPictureImportRGB;
  if (import(&picture, packed.data(), static_cast<int>(row_bytes)) == 0) throw std::bad_alloc();
}

Bytes compress(WebPPicture& picture, const WebPConfig& config) {
  Writer memory;
  picture.writer = WebPMemoryWrite;
  picture.custom_ptr = &memory.writer;
  if (WebPEncode(&config, &picture) == 0) {
    const WebPEncodingError error = picture.error_code;
    if (error == VP8_ENC_ERROR_OUT_OF_MEMORY || error == VP8_ENC_ERROR_BITSTREAM_OUT_OF_MEMORY) throw std::bad_alloc();
    throw util::Error(util::ErrorCode::internal, "WebP: the encoder failed with error " + std::to_string(error));
  }
  return {memory.writer.mem, memory.writer.mem + memory.writer.size};
}

}  // namespace

PixelFormat webp_storable(const PixelFormat& wanted, Compression compression) {
  PixelFormat format;
  format.alpha = wanted.has_alpha() ? Alpha::straight : Alpha::none;
  if (compression == Compression::lossless) return format;
  format.family = ColorFamily::ycbcr;
  format.range = Range::limited;
  format.subsampling = {1, 1};
  return format;
}

Bytes encode_webp(const Image& image, const EncodeOptions& options) {
  const bool lossless = image.format.family == ColorFamily::rgb;
  if (image.format != webp_storable(image.format, lossless ? Compression::lossless : Compression::lossy)) {
    throw util::Error(util::ErrorCode::internal, "WebP cannot hold this pixel format");
  }
  Picture holder;
  WebPPicture& picture = holder.picture;
  picture.width = static_cast<int>(image.size.width_px);
  picture.height = static_cast<int>(image.size.height_px);
  lossless ? import_packed(image, picture) : borrow_planes(image, picture);
  Bytes file = compress(picture, encoder_config(lossless, webp_encode_options(options)));
  const Metadata* metadata = options.metadata;
  if (metadata == nullptr || (metadata->icc.empty() && metadata->exif.empty() && metadata->xmp.empty())) return file;
  return with_metadata(file, *metadata);
}

}  // namespace resizer::imaging
