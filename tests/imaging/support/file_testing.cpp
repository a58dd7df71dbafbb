#include "imaging/support/file_testing.hpp"

#include "imaging/codecs/registry.hpp"
#include "imaging/color/pixel_converter.hpp"
#include "imaging/resample/resampler.hpp"
#include "util/file.hpp"

namespace resizer::imaging::testing_support {

Processed process(const Bytes& file, std::uint32_t width_px, model::ResizeOptions options) {
  const test::TempFolder folder;
  if (options.sizes.empty()) options.sizes = {model::Box{width_px, std::nullopt}};
  util::write_new_file(folder / "input", file);
  const std::filesystem::path temp = folder / "output";
  Processed processed;
  processed.report = ImageProcessor(options).process({folder / "input", 0, {folder / "output"}}, std::span(&temp, 1));
  util::read_file(temp, std::uintmax_t{1} << 30U, processed.file);
  const Codec& codec = *recognize(processed.file);
  processed.info = codec.open(processed.file)->info();
  processed.image = decode(codec, processed.file);
  return processed;
}

Bytes exif_with_orientation(std::uint8_t orientation) {
  return {'I', 'I', 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0};
}

Image in_rgb(const Image& image) {
  PixelFormat format;
  format.sample = image.format.sample;
  format.depth_bits = image.format.depth_bits;
  format.alpha = image.format.alpha;
  return PixelConverter().convert(image, format);
}

}  // namespace resizer::imaging::testing_support
