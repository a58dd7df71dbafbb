#include "imaging/heif_testing.hpp"

#include <algorithm>
#include <array>

namespace resizer::imaging::testing_support {
namespace {

heif_chroma chroma_of(const PixelFormat& format) {
  if (format.family == ColorFamily::gray) return heif_chroma_monochrome;
  if (format.subsampling == Subsampling{}) return heif_chroma_444;
  return format.subsampling == Subsampling{.log2_x = 1, .log2_y = 0} ? heif_chroma_422 : heif_chroma_420;
}

const char* name_of(heif_chroma chroma) {
  return chroma == heif_chroma_444 ? "444" : chroma == heif_chroma_422 ? "422" : "420";
}

HeifImage heif_image_of(const Image& image) {
  constexpr std::array kChannels{heif_channel_Y, heif_channel_Cb, heif_channel_Cr};
  const heif_chroma chroma = chroma_of(image.format);
  heif_image* made = nullptr;
  check_heif(heif_image_create(static_cast<int>(image.size.width_px), static_cast<int>(image.size.height_px),
                               chroma == heif_chroma_monochrome ? heif_colorspace_monochrome : heif_colorspace_YCbCr,
                               chroma, &made));
  HeifImage owner(made);
  for (unsigned index = 0; index < image.format.planes(); ++index) {
    const cv::Mat& plane = image.planes[index];
    check_heif(heif_image_add_plane(made, kChannels[index], plane.cols, plane.rows, image.format.depth_bits));
    int stride = 0;
    std::uint8_t* row = heif_image_get_plane(made, kChannels[index], &stride);
    const int row_bytes = plane.cols * static_cast<int>(image.format.sample_bytes());
    for (int y = 0; y < plane.rows; ++y, row += stride) std::copy_n(plane.ptr(y), row_bytes, row);
  }
  return owner;
}

}  // namespace

bool can_make(heif_compression_format compression) {
  make_heif_context();  // loads the plugins
  return heif_have_encoder_for_format(compression) != 0;
}

Bytes make_heif(const StoredHeif& stored, const Image& image) {
  const HeifContext context = make_heif_context();
  const HeifImage picture = heif_image_of(image);
  heif_encoder* encoder = nullptr;
  check_heif(heif_context_get_encoder_for_format(context.get(), stored.compression, &encoder));
  const HeifEncoder encoder_owner(encoder);
  check_heif(heif_encoder_set_lossy_quality(encoder, 95));
  heif_encoder_set_parameter_string(encoder, "chroma", name_of(chroma_of(image.format)));
  const HeifEncodingOptions options(heif_encoding_options_alloc());
  options->image_orientation = stored.orientation;
  check_heif(heif_context_encode_image(context.get(), picture.get(), encoder, options.get(), nullptr));
  Bytes file;
  heif_writer writer{1, [](heif_context*, const void* data, std::size_t size, void* target) {
                       const auto* bytes = static_cast<const std::uint8_t*>(data);
                       static_cast<Bytes*>(target)->assign(bytes, bytes + size);
                       return kHeifSuccess;
                     }};
  check_heif(heif_context_write(context.get(), &writer, &file));
  return file;
}

}  // namespace resizer::imaging::testing_support
