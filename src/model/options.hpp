#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "model/format.hpp"
#include "model/names.hpp"
#include "model/setting.hpp"

/// What the user asked for, as plain values. The command line fills these; every other layer only reads them.
namespace resizer::model {

/// How an image is fitted into the requested box. The names are CSS object-fit's, plus `inside` and `outside`.
enum class Fit : std::uint8_t {
  inside,   ///< The largest size with the image's proportions that fits into the box.
  cover,    ///< Fills the box exactly; what hangs over is cropped, evenly on both sides.
  contain,  ///< Fits into the box; the rest of the box is filled (transparent, or black without alpha).
  fill,     ///< Exactly the box; proportions are given up.
  outside,  ///< The smallest size with the image's proportions that covers the box.
};

enum class Filter : std::uint8_t { lanczos3, bicubic, spline36, bilinear, box, nearest };

/// Which metadata an output carries. The orientation is always applied to the pixels.
enum class Keep : std::uint8_t { icc, all, none };

/// What makes a damaged file fail; each kind includes those before it.
enum class FailOn : std::uint8_t {
  none,       ///< Nothing that decoding can go on after: what could be read is used, with Warning::data_damaged.
  truncated,  ///< Pixels or metadata that are missing or wrong.
  warning,    ///< Anything against the rules of the format, such as junk between segments or a broken EXIF block.
};

/// Which modes a run executes.
enum class Mode : std::uint8_t { compare, parallel, sequential };

enum class Color : std::uint8_t { automatic, always, never };

enum class LogLevel : std::uint8_t { debug, info, warning, error, off };

/// The box an image is fitted into, in pixels of the upright image. At least one side is given.
struct Box {
  std::optional<std::uint32_t> width_px;
  std::optional<std::uint32_t> height_px;
  friend bool operator==(const Box&, const Box&) = default;
};

/// The length of the image's longer side.
struct LongEdge {
  std::uint32_t length_px = 0;
  friend bool operator==(const LongEdge&, const LongEdge&) = default;
};

/// A share of the image's own size, in both directions.
struct Percent {
  double value = 100;
  friend bool operator==(const Percent&, const Percent&) = default;
};

/// A size that was asked for. Only a Box can be of other proportions than the image.
using TargetSize = std::variant<Box, LongEdge, Percent>;

/// The size in words: "width 800", "box 800 x 600", "long edge 800", "50 %".
std::string describe(const TargetSize& size);

/// Everything that decides the bytes of the outputs of one input.
struct ResizeOptions {
  /// One output for each; 1 to kMaxOutputs, all of the same kind.
  std::vector<TargetSize> sizes;
  Fit fit = Fit::inside;
  bool upscale = true;
  Filter filter = Filter::lanczos3;
  /// A decoder that can shrink while it decodes does so down to this many times the target, and of several sizes a
  /// smaller one is made from a larger one that is at least as many times its own; nullopt: neither.
  std::optional<double> shrink_on_load = 2;
  /// 1 to 100 for lossy formats; nullopt: the format's own default.
  std::optional<int> quality;
  /// How hard encoders try to make files small: 0, the fastest, to 9, the smallest; nullopt: the format's own default.
  std::optional<int> effort;
  /// nullopt: each output has its input's format.
  std::optional<Format> format;
  Keep keep = Keep::icc;
  bool to_srgb = false;     ///< Convert colors to sRGB instead of keeping them with their profile.
  bool linear = false;      ///< Resample amounts of light instead of the file's samples.
  bool auto_orient = true;  ///< Turn the pixels as the EXIF orientation says.
  std::uint64_t max_pixels = 268'000'000;
  FailOn fail_on = FailOn::truncated;
};

/// Which outputs that exist already are made again.
enum class Overwrite : std::uint8_t {
  always,
  never,
  newer,  ///< Those that are older than their input.
};

/// Which files are worked on and where the results go.
struct PathOptions {
  /// Folders, files, and patterns of glob(7) where no file has that name.
  std::vector<std::filesystem::path> inputs;
  /// A file that lists further inputs, or "-" for standard input.
  std::optional<std::filesystem::path> files_from{};
  /// What ends each name in that list.
  char list_separator = '\n';
  std::filesystem::path output_dir;
  bool recursive = false;
  /// Search the folders that links lead to as well.
  bool follow = false;
  /// Patterns of fnmatch(3) for names found in folders; with none to include, all are.
  std::vector<std::string> include{};
  std::vector<std::string> exclude{};
  Overwrite overwrite = Overwrite::always;
  /// Give each output the modification time of its input.
  bool keep_dates = false;
  /// Tell what would be done, and do nothing.
  bool dry_run = false;
  /// How outputs are named, such as "{stem}-{width}.{ext}"; nullopt: as their input, or by their sizes if these are
  /// several.
  std::optional<std::string> name_template{};
};

/// Whether the system holds the inputs in its file cache when a run begins.
enum class Cache : std::uint8_t {
  warm,  ///< As it is, all having been read once before if runs are compared.
  cold,  ///< Dropped from the cache before every run.
};

/// As many workers as cores are allowed.
struct AutoWorkers {};
/// Every worker count that shows how the pool scales on the cores allowed.
struct SweepWorkers {};
/// How many workers the pool has; each of several counts is measured as a mode of its own.
using Workers = std::variant<AutoWorkers, SweepWorkers, std::vector<unsigned>>;

struct RunOptions {
  Mode mode = Mode::compare;
  Workers jobs;
  /// How often each mode is run and measured; at least 1.
  unsigned runs = 1;
  /// How often each mode is run before, unmeasured.
  unsigned warmup = 0;
  Cache cache = Cache::warm;
  /// An earlier report in JSON to compare this run with.
  std::optional<std::filesystem::path> baseline;
  /// The share of wall time by which a mode may be slower than in the baseline; 0.05 is 5 %.
  std::optional<double> fail_if_slower;
};

/// Whether workers are confined to their input and output folders.
enum class SandboxMode : std::uint8_t {
  automatic,  ///< As far as the system can.
  require,    ///< Completely, or there is no run.
  off,
};

/// What becomes of a run when an image has failed.
enum class Halt : std::uint8_t {
  never,  ///< It goes on with the others.
  first,  ///< No further image is begun.
};

/// What ends an image, or the run, before its time.
struct ControlOptions {
  /// The most time that one image may take; nullopt: any.
  std::optional<std::chrono::nanoseconds> timeout = std::chrono::seconds(60);
  /// How often an image that cost its worker the life is tried again.
  unsigned retries = 0;
  /// The most memory that one worker may take; nullopt: as much as the machine and the number of workers allow.
  std::optional<std::uint64_t> memory_limit_bytes{};
  Halt halt = Halt::never;
  SandboxMode sandbox = SandboxMode::automatic;
};

/// Files that the report is written to besides the terminal, one for each format that is asked for.
struct ReportFiles {
  std::optional<std::filesystem::path> json;
  std::optional<std::filesystem::path> csv;
  std::optional<std::filesystem::path> markdown;
  std::optional<std::filesystem::path> html;
  std::optional<std::filesystem::path> trace;
};

inline constexpr const char* kDefaultLogFile = "logs/app.log";

struct OutputOptions {
  bool json = false;
  bool quiet = false;
  ReportFiles report_files;
  Color color = Color::automatic;
  /// nullopt: kDefaultLogFile, without which a run goes on where it cannot be written.
  std::optional<std::filesystem::path> log_file{};
  LogLevel log_level = LogLevel::info;
};

struct Options {
  PathOptions paths;
  ResizeOptions resize;
  RunOptions run;
  ControlOptions control;
  OutputOptions output;
  /// The file that further options were read from.
  std::optional<std::filesystem::path> config_file{};
};

/// A report file that is asked for.
struct RequestedFile {
  Setting setting = Setting::json_report;
  std::filesystem::path path;
};

/// All of them.
std::vector<RequestedFile> requested_files(const ReportFiles& files);

template <>
std::span<const Name<Fit>> names<Fit>() noexcept;
template <>
std::span<const Name<Filter>> names<Filter>() noexcept;
template <>
std::span<const Name<Keep>> names<Keep>() noexcept;
template <>
std::span<const Name<FailOn>> names<FailOn>() noexcept;
template <>
std::span<const Name<Mode>> names<Mode>() noexcept;
template <>
std::span<const Name<Overwrite>> names<Overwrite>() noexcept;
template <>
std::span<const Name<Cache>> names<Cache>() noexcept;
template <>
std::span<const Name<Halt>> names<Halt>() noexcept;
template <>
std::span<const Name<SandboxMode>> names<SandboxMode>() noexcept;
template <>
std::span<const Name<Color>> names<Color>() noexcept;
template <>
std::span<const Name<LogLevel>> names<LogLevel>() noexcept;

}  // namespace resizer::model
