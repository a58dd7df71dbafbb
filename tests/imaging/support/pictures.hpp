#pragma once

#include <cstdint>
#include <filesystem>

#include "imaging/codecs/codec.hpp"

/// Images made for tests, and how far two of them are apart.
namespace resizer::imaging::testing_support {

/// Smooth shapes with some fine detail in every plane, the same each time. Alpha runs from opaque to transparent.
Image make_picture(const PixelFormat& format, Size size);

/// Every sample of every plane set to `value`.
Image make_flat(const PixelFormat& format, Size size, double value);

/// Peak signal-to-noise ratio over all planes in dB, against the full range of the format; 99 for equal images.
/// Images of different formats or sizes have -1.
double psnr_db(const Image& a, const Image& b);

/// Decodes a whole file with `codec` at full size.
Image decode(const Codec& codec, const Bytes& file);

/// All rows of a started decoder.
Image read_all(Decoder& decoder, const DecodedLayout& layout);

/// A decoded row of `width` samples as the format's own: rounded where it has finer ones.
void copy_row(const DecodedLayout& layout, const std::uint8_t* row, std::size_t width, std::uint8_t* target);

/// A started decoder for an image in memory that delivers `batch_rows` rows at a time.
class PictureDecoder final : public Decoder {
 public:
  PictureDecoder(Image image, unsigned batch_rows);
  const ImageInfo& info() const noexcept override { return info_; }
  DecodedLayout start(const DecodeRequest& request) override;
  void read(const RowBuffers& rows) override;
  void finish() override {}
  unsigned rows_read() const { return next_row_; }

 private:
  Image image_;
  ImageInfo info_;
  unsigned batch_rows_;
  unsigned next_row_ = 0;
};

/// An 8-bit format without alpha.
PixelFormat format_of(ColorFamily family, Subsampling subsampling = {});

/// The folder that is shared by all who work on the project; tests that need it are skipped where it is missing.
std::filesystem::path shared_dir();

}  // namespace resizer::imaging::testing_support
