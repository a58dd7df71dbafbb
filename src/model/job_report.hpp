#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <vector>

#include "model/job.hpp"
#include "model/names.hpp"
#include "model/options.hpp"

/// What a worker reports about an image that it has processed.
namespace resizer::model {

/// Something the user should know about a good output.
enum class Warning : std::uint8_t {
  animation_dropped,     ///< Only the first frame was used.
  pages_dropped,         ///< Only the first page was used.
  gain_map_dropped,      ///< An HDR gain map was not carried over.
  depth_reduced,         ///< The output format has fewer bits per channel.
  alpha_flattened,       ///< The output format has no alpha: flattened onto the background.
  profile_dropped,       ///< The output format, or the conversion, cannot keep the ICC profile.
  profile_missing,       ///< CMYK without a profile: converted by a simple formula.
  exif_broken,           ///< The EXIF block could not be read to its end.
  data_damaged,          ///< Damaged data that the user asked to tolerate.
  exif_dropped,          ///< EXIF longer than the output format can hold.
  xmp_dropped,           ///< XMP longer than the output format can hold, or extended XMP.
  iptc_dropped,          ///< The output format has no place for IPTC.
  text_dropped,          ///< Comments and texts beside EXIF, XMP and IPTC were not carried over.
  depth_map_dropped,     ///< A depth map was not carried over.
  range_reduced,         ///< High dynamic range was fitted into sRGB.
  nonconforming,         ///< The file violates its format, but every pixel is intact.
  profile_broken,        ///< The ICC profile could not be read and was ignored.
  color_space_unknown,   ///< No profile can be made for the file's primaries or transfer function.
  pixels_not_square,     ///< The pixels are not square, and the output does not say so.
  motion_photo_dropped,  ///< The video of a motion photo was not carried over.
  maker_notes_dropped,   ///< Maker notes in EXIF could not be moved without breaking them.
  orientation_dropped,   ///< The orientation was not applied, and the output cannot store it.
  georeference_dropped,  ///< GeoTIFF or GDAL tags were not carried over.
  chroma_reduced,        ///< The output format stores chroma at a lower resolution than the user asked for.
  raw_preview_used,      ///< The picture is the preview that a camera put into its RAW file.
  raw_preview_reduced,   ///< The same, with fewer pixels than the RAW data.
};

template <>
std::span<const Name<Warning>> names<Warning>() noexcept;

/// The warning as a sentence.
std::string_view describe(Warning warning) noexcept;

/// Whether the file is at fault although every pixel is intact: FailOn::warning refuses it.
bool is_blemish(Warning warning) noexcept;

/// A set of warnings, one bit each.
class Warnings {
 public:
  constexpr Warnings() = default;
  constexpr Warnings(std::initializer_list<Warning> all) {
    for (const Warning warning : all) add(warning);
  }
  constexpr void add(Warning warning) noexcept { bits_ |= bit(warning); }
  constexpr void add(Warnings others) noexcept { bits_ |= others.bits_; }
  constexpr bool has(Warning warning) const noexcept { return (bits_ & bit(warning)) != 0; }
  constexpr bool empty() const noexcept { return bits_ == 0; }
  friend constexpr bool operator==(Warnings, Warnings) = default;

 private:
  static constexpr std::uint32_t bit(Warning warning) noexcept { return 1U << static_cast<unsigned>(warning); }
  std::uint32_t bits_ = 0;
};

/// Facts about an image file.
struct ImageFacts {
  Format format = Format::jpeg;
  std::uint32_t width_px = 0;    ///< As stored, before any orientation is applied.
  std::uint32_t height_px = 0;   ///< As stored, before any orientation is applied.
  std::uint8_t depth_bits = 8;   ///< Bits per channel.
  std::uint8_t channels = 3;     ///< Color channels, without alpha.
  std::uint8_t orientation = 1;  ///< EXIF orientation, 1 to 8.
  bool alpha = false;
  bool icc = false;
  std::uint64_t bytes = 0;  ///< File size.
};

/// What an output was made from.
enum class MadeFrom : std::uint8_t {
  decoded_image,
  larger_output,  ///< Of the same image.
  input_file,     ///< A copy, byte for byte.
};

struct OutputFacts {
  ImageFacts image;
  MadeFrom made_from = MadeFrom::decoded_image;
  std::uint64_t hash = 0;  ///< XXH3 (64 bits) of the file's bytes.
  /// The quality that ResizeOptions::target_bytes led to; 0 without it.
  std::uint8_t quality = 0;
};

/// Time spent in each stage of one image. The stages follow each other or interleave; they never overlap.
struct StageTimes {
  std::chrono::nanoseconds read{};      ///< Opening and reading the input file.
  std::chrono::nanoseconds decode{};    ///< Entropy decoding and inverse transforms, to planes.
  std::chrono::nanoseconds resample{};  ///< Resampling, color conversion and orientation.
  std::chrono::nanoseconds encode{};    ///< Compression and hashing.
  std::chrono::nanoseconds write{};     ///< Writing and closing the temporary file.

  std::chrono::nanoseconds total() const noexcept { return read + decode + resample + encode + write; }
  StageTimes& operator+=(const StageTimes& other) noexcept;
};

/// What a page can show of an image until it has loaded.
struct Placeholder {
  static constexpr std::size_t kMostHashBytes = 25;

  struct Rgb {
    std::uint8_t red = 0;
    std::uint8_t green = 0;
    std::uint8_t blue = 0;
    friend bool operator==(const Rgb&, const Rgb&) = default;
  };
  Rgb average;                                      ///< In sRGB.
  std::array<std::uint8_t, kMostHashBytes> hash{};  ///< A ThumbHash.
  std::uint8_t hash_bytes = 0;                      ///< Its length; the rest is zeros.
  friend bool operator==(const Placeholder&, const Placeholder&) = default;
};

struct JobReport {
  ImageFacts input;
  std::uint8_t decoded_eighths = 8;  ///< Decoded size in eighths of the stored size, in each direction.
  std::vector<OutputFacts> outputs;  ///< One for each of the job's.
  Warnings warnings;
  StageTimes times;
  std::optional<Placeholder> placeholder;  ///< If the options ask for one.
};

template <>
std::span<const Name<MadeFrom>> names<MadeFrom>() noexcept;

}  // namespace resizer::model
