#pragma once

#include <span>
#include <string_view>

/// What there is to say about the program besides its options.
namespace resizer::options {

inline constexpr std::string_view kTagline =
    "Resize folders of images sequentially and across a pool of processes, and report the parallel speedup";

inline constexpr std::string_view kSynopsis = "resizer [OPTIONS] PATH... --out DIR --width N";

inline constexpr std::string_view kEndOfOptions = "Arguments after -- are inputs, even if they begin with a dash.";

struct ExitStatus {
  std::string_view codes;
  std::string_view meaning;
};

std::span<const ExitStatus> exit_statuses();

struct Example {
  std::string_view purpose;
  std::string_view command;
};

std::span<const Example> examples();

}  // namespace resizer::options
