#pragma once

#include <span>
#include <string_view>

/// Help besides the options.
namespace resizer::options {

inline constexpr std::string_view kTagline =
    "Resize folders of images sequentially and across a pool of processes, and report the parallel speedup";

inline constexpr std::string_view kSynopsis = "resizer [OPTIONS] PATH... --out DIR --width N";

inline constexpr std::string_view kDescription =
    "resizer reads JPEG, PNG, WebP, TIFF, AVIF and HEIC, and writes all of them but HEIC. It keeps color profiles, bit "
    "depth and transparency, and applies the orientation. By default it resizes all images twice, one after the other "
    "in one process and in parallel in several, and reports how much faster the second run was. With --mode parallel "
    "it runs once. A damaged file costs one image, never the whole run.";

inline constexpr std::string_view kEndOfOptions = "Arguments after -- are inputs, even if they begin with a dash.";

struct ExitStatus {
  std::string_view codes;
  std::string_view meaning;
};

std::span<const ExitStatus> exit_statuses();

/// An environment variable or a file.
struct Surrounding {
  std::string_view name;
  std::string_view meaning;
};

std::span<const Surrounding> environment();
std::span<const Surrounding> files();

struct Example {
  std::string_view purpose;
  std::string_view command;
};

std::span<const Example> examples();

}  // namespace resizer::options
