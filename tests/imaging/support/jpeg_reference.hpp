#pragma once

#include "imaging/codecs/jpeg/errors.hpp"
#include "imaging/support/codec_testing.hpp"
#include "imaging/support/jpeg_testing.hpp"

/// Compares JpegScaledDecoder with libjpeg.
namespace resizer::imaging::testing_support {

/// The block sizes of JpegScaledDecoder.
inline constexpr std::array<unsigned, 8> kSizes{1, 2, 3, 4, 5, 6, 7, 8};
/// The sizes at which libjpeg-turbo gives the same samples except for rounding.
inline constexpr std::array<unsigned, 6> kSizesLikeLibjpeg{1, 3, 5, 6, 7, 8};
/// The maximum difference of samples: both decoders round, libjpeg also between columns and rows.
inline constexpr double kRounding = 1;

/// Flat areas and noise, for blocks with few and with all coefficients.
JpegPixel flat_and_noisy(std::uint32_t x, std::uint32_t y);

/// A request that decodes blocks of luma and chroma to size x size samples, whatever the damage. Sizes 1 and 2 need a
/// margin of a quarter.
DecodeRequest request_for_blocks_of(unsigned size, const StoredJpeg& kind);

/// Chroma subsamplings, sizes, qualities and restarts; gray and RGB.
std::vector<StoredJpeg> sampled_kinds(bool progressive);

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
  /// The data after the first scan header, as long as libjpeg has not read on.
  ByteView scan() const noexcept { return {codec_.src->next_input_byte, codec_.src->bytes_in_buffer}; }

 private:
  JpegErrors errors_;
  jpeg_decompress_struct codec_{};
};

/// Whether the file is decoded completely without libjpeg and ends properly. False if libjpeg rejects the header.
bool decodes_without_libjpeg(const Bytes& file, unsigned size);

struct LibjpegResult {
  Image image;
  bool is_undamaged = false;  ///< libjpeg did not report damage.
};

/// Decodes to the same sizes with libjpeg only.
LibjpegResult decode_by_libjpeg(const Bytes& file, unsigned size, const StoredJpeg& kind);

enum class Agreement : std::uint8_t {
  not_decoded,
  same,
  different,  ///< A coefficient differs, or libjpeg reports damage.
};

/// Compares the coefficients of a progressive file that are kept for size x size samples with libjpeg's.
Agreement compare_coefficients(const Bytes& file, unsigned size);

}  // namespace resizer::imaging::testing_support
