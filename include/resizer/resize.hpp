#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "resizer/error.hpp"

/// Resizes one image, from a file or memory, to files or memory. See docs/library.md for an example.
namespace resizer {

/// How an image is fitted into a Box. The names are CSS object-fit's, plus `inside` and `outside`.
enum class Fit : std::uint8_t {
  inside,   ///< The largest size with the image's proportions that fits into the box.
  cover,    ///< Fills the box exactly; the excess is cropped.
  contain,  ///< Fits into the box; the rest is padded (transparent, or black without alpha).
  fill,     ///< Exactly the box; the image may be distorted.
  outside,  ///< The smallest size with the image's proportions that covers the box.
};

/// Which part of an image Fit::cover keeps, and where Fit::contain puts it. Directions are of the upright image.
enum class Gravity : std::uint8_t {
  center,
  north,
  northeast,
  east,
  southeast,
  south,
  southwest,
  west,
  northwest,
  attention,  ///< Where edges, skin and saturated colors are; for Fit::contain, the center.
  entropy,    ///< Where luma varies most; for Fit::contain, the center.
};

/// Chroma subsampling: full resolution, half of it across, or half of it both ways.
enum class Chroma : std::uint8_t { yuv444, yuv422, yuv420 };

enum class Filter : std::uint8_t { lanczos3, bicubic, spline36, bilinear, box, nearest };

/// File formats by their contents. heic, gif, bmp and raw are read only.
enum class Format : std::uint8_t { jpeg, png, webp, tiff, avif, heic, jxl, gif, bmp, raw };

/// Which metadata an output carries.
enum class Keep : std::uint8_t { icc, all, none };

/// Which damage makes a file fail; each value includes those before it.
enum class FailOn : std::uint8_t {
  none,       ///< Only damage that stops decoding. Other damage is a warning, data_damaged.
  truncated,  ///< Pixels or metadata that are missing or wrong.
  warning,    ///< Any violation of the format.
};

/// A box of 1 to 1,000,000 pixels a side, of the upright image. At least one side is given.
struct Box {
  std::optional<std::uint32_t> width_px{};
  std::optional<std::uint32_t> height_px{};
};

/// The length of the image's longer side, in pixels.
struct LongEdge {
  std::uint32_t length_px = 0;
};

/// A share of the image's own size in both directions, in percent.
struct Percent {
  double value = 100;
};

using TargetSize = std::variant<Box, LongEdge, Percent>;

/// A part of the upright image, in its pixels.
struct Crop {
  std::uint32_t left_px = 0;
  std::uint32_t top_px = 0;
  std::uint32_t width_px = 0;
  std::uint32_t height_px = 0;
};

/// A color in sRGB.
struct BackgroundColor {
  std::uint8_t red = 0;
  std::uint8_t green = 0;
  std::uint8_t blue = 0;
};

struct ResizeOptions {
  Fit fit = Fit::inside;
  Gravity gravity = Gravity::center;
  /// Cut out before anything else; an image that it exceeds fails. nullopt: the whole image.
  std::optional<Crop> crop{};
  /// Beside an image that Fit::contain pads, and under transparency that the format cannot store; nullopt: padding is
  /// transparent, or black without alpha, and transparency is laid on white.
  std::optional<BackgroundColor> background{};
  /// Whether images may be enlarged.
  bool upscale = true;
  Filter filter = Filter::lanczos3;
  /// Decoders that can shrink while decoding may do so down to this many times the target, at least 1; nullopt: never.
  std::optional<double> shrink_on_load = 2;
  /// 1 to 100 for lossy formats; nullopt: the format's own default.
  std::optional<int> quality{};
  /// The size that no output may exceed: the quality of lossy formats is lowered as needed.
  std::optional<std::uint64_t> target_bytes{};
  /// Compression effort, from 0, the fastest, to 9, the smallest; nullopt: the format's own default.
  std::optional<int> effort{};
  /// Of JPEG and AVIF; nullopt: 4:4:4 if the input has it, otherwise 4:2:0. Other formats ignore it, with the warning
  /// chroma_reduced if theirs is coarser.
  std::optional<Chroma> chroma{};
  bool progressive = false;  ///< Write progressive JPEG.
  /// nullopt: the format of the output files' extensions; without any, that of the input.
  std::optional<Format> format{};
  Keep keep = Keep::icc;
  bool to_srgb = false;     ///< Convert colors to sRGB instead of keeping them with their profile.
  bool linear = false;      ///< Resample in linear light.
  bool auto_orient = true;  ///< Apply the EXIF orientation to the pixels.
  /// Larger images are refused before they are decoded.
  std::uint64_t max_pixels = 268'000'000;
  /// Images that need more memory are refused before they are decoded; nullopt: no limit.
  std::optional<std::uint64_t> memory_limit_bytes{};
  FailOn fail_on = FailOn::truncated;
};

/// An image file of at most 1 GiB, by its path or as bytes, which are not copied.
using Input = std::variant<std::filesystem::path, std::span<const std::uint8_t>>;

/// One output, as a file or in memory.
struct Output {
  TargetSize size{};
  /// The file, in an existing folder. An existing file is replaced atomically. nullopt: in memory.
  std::optional<std::filesystem::path> file{};
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
  bool icc = false;         ///< Whether it holds an ICC profile.
  std::uint64_t bytes = 0;  ///< File size.
};

struct OutputReport {
  ImageFacts image{};
  /// The file's bytes if the output is in memory; otherwise empty.
  std::vector<std::uint8_t> bytes{};
};

/// Something to know about good outputs.
struct Warning {
  std::string name{};  ///< For programs: "animation_dropped".
  std::string text{};  ///< For people: a sentence.
};

/// Time spent in each stage. The stages follow each other or interleave; they never overlap.
struct StageTimes {
  std::chrono::nanoseconds read{};
  std::chrono::nanoseconds decode{};
  std::chrono::nanoseconds resample{};  ///< Color conversion and orientation too.
  std::chrono::nanoseconds encode{};
  std::chrono::nanoseconds write{};
};

struct ResizeReport {
  ImageFacts input{};
  /// outputs[k] is the k-th requested output.
  std::vector<OutputReport> outputs{};
  std::vector<Warning> warnings{};
  StageTimes times{};
};

/// Resizes an image to each of `outputs`, 1 to 8, all in one format. The image is decoded once; files are written in
/// order when all outputs are complete.
///
/// Runs in the calling thread, without a sandbox; several threads may call it concurrently. For untrusted files, call
/// it in a task of resizer/task_pool.hpp, with outputs in memory, since a sandboxed worker cannot rename files. SIGINT,
/// SIGTERM, SIGHUP and SIGQUIT are blocked in the calling thread while files are written.
///
/// Throws Error: usage for invalid options, before anything is read; not_found, not_a_file, permission, read_failed,
/// unsupported_format, corrupt, truncated or too_large for the input; permission, no_space or write_failed for an
/// output. Throws std::bad_alloc. If one of several output files fails, those before it have been written.
ResizeReport resize(const Input& input, const std::vector<Output>& outputs, const ResizeOptions& options = {});

/// Loads the libraries of formats that otherwise are loaded on first use, those of JPEG XL, HEIC, and AVIF outputs. If
/// tasks call resize(), call this before task_pool::run() or measure(), since a
/// sandboxed worker cannot load libraries. May be called repeatedly.
void prepare_to_resize();

}  // namespace resizer
