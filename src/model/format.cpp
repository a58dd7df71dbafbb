#include "model/format.hpp"

#include <algorithm>
#include <array>

namespace resizer::model {
namespace {

constexpr std::array<std::string_view, 3> kJpegExtensions{".jpg", ".jpeg", ".jpe"};
constexpr std::array<std::string_view, 1> kPngExtensions{".png"};
constexpr std::array<std::string_view, 1> kWebpExtensions{".webp"};
constexpr std::array<std::string_view, 2> kTiffExtensions{".tif", ".tiff"};
constexpr std::array<std::string_view, 1> kAvifExtensions{".avif"};
constexpr std::array<std::string_view, 2> kHeicExtensions{".heic", ".heif"};
constexpr std::array<std::string_view, 1> kJxlExtensions{".jxl"};
constexpr std::array<std::string_view, 1> kGifExtensions{".gif"};
constexpr std::array<std::string_view, 2> kBmpExtensions{".bmp", ".dib"};
/// Those of Adobe, Canon, Nikon, Sony, Fujifilm, Olympus, Panasonic, Leica, Pentax and Samsung.
constexpr std::array<std::string_view, 12> kRawExtensions{".dng", ".cr2", ".cr3", ".nef", ".nrw", ".arw",
                                                          ".raf", ".orf", ".rw2", ".rwl", ".pef", ".srw"};

/// A segment's length (ITU-T T.81, B.1.1.4) includes its own two bytes and the signature of Exif or XMP.
constexpr std::size_t kMaxJpegSegmentBytes = 65533;
constexpr std::size_t kExifHeaderBytes = 6;
constexpr std::size_t kXmpHeaderBytes = 29;

constexpr std::array kTraits{
    FormatTraits{.format = Format::jpeg,
                 .name = "jpeg",
                 .label = "JPEG",
                 .extensions = kJpegExtensions,
                 .compressions = Compressions::lossy,
                 .has_alpha = false,
                 .can_choose_chroma = true,
                 .max_depth_bits = 8,
                 .max_side_px = 65500,  // libjpeg's JPEG_MAX_DIMENSION
                 .metadata = {.max_exif_bytes = kMaxJpegSegmentBytes - kExifHeaderBytes,
                              .max_xmp_bytes = kMaxJpegSegmentBytes - kXmpHeaderBytes,
                              .max_iptc_bytes = SIZE_MAX,
                              .density = true}},
    FormatTraits{.format = Format::png,
                 .name = "png",
                 .label = "PNG",
                 .extensions = kPngExtensions,
                 .compressions = Compressions::lossless,
                 .max_depth_bits = 16,
                 .can_be_animated = true,
                 .max_side_px = 0x7FFFFFFF,
                 .metadata = {.code_points = true, .density = true}},
    FormatTraits{.format = Format::webp,
                 .name = "webp",
                 .label = "WebP",
                 .extensions = kWebpExtensions,
                 .compressions = Compressions::both,
                 .max_depth_bits = 8,
                 .can_be_animated = true,
                 .max_side_px = 16383},
    FormatTraits{.format = Format::tiff,
                 .name = "tiff",
                 .label = "TIFF",
                 .extensions = kTiffExtensions,
                 .compressions = Compressions::lossless,
                 .max_depth_bits = 32,
                 .max_side_px = 0x7FFFFFFF,  // the format's own limit is twice that; cv::Mat's is this
                 .metadata = {.max_iptc_bytes = SIZE_MAX, .orientation = true, .density = true, .georeference = true}},
    FormatTraits{.format = Format::avif,
                 .name = "avif",
                 .label = "AVIF",
                 .extensions = kAvifExtensions,
                 .compressions = Compressions::both,
                 .can_choose_chroma = true,
                 .max_depth_bits = 12,
                 .can_be_animated = true,
                 .max_side_px = 65536,  // AV1's own limit
                 .metadata = {.code_points = true, .orientation = true}},
    FormatTraits{.format = Format::heic,
                 .name = "heic",
                 .label = "HEIC",
                 .extensions = kHeicExtensions,
                 .is_written = false,
                 .fallback = Format::jpeg,
                 .compressions = Compressions::lossy,
                 .max_depth_bits = 12,
                 .can_be_animated = true},
    FormatTraits{.format = Format::jxl,
                 .name = "jxl",
                 .label = "JPEG XL",
                 .extensions = kJxlExtensions,
                 .compressions = Compressions::both,
                 .max_depth_bits = 16,
                 .can_be_animated = true,
                 .max_side_px = 1U << 18U,  // of level 5 (ISO/IEC 18181-1, annex M)
                 .metadata = {.code_points = true, .orientation = true}},
    FormatTraits{.format = Format::gif,
                 .name = "gif",
                 .label = "GIF",
                 .extensions = kGifExtensions,
                 .is_written = false,
                 .fallback = Format::png,
                 .compressions = Compressions::lossless,
                 .can_be_animated = true},
    FormatTraits{.format = Format::bmp,
                 .name = "bmp",
                 .label = "BMP",
                 .extensions = kBmpExtensions,
                 .is_written = false,
                 .fallback = Format::png,
                 .compressions = Compressions::lossless,
                 .max_depth_bits = 16},
    FormatTraits{.format = Format::raw,
                 .name = "raw",
                 .label = "RAW",
                 .extensions = kRawExtensions,
                 .is_written = false,
                 .fallback = Format::jpeg,
                 .compressions = Compressions::lossy,
                 .has_alpha = false},
};

/// Not std::tolower: that one depends on the locale.
constexpr char to_lower(char c) noexcept {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

constexpr auto kNames = [] {
  std::array<Name<Format>, kTraits.size()> names{};
  std::ranges::transform(kTraits, names.begin(), [](const FormatTraits& row) {
    return Name<Format>{row.format, row.name};
  });
  return names;
}();

}  // namespace

std::span<const FormatTraits> format_traits() noexcept {
  return kTraits;
}

const FormatTraits& traits_of(Format format) noexcept {
  return *std::ranges::find(kTraits, format, &FormatTraits::format);
}

std::optional<Format> format_of_extension(std::string_view extension) noexcept {
  if (extension.starts_with('.')) extension.remove_prefix(1);
  for (const FormatTraits& row : kTraits) {
    for (const std::string_view known : row.extensions) {
      if (std::ranges::equal(extension, known.substr(1), {}, to_lower)) return row.format;
    }
  }
  return std::nullopt;
}

std::string_view extension_of(Format format) noexcept {
  return traits_of(format).extensions.front();
}

Format written_instead_of(Format input) noexcept {
  return traits_of(input).fallback.value_or(input);
}

template <>
std::span<const Name<Chroma>> names<Chroma>() noexcept {
  static constexpr std::array<Name<Chroma>, 4> kNames{
      {{Chroma::yuv444, "444"}, {Chroma::yuv422, "422"}, {Chroma::yuv420, "420"}, {Chroma::by_content, "auto"}}};
  return kNames;
}

template <>
std::span<const Name<Format>> names<Format>() noexcept {
  return kNames;
}

}  // namespace resizer::model
