#pragma once

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

/// The interface between file formats and the rest: each format is one row in the registry, and its library's header
/// appears in its own source file only.
namespace resizer::imaging {

enum class Compression : std::uint8_t { lossy, lossless };

/// What a file's header says, known before any pixel is decoded.
struct ImageInfo {
  Size size;            ///< As stored, before orientation.
  PixelFormat pixels;   ///< Of the planes that the decoder delivers at full size.
  int orientation = 1;  ///< As EXIF counts it, 1 to 8; 1 in formats whose decoder turns the image itself.
  /// lossless in a format that knows both if this file is: an output of the same format then stays so.
  Compression compression = Compression::lossy;
  bool has_palette = false;  ///< The pixels are stored as indexes of a few colors.
  /// How many pixels are decoded for this image, where the file crops; else 0.
  std::uint64_t decoded_pixels = 0;
  Metadata metadata;
  model::Warnings warnings;
};

/// How far a decoder may go to save work, and how much damage it is to bear.
struct DecodeRequest {
  /// The decoder may deliver the image shrunk, in both directions alike, by any factor from 1 up to this.
  double max_shrink = 1;
  /// The chroma subsampling that the output will have: finer chroma need not be decoded.
  Subsampling chroma{};
  /// With none a decoder that can go on after damage does so: info().warnings has data_damaged then after finish().
  model::FailOn fail_on = model::FailOn::truncated;
};

/// What decoding takes, told before it begins.
struct DecoderRequirement {
  /// The most bytes that the decoder itself holds at once, beside the file.
  std::uint64_t bytes = 0;
  /// As the layout will have it, or more.
  std::uint32_t batch_rows = 1;
  /// As the layout will have them, or some where it has none.
  unsigned fraction_bits = 0;
};

/// Decodes one file held in memory. Used in worker processes. Its rows are read after start(). Every method throws
/// util::Error (corrupt, truncated, unsupported_format, out_of_memory) with a message that gives the reason, not the
/// file.
class Decoder : public RowSource {
 public:
  virtual const ImageInfo& info() const noexcept = 0;

  /// By default that of a decoder that makes the whole image at once, and holds it twice meanwhile.
  virtual DecoderRequirement requirement(const DecodeRequest& request) const noexcept;

  /// Prepares decoding. Call once.
  virtual DecodedLayout start(const DecodeRequest& request) = 0;

  /// Call after the last read(): throws if the file turns out to be damaged or cut short, as far as that is not borne.
  virtual void finish() = 0;
};

/// What is asked of an encoder. Each format makes its own settings of it.
struct EncodeOptions {
  /// 1 to 100; nullopt: the format's default. Lossless formats ignore it.
  std::optional<int> quality{};
  /// What to embed: already filtered and brought up to date.
  const Metadata* metadata = nullptr;
  /// Of an image that comes from a palette: a format that has palettes may change colors a little to use one, and so
  /// that the file is no larger than this.
  std::optional<std::uint64_t> palette_file_bytes{};
  /// 0, the fastest, to 9, the smallest files; nullopt: the format's default.
  std::optional<int> effort{};
};

/// For codecs that hold an image, in their own form, and its file, in a buffer that doubles: four times its pixels.
std::uint64_t whole_image_encoder(const PixelFormat& format) noexcept;

/// The functions of a file format; what there is to know of it besides is in model::FormatTraits. A function that the
/// format cannot offer is null.
struct Codec {
  model::Format format;
  /// Whether a file that begins with these bytes (at least 32 unless the file is shorter) is of this format.
  bool (*matches)(ByteView head) noexcept;
  /// Reads the header. The bytes must outlive the decoder. Allocates no pixels.
  std::unique_ptr<Decoder> (*open)(ByteView bytes);
  /// The pixel format nearest to `wanted` that encode() takes. Never CMYK unless `wanted` is. `compression` matters to
  /// formats that know both.
  PixelFormat (*storable)(const PixelFormat& wanted, Compression compression);
  /// The file's bytes. image.format must be what storable() gave, and thereby says how to compress.
  Bytes (*encode)(const Image& image, const EncodeOptions& options);
  /// Whether these first bytes of a longer file are all that open() needs. Null: it needs the whole file.
  bool (*needs_no_more)(ByteView head) noexcept = nullptr;
  /// Whether a file, known to be whole, has nothing in it but its image and how the colors are meant: no other
  /// metadata, comment, preview, further image or trailer. Null: that is not told.
  bool (*holds_picture_only)(ByteView file) noexcept = nullptr;
  /// The most bytes a pixel that encode() holds at once, its result included.
  std::uint64_t (*encoder_pixel_bytes)(const PixelFormat& format) noexcept = whole_image_encoder;

  const model::FormatTraits& traits() const noexcept { return model::traits_of(format); }
};

}  // namespace resizer::imaging
