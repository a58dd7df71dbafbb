#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "model/format.hpp"
#include "model/names.hpp"
#include "model/run_options.hpp"
#include "model/setting.hpp"
#include "model/sharding.hpp"
#include "model/sizing.hpp"

/// What the user asked for, as plain values. The command line fills these; every other layer only reads them.
namespace resizer::model {

enum class Filter : std::uint8_t { lanczos3, bicubic, spline36, bilinear, box, nearest };

/// Which metadata an output carries. The orientation is always applied to the pixels.
enum class Keep : std::uint8_t { icc, all, none };

/// Which damage makes a file fail; each value includes those before it.
enum class FailOn : std::uint8_t {
  none,       ///< Only damage that stops decoding. Other damage is a warning, data_damaged.
  truncated,  ///< Pixels or metadata that are missing or wrong.
  warning,    ///< Any violation of the format, such as junk between segments or a broken EXIF block.
};

enum class Color : std::uint8_t { automatic, always, never };

enum class LogLevel : std::uint8_t { debug, info, warning, error, off };

/// A color in sRGB.
struct BackgroundColor {
  std::uint8_t red = 0;
  std::uint8_t green = 0;
  std::uint8_t blue = 0;
  friend bool operator==(const BackgroundColor&, const BackgroundColor&) = default;
};

/// "#ff8000".
std::string describe(BackgroundColor color);

/// An unsharp mask on luma after resizing.
struct Sharpening {
  double radius_px = 0;  ///< The standard deviation of the blur that is subtracted, in pixels of the output.
  double amount = 0;     ///< How much of the difference from the blur is added.
  friend bool operator==(const Sharpening&, const Sharpening&) = default;
};

/// For screens: a little, at the radius of single pixels.
inline constexpr Sharpening kScreenSharpening{0.6, 0.5};

/// "0.6,0.5".
std::string describe(Sharpening sharpening);

/// Everything that determines the outputs of an input.
struct ResizeOptions {
  /// At least one, all of the same kind; each gives an output in each format.
  std::vector<TargetSize> sizes;
  Fit fit = Fit::inside;
  Gravity gravity = Gravity::center;
  /// Cut out before anything else; nullopt: the whole image.
  std::optional<Crop> crop;
  /// Beside an image that Fit::contain pads, and under transparency that the format cannot store; nullopt: padding is
  /// transparent, or black without alpha, and transparency is laid on white.
  std::optional<BackgroundColor> background;
  bool upscale = true;
  Filter filter = Filter::lanczos3;
  std::optional<Sharpening> sharpen;
  /// Decoders that can shrink while decoding may do so down to this many times the target. Likewise a size is made from
  /// a larger output at least this many times its own. nullopt: neither.
  std::optional<double> shrink_on_load = 2;
  /// 1 to 100 for lossy formats; nullopt: the format's own default.
  std::optional<int> quality;
  /// Files of lossy formats must not be larger; the quality is lowered as needed.
  std::optional<std::uint64_t> target_bytes;
  /// Outputs hold the resized samples exactly. Images whose format cannot do that fail. Not with quality or
  /// target_bytes.
  bool lossless = false;
  /// With lossless, WebP only: how much it may change samples to compress better, from 0, the most, to 100, not at all.
  std::optional<int> near_lossless;
  /// Compression effort, from 0, the fastest, to 9, the smallest; nullopt: the format's own default.
  std::optional<int> effort;
  /// How the encoder stores chroma; nullopt: 4:4:4 if the input has it, otherwise 4:2:0. Formats without a choice
  /// ignore it, with a warning if theirs is coarser than a given one.
  std::optional<Chroma> chroma;
  bool progressive = false;  ///< JPEG only.
  /// Each size is made in each of them; empty: in the format of the input. Sizes times formats are at most kMaxOutputs.
  std::vector<Format> formats;
  Keep keep = Keep::icc;
  bool to_srgb = false;     ///< Convert colors to sRGB instead of keeping them with their profile.
  bool linear = false;      ///< Resample in linear light.
  bool auto_orient = true;  ///< Apply the EXIF orientation to the pixels.
  std::uint64_t max_pixels = 268'000'000;
  FailOn fail_on = FailOn::truncated;
  bool placeholder = false;  ///< Report one; it takes a little time.
};

/// Which existing outputs are replaced.
enum class Overwrite : std::uint8_t {
  always,
  never,
  newer,    ///< Outputs older than their input.
  changed,  ///< Outputs that this program, input and options would not make as they are, by the journal.
};

/// The journal of an output folder, in that folder: what its outputs were made from.
inline constexpr const char* kJournalName = ".resizer-journal";

/// Which files are read, and where the results go.
struct PathOptions {
  /// Folders, files, and glob(7) patterns.
  std::vector<std::filesystem::path> inputs;
  /// A file that lists more inputs, or "-" for standard input.
  std::optional<std::filesystem::path> files_from{};
  /// The character that ends each name in that list.
  char list_separator = '\n';
  std::filesystem::path output_dir;
  bool recursive = false;
  /// Follow symbolic links to folders.
  bool follow = false;
  /// fnmatch(3) patterns for names found in folders. An empty `include` matches all.
  std::vector<std::string> include{};
  std::vector<std::string> exclude{};
  Overwrite overwrite = Overwrite::always;
  /// With Overwrite::changed: compare contents of inputs and outputs, not only their sizes and dates.
  bool verify_content = false;
  /// Remove outputs whose input is gone, by the journal.
  bool prune = false;
  /// An earlier JSON report: only what failed there is taken.
  std::optional<std::filesystem::path> only_failed{};
  /// Start even if the disk is likely to get full.
  bool ignore_disk_space = false;
  /// Preserve modification times.
  bool keep_dates = false;
  /// Show what would be done without doing it.
  bool dry_run = false;
  /// Go on with what is new or changed in the input folders until a signal comes.
  bool watch = false;
  /// How outputs are named, such as "{stem}-{width}.{ext}"; nullopt: as the input, with the size added if there are
  /// several.
  std::optional<std::string> name_template{};
};

/// Whether workers are confined to their input and output folders.
enum class SandboxMode : std::uint8_t {
  automatic,  ///< As far as the system can.
  require,    ///< Completely, or refuse to run.
  off,
};

/// What a failed image does to the run.
enum class Halt : std::uint8_t {
  never,  ///< The run goes on.
  first,  ///< No further image is started.
};

/// Limits on images and on the run.
struct ControlOptions {
  /// Time limit for an image; nullopt: none.
  std::optional<std::chrono::nanoseconds> timeout = std::chrono::seconds(60);
  /// How often an image is retried after its worker died.
  unsigned retries = 0;
  /// Memory limit of a worker; nullopt: derived from the machine and the number of workers.
  std::optional<std::uint64_t> memory_limit_bytes{};
  Halt halt = Halt::never;
  SandboxMode sandbox = SandboxMode::automatic;
};

/// Files that the report is written to, besides the terminal.
struct ReportFiles {
  std::optional<std::filesystem::path> json;
  std::optional<std::filesystem::path> csv;
  std::optional<std::filesystem::path> markdown;
  std::optional<std::filesystem::path> html;
  std::optional<std::filesystem::path> trace;
  std::optional<std::filesystem::path> manifest;
};

inline constexpr const char* kDefaultLogFile = "logs/app.log";

struct OutputOptions {
  bool json = false;
  bool quiet = false;
  ReportFiles report_files;
  Color color = Color::automatic;
  /// nullopt: kDefaultLogFile, which is optional: if it cannot be written, the run goes on without it.
  std::optional<std::filesystem::path> log_file{};
  LogLevel log_level = LogLevel::info;
};

struct Options {
  PathOptions paths;
  ResizeOptions resize;
  RunOptions run;
  ControlOptions control;
  OutputOptions output;
  ShardingOptions sharding;
  /// The file that more options were read from.
  std::optional<std::filesystem::path> config_file{};
};

/// A report file to be written.
struct RequestedFile {
  Setting setting = Setting::json_report;
  std::filesystem::path path;
};

/// All of them.
std::vector<RequestedFile> requested_files(const ReportFiles& files);

template <>
std::span<const Name<Filter>> names<Filter>() noexcept;
template <>
std::span<const Name<Keep>> names<Keep>() noexcept;
template <>
std::span<const Name<FailOn>> names<FailOn>() noexcept;
template <>
std::span<const Name<Overwrite>> names<Overwrite>() noexcept;
template <>
std::span<const Name<Halt>> names<Halt>() noexcept;
template <>
std::span<const Name<SandboxMode>> names<SandboxMode>() noexcept;
template <>
std::span<const Name<Color>> names<Color>() noexcept;
template <>
std::span<const Name<LogLevel>> names<LogLevel>() noexcept;

}  // namespace resizer::model
