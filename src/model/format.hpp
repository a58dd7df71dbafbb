#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "model/names.hpp"

namespace resizer::model {

enum class Format : std::uint8_t { jpeg, png, webp, tiff, avif, heic };

/// How a format stores samples.
enum class Compressions : std::uint8_t { lossy, lossless, both };

/// What of metadata a format can hold that not every format can in any amount.
struct MetadataTraits {
  std::size_t max_exif_bytes = SIZE_MAX;
  std::size_t max_xmp_bytes = SIZE_MAX;
  std::size_t max_iptc_bytes = 0;
  bool code_points = false;  ///< Primaries and transfer function as ITU-T H.273 numbers them.
  bool orientation = false;  ///< Beside EXIF.
  bool density = false;      ///< Beside EXIF.
  bool georeference = false;
};

/// What there is to know of a format without decoding: the one row that planning, options, help and metadata take from.
/// Its functions are the Codec of the same format.
struct FormatTraits {
  Format format = Format::jpeg;
  std::string_view name;                         ///< On the command line and in reports: "jpeg".
  std::string_view label;                        ///< In sentences: "JPEG".
  std::span<const std::string_view> extensions;  ///< Lower case, with a dot; the first is that of new files.
  bool is_read = true;
  bool is_written = true;
  std::optional<Format> fallback{};  ///< What is written instead unless another format is asked for.
  Compressions compressions = Compressions::lossy;
  bool has_alpha = true;
  std::uint8_t max_depth_bits = 8;  ///< Of what is written; 32 is single precision.
  bool can_be_animated = false;     ///< Of an animation the first frame is used.
  std::uint32_t max_side_px = 0;    ///< Of what is written.
  MetadataTraits metadata{};
};

/// All formats, in the order users see them.
std::span<const FormatTraits> format_traits() noexcept;

const FormatTraits& traits_of(Format format) noexcept;

/// The format that a file name extension stands for, with or without its dot, in any mix of upper and lower case. The
/// extension says where to look, never what a file holds.
std::optional<Format> format_of_extension(std::string_view extension) noexcept;

/// The extension that new files of a format get, with its dot.
std::string_view extension_of(Format format) noexcept;

/// The format that an output gets if its input is of `input` and no other format is asked for.
Format written_instead_of(Format input) noexcept;

template <>
std::span<const Name<Format>> names<Format>() noexcept;

}  // namespace resizer::model
