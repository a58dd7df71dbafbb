#pragma once

#include "imaging/codecs/jpeg/errors.hpp"
#include "imaging/support/codec_testing.hpp"
#include "imaging/support/jpeg_testing.hpp"

/// JPEG decoding of our own beside libjpeg's.
namespace resizer::imaging::testing_support {

/// Samples of a block in each direction that a JpegScaledDecoder makes.
inline constexpr std::array<unsigned, 8> kSizes{1, 2, 3, 4, 5, 6, 7, 8};
/// At these libjpeg-turbo makes the same samples, but for rounding.
inline constexpr std::array<unsigned, 6> kSizesLikeLibjpeg{1, 3, 5, 6, 7, 8};
/// Of samples: both round to whole ones, libjpeg between columns and rows too.
inline constexpr double kRounding = 1;

/// Large areas and noise, so that blocks have few coefficients, or all that they can.
JpegPixel flat_and_noisy(std::uint32_t x, std::uint32_t y);

/// To blocks of size x size samples, luma and chroma, whatever damage there is. One or two are made only where there
/// are a quarter more than asked for.
DecodeRequest request_for_blocks_of(unsigned size, const StoredJpeg& kind);

/// A file whose header libjpeg has read.
class JpegHeader {
 public:
  /// `file` must outlive this. Throws util::Error.
  explicit JpegHeader(ByteView file);
  JpegHeader(const JpegHeader&) = delete;
  JpegHeader& operator=(const JpegHeader&) = delete;
  ~JpegHeader() { jpeg_destroy_decompress(&codec_); }

  jpeg_decompress_struct& codec() noexcept { return codec_; }
  JpegErrors& errors() noexcept { return errors_; }
  /// What follows the header of the first scan, as long as libjpeg has not read on.
  ByteView scan() const noexcept { return {codec_.src->next_input_byte, codec_.src->bytes_in_buffer}; }

 private:
  JpegErrors errors_;
  jpeg_decompress_struct codec_{};
};

/// Whether the file is decoded to its end without libjpeg, and ends there. Not if libjpeg does not take its header.
bool decodes_without_libjpeg(const Bytes& file, unsigned size);

struct LibjpegResult {
  Image image;
  bool is_undamaged = false;  ///< libjpeg found nothing wrong.
};

/// To the same sizes, by libjpeg alone.
LibjpegResult decode_by_libjpeg(const Bytes& file, unsigned size, const StoredJpeg& kind);

enum class Agreement : std::uint8_t {
  not_decoded,
  same,
  different,  ///< In a coefficient, or libjpeg finds damage.
};

/// Reads those coefficients of a progressive file that are kept for size x size samples, and compares them with
/// libjpeg's.
Agreement compare_coefficients(const Bytes& file, unsigned size);

}  // namespace resizer::imaging::testing_support
