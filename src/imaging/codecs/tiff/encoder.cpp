#include <algorithm>

#include "imaging/codecs/tiff/codec.hpp"
#include "imaging/codecs/tiff/encode_options.hpp"
#include "imaging/codecs/tiff/file.hpp"
#include "imaging/codecs/tiff/metadata.hpp"
#include "imaging/core/packed_rows.hpp"
#include "imaging/metadata/exif_tables.hpp"

namespace resizer::imaging {
namespace {

/// Long enough for deflate to find its matches, short enough to stay in the cache.
constexpr std::size_t kStripBytes = std::size_t{256} << 10U;

std::uint32_t rows_per_strip(std::size_t row_bytes, std::uint32_t height_px) noexcept {
  return static_cast<std::uint32_t>(std::clamp<std::size_t>(kStripBytes / row_bytes, 1, height_px));
}

void set_image_tags(TIFF* tiff, const Image& image, int orientation, const TiffEncodeOptions& options) {
  const PixelFormat& format = image.format;
  const bool is_float = format.sample == SampleType::f32;
  TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, image.size.width_px);
  TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, image.size.height_px);
  TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, 8 * format.sample_bytes());
  TIFFSetField(tiff, TIFFTAG_SAMPLEFORMAT, is_float ? SAMPLEFORMAT_IEEEFP : SAMPLEFORMAT_UINT);
  TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, format.planes());
  TIFFSetField(tiff, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
  TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC,
               format.family == ColorFamily::gray ? PHOTOMETRIC_MINISBLACK : PHOTOMETRIC_RGB);
  TIFFSetField(tiff, TIFFTAG_ORIENTATION, orientation);
  if (format.has_alpha()) {
    const std::uint16_t kind = format.alpha == Alpha::straight ? EXTRASAMPLE_UNASSALPHA : EXTRASAMPLE_ASSOCALPHA;
    TIFFSetField(tiff, TIFFTAG_EXTRASAMPLES, 1, &kind);
  }
  TIFFSetField(tiff, TIFFTAG_COMPRESSION, COMPRESSION_ADOBE_DEFLATE);
  TIFFSetField(tiff, TIFFTAG_ZIPQUALITY, options.deflate_level);
  // libtiff 4.5 swaps the bytes of floats before its predictor, which expects native order.
  const int float_predictor = TIFFIsBigEndian(tiff) != 0 ? PREDICTOR_NONE : PREDICTOR_FLOATINGPOINT;
  TIFFSetField(tiff, TIFFTAG_PREDICTOR, is_float ? float_predictor : PREDICTOR_HORIZONTAL);
}

}  // namespace

PixelFormat tiff_storable(const PixelFormat& wanted, Compression /*compression*/) {
  PixelFormat stored;
  stored.family = wanted.family == ColorFamily::gray ? ColorFamily::gray : ColorFamily::rgb;
  stored.sample = wanted.sample;
  stored.depth_bits = static_cast<std::uint8_t>(8 * stored.sample_bytes());
  stored.alpha = wanted.alpha;
  return stored;
}

Bytes encode_tiff(const Image& image, const EncodeOptions& options) {
  const Metadata none;
  const Metadata& metadata = options.metadata != nullptr ? *options.metadata : none;
  const auto exif_directory = first_exif_directory(metadata.exif);
  TiffSink file(exif_directory ? ByteView(metadata.exif) : ByteView());
  TIFF* tiff = file.handle();
  set_image_tags(tiff, image, metadata.orientation, tiff_encode_options(options));
  write_metadata(file, metadata);

  const std::size_t row_bytes = std::size_t{image.size.width_px} * image.format.planes() * image.format.sample_bytes();
  const std::uint32_t strip_rows = rows_per_strip(row_bytes, image.size.height_px);
  TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, strip_rows);
  file.raise_if_failed();

  Bytes strip(row_bytes * strip_rows);
  for (std::uint32_t top = 0; top < image.size.height_px; top += strip_rows) {
    const std::uint32_t row_count = std::min(strip_rows, image.size.height_px - top);
    for (std::uint32_t row = 0; row < row_count; ++row) {
      join_row(image, top + row, std::span(strip).subspan(row * row_bytes, row_bytes));
    }
    TIFFWriteEncodedStrip(tiff, top / strip_rows, strip.data(), static_cast<tmsize_t>(row_bytes * row_count));
    file.raise_if_failed();
  }
  Bytes bytes = file.finish();
  if (exif_directory) join_exif(*exif_directory, bytes);
  return bytes;
}

}  // namespace resizer::imaging
