#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>

#include "imaging/core/bytes.hpp"
#include "imaging/core/image.hpp"
#include "imaging/core/row_buffers.hpp"
#include "imaging/metadata/metadata.hpp"
#include "model/format.hpp"
#include "model/job_report.hpp"

/// The interface of file formats. Each format is a row in the registry; only its own sources include its library.
namespace resizer::imaging {

enum class Compression : std::uint8_t { lossy, lossless };

/// The header of a file, known before any pixel is decoded.
struct ImageInfo {
  Size size;            ///< As stored, before orientation.
  PixelFormat pixels;   ///< As decoded at full size.
  int orientation = 1;  ///< EXIF orientation, 1 to 8; 1 if the decoder applies it.
  /// Of this file, in formats that support both: an output in the same format uses the same.
  Compression compression = Compression::lossy;
  bool has_palette = false;  ///< The pixels are stored as indexes of a few colors.
  /// If the file crops the image: how many pixels are decoded; otherwise 0.
  std::uint64_t decoded_pixels = 0;
  Metadata metadata;
  model::Warnings warnings;
};

/// What a decoder may skip, and how much damage it must tolerate.
struct DecodeRequest {
  /// The decoder may shrink the image, in both directions alike, by up to this factor.
  double max_shrink = 1;
  /// The chroma subsampling of the output: finer chroma need not be decoded.
  Subsampling chroma{};
  /// With none, decoders continue after damage if they can; then info().warnings has data_damaged after finish().
  model::FailOn fail_on = model::FailOn::truncated;
};

/// An estimate of what decoding takes.
struct DecoderRequirement {
  /// An upper bound of the memory of the decoder, in addition to the file.
  std::uint64_t bytes = 0;
  /// At least that of the layout.
  std::uint32_t batch_rows = 1;
  /// Not 0 if the layout may have any.
  unsigned fraction_bits = 0;
};

/// Decodes one file held in memory. Used in worker processes. Its rows are read after start(). Every method throws
/// util::Error (corrupt, truncated, unsupported_format, out_of_memory) with a message that names the reason, not the
/// file.
class Decoder : public RowSource {
 public:
  virtual const ImageInfo& info() const noexcept = 0;

  /// By default, for a decoder that holds the whole image twice.
  virtual DecoderRequirement requirement(const DecodeRequest& request) const noexcept;

  /// Prepares decoding. Call once.
  virtual DecodedLayout start(const DecodeRequest& request) = 0;

  /// Call after the last read(): throws if the file turns out to be damaged or truncated, unless that is tolerated.
  virtual void finish() = 0;
};

/// Options common to all encoders. Each format derives its own settings from them.
struct EncodeOptions {
  /// 1 to 100; nullopt: the format's default. Lossless formats ignore it.
  std::optional<int> quality{};
  /// The metadata to embed, already filtered and updated.
  const Metadata* metadata = nullptr;
  /// For an image from a palette file: a format with palettes may change colors slightly to use one, and to keep the
  /// file within this size.
  std::optional<std::uint64_t> palette_file_bytes{};
  /// 0, the fastest, to 9, the smallest files; nullopt: the format's default.
  std::optional<int> effort{};
  /// Scans of growing detail, where the format has them.
  bool progressive = false;
  /// For lossless compression, where the format has it: 0 to 100, as model::ResizeOptions has it.
  std::optional<int> near_lossless{};
  /// As for Codec::storable(), for formats that support both.
  Compression compression = Compression::lossy;
};

/// Natural logarithms of mean file sizes at quality 0, 10, 20 and so on to 100: how files grow with the quality. Only
/// differences matter. Measured on 25 photos resized to 400 px.
using SizeCurve = std::array<double, 11>;

/// For encoders that hold a copy of the image, and the file in a buffer that grows by doubling: four times its pixels.
std::uint64_t whole_image_encoder(const PixelFormat& format) noexcept;

/// The functions of a file format, whose properties are in model::FormatTraits. Functions that a format does not
/// support are null.
struct Codec {
  model::Format format;
  /// Whether a file that starts with these bytes (at least 32 unless the file is shorter) has this format.
  bool (*matches)(ByteView head) noexcept;
  /// Reads the header. The bytes must outlive the decoder. Allocates no pixels.
  std::unique_ptr<Decoder> (*open)(ByteView bytes);
  /// The pixel format nearest to `wanted` that encode() accepts. Never CMYK unless `wanted` is. `compression` matters
  /// for formats that support both.
  PixelFormat (*storable)(const PixelFormat& wanted, Compression compression);
  /// The encoded file. image.format must be a result of storable(), with another subsampling if the format can choose
  /// one.
  Bytes (*encode)(const Image& image, const EncodeOptions& options);
  /// Of a lossy file, where EncodeOptions has none; 0: the format is lossless.
  int default_quality = 0;
  SizeCurve size_curve{};  ///< Of a lossy format.
  /// Whether open() needs only these first bytes of a longer file. Null: it needs the whole file.
  bool (*needs_no_more)(ByteView head) noexcept = nullptr;
  /// Whether a complete file contains nothing but the image and its color information: no other metadata, comment,
  /// preview, second image or trailer. Null: unknown.
  bool (*holds_image_only)(ByteView file) noexcept = nullptr;
  /// An upper bound of the memory of encode() per pixel, including the result.
  std::uint64_t (*encoder_pixel_bytes)(const PixelFormat& format) noexcept = whole_image_encoder;
  /// Load the library that open() and encode() otherwise load on first use, or throw util::Error. Null: there is none.
  void (*load_decoder)() = nullptr;
  void (*load_encoder)() = nullptr;

  const model::FormatTraits& traits() const noexcept { return model::traits_of(format); }
};

}  // namespace resizer::imaging
