#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "model/names.hpp"

namespace resizer::model {

enum class Format : std::uint8_t { jpeg, png, webp, tiff, avif, heic, jxl, gif, bmp, raw };

/// How a format stores samples.
enum class Compressions : std::uint8_t { lossy, lossless, both };

/// Chroma subsampling: full resolution, half of it across, or half of it both ways.
enum class Chroma : std::uint8_t {
  yuv444,
  yuv422,
  yuv420,
  by_content,  ///< 4:2:0 if that loses little of the image, otherwise 4:4:4.
};

template <>
std::span<const Name<Chroma>> names<Chroma>() noexcept;

/// Which metadata a format can hold, where formats differ.
struct MetadataTraits {
  std::size_t max_exif_bytes = SIZE_MAX;
  std::size_t max_xmp_bytes = SIZE_MAX;
  std::size_t max_iptc_bytes = 0;
  bool code_points = false;  ///< Primaries and transfer function as ITU-T H.273 numbers them.
  bool orientation = false;  ///< Outside EXIF.
  bool density = false;      ///< Outside EXIF.
  bool georeference = false;
};

/// The properties of a format, used by planning, options, help and metadata. Its functions are in the Codec of the same
/// format.
struct FormatTraits {
  Format format = Format::jpeg;
  std::string_view name;                         ///< On the command line and in reports: "jpeg".
  std::string_view label;                        ///< In sentences: "JPEG".
  std::span<const std::string_view> extensions;  ///< Lower case, with a dot; the first is that of new files.
  bool is_read = true;
  bool is_written = true;
  std::optional<Format> fallback{};  ///< What outputs become by default if it cannot be written.
  Compressions compressions = Compressions::lossy;
  bool has_alpha = true;
  bool can_choose_chroma = false;   ///< As asked.
  std::uint8_t max_depth_bits = 8;  ///< When written; 32 is single precision.
  bool can_be_animated = false;     ///< Only the first frame is used.
  std::uint32_t max_side_px = 0;    ///< When written.
  MetadataTraits metadata{};
};

/// All formats, in the order users see them.
std::span<const FormatTraits> format_traits() noexcept;

const FormatTraits& traits_of(Format format) noexcept;

/// The format of a file name extension, with or without its dot, case-insensitive. It selects the files in folders;
/// what a file holds is detected from its contents.
std::optional<Format> format_of_extension(std::string_view extension) noexcept;

/// The extension of new files of a format, with its dot.
std::string_view extension_of(Format format) noexcept;

/// The default output format for an input of this format.
Format written_instead_of(Format input) noexcept;

template <>
std::span<const Name<Format>> names<Format>() noexcept;

}  // namespace resizer::model
