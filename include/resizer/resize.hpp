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

/// Resizes one image: from a file or from memory, to files or to memory. docs/library.md shows it at work.
namespace resizer {

/// How an image is fitted into a Box. The names are CSS object-fit's, plus `inside` and `outside`.
enum class Fit : std::uint8_t {
  inside,   ///< The largest size with the image's proportions that fits into the box.
  cover,    ///< Fills the box exactly; what hangs over is cropped, evenly on both sides.
  contain,  ///< Fits into the box; the rest of the box is filled (transparent, or black without alpha).
  fill,     ///< Exactly the box; proportions are given up.
  outside,  ///< The smallest size with the image's proportions that covers the box.
};

enum class Filter : std::uint8_t { lanczos3, bicubic, spline36, bilinear, box, nearest };

/// File formats by their contents. heic is read only.
enum class Format : std::uint8_t { jpeg, png, webp, tiff, avif, heic };

/// Which metadata an output carries.
enum class Keep : std::uint8_t { icc, all, none };

/// What makes a damaged file fail; each kind includes those before it.
enum class FailOn : std::uint8_t {
  none,       ///< Nothing that decoding can go on after; the warning data_damaged tells of it.
  truncated,  ///< Pixels or metadata that are missing or wrong.
  warning,    ///< Anything against the rules of the format.
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

struct ResizeOptions {
  Fit fit = Fit::inside;
  /// Whether an image may become larger than it is.
  bool upscale = true;
  Filter filter = Filter::lanczos3;
  /// A decoder that can shrink while it decodes does so down to this many times the target, at least 1; nullopt: never.
  std::optional<double> shrink_on_load = 2;
  /// 1 to 100 for lossy formats; nullopt: the format's own default.
  std::optional<int> quality{};
  /// How hard encoders try to make files small: 0, the fastest, to 9, the smallest; nullopt: the format's own default.
  std::optional<int> effort{};
  /// nullopt: what the extensions of the output files stand for; without any, the input's own format.
  std::optional<Format> format{};
  Keep keep = Keep::icc;
  bool to_srgb = false;     ///< Convert colors to sRGB instead of keeping them with their profile.
  bool linear = false;      ///< Resample amounts of light instead of the file's samples.
  bool auto_orient = true;  ///< Turn the pixels as the EXIF orientation says.
  /// Larger images are refused before they are decoded.
  std::uint64_t max_pixels = 268'000'000;
  /// Images that need more memory are refused before they are decoded; nullopt: none is.
  std::optional<std::uint64_t> memory_limit_bytes{};
  FailOn fail_on = FailOn::truncated;
};

/// An image file, by its path or by its bytes, which are only read and stay the caller's. At most 1 GiB.
using Input = std::variant<std::filesystem::path, std::span<const std::uint8_t>>;

/// One size that is to be made, as a file or in memory.
struct Output {
  TargetSize size{};
  /// Where it goes, in a folder that exists; what stood there is replaced at once, never by half a file. nullopt:
  /// into memory.
  std::optional<std::filesystem::path> file{};
};

/// What is known of one image file.
struct ImageFacts {
  Format format = Format::jpeg;
  std::uint32_t width_px = 0;    ///< As stored, before any orientation is applied.
  std::uint32_t height_px = 0;   ///< As stored, before any orientation is applied.
  std::uint8_t depth_bits = 8;   ///< Bits a channel.
  std::uint8_t channels = 3;     ///< Color channels, without alpha.
  std::uint8_t orientation = 1;  ///< EXIF orientation, 1 to 8.
  bool alpha = false;
  bool icc = false;         ///< Whether it holds an ICC profile.
  std::uint64_t bytes = 0;  ///< File size.
};

struct OutputReport {
  ImageFacts image{};
  /// The file itself where it was asked for in memory; else empty.
  std::vector<std::uint8_t> bytes{};
};

/// Something to know about outputs that are otherwise good.
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
  /// outputs[k] belongs to the k-th output that was asked for.
  std::vector<OutputReport> outputs{};
  std::vector<Warning> warnings{};
  StageTimes times{};
};

/// Makes of one image one output for each of `outputs`, 1 to 8, all in one format. The image is decoded once; files are
/// written when all outputs are complete, in their order.
///
/// Runs in the calling thread of the calling process, without a sandbox; several threads may call it at a time. For
/// files from strangers call it in a task of resizer/task_pool.hpp, with outputs in memory: a sandboxed worker may not
/// rename files. Ending signals (SIGINT and the like) are blocked in the calling thread while files are written.
///
/// Throws Error: usage for options that make no sense, before anything is read; otherwise what is wrong with the input
/// (not_found, not_a_file, permission, read_failed, unsupported_format, corrupt, truncated, too_large) or with an
/// output (permission, no_space, write_failed). Throws std::bad_alloc. Of several output files, those before the one
/// that failed are there.
ResizeReport resize(const Input& input, const std::vector<Output>& outputs, const ResizeOptions& options = {});

/// Loads what codecs would load when they are first used. To be called before task_pool::run() and measure() when tasks
/// call resize(): within a sandbox it would be too late. Any number of times.
void prepare_to_resize();

}  // namespace resizer
