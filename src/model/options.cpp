#include "model/options.hpp"

#include <array>
#include <cstdio>

namespace resizer::model {
std::string describe(BackgroundColor color) {
  std::array<char, 8> text{};
  std::snprintf(text.data(), text.size(), "#%02x%02x%02x", color.red, color.green, color.blue);
  return text.data();
}

std::string describe(Sharpening sharpening) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%g,%g", sharpening.radius_px, sharpening.amount);
  return text.data();
}

template <>
std::span<const Name<Filter>> names<Filter>() noexcept {
  static constexpr std::array<Name<Filter>, 6> kNames{{{Filter::lanczos3, "lanczos3"},
                                                       {Filter::bicubic, "bicubic"},
                                                       {Filter::spline36, "spline36"},
                                                       {Filter::bilinear, "bilinear"},
                                                       {Filter::box, "box"},
                                                       {Filter::nearest, "nearest"}}};
  return kNames;
}

template <>
std::span<const Name<Keep>> names<Keep>() noexcept {
  static constexpr std::array<Name<Keep>, 3> kNames{{{Keep::icc, "icc"}, {Keep::all, "all"}, {Keep::none, "none"}}};
  return kNames;
}

template <>
std::span<const Name<FailOn>> names<FailOn>() noexcept {
  static constexpr std::array<Name<FailOn>, 3> kNames{
      {{FailOn::none, "none"}, {FailOn::truncated, "truncated"}, {FailOn::warning, "warning"}}};
  return kNames;
}

template <>
std::span<const Name<Mode>> names<Mode>() noexcept {
  static constexpr std::array<Name<Mode>, 3> kNames{
      {{Mode::compare, "compare"}, {Mode::parallel, "parallel"}, {Mode::sequential, "sequential"}}};
  return kNames;
}

template <>
std::span<const Name<Overwrite>> names<Overwrite>() noexcept {
  static constexpr std::array<Name<Overwrite>, 4> kNames{{{Overwrite::always, "always"},
                                                          {Overwrite::never, "never"},
                                                          {Overwrite::newer, "newer"},
                                                          {Overwrite::changed, "changed"}}};
  return kNames;
}

template <>
std::span<const Name<Pin>> names<Pin>() noexcept {
  static constexpr std::array<Name<Pin>, 3> kNames{
      {{Pin::none, "none"}, {Pin::cores, "cores"}, {Pin::fast_cores, "fast-cores"}}};
  return kNames;
}

template <>
std::span<const Name<Cache>> names<Cache>() noexcept {
  static constexpr std::array<Name<Cache>, 2> kNames{{{Cache::warm, "warm"}, {Cache::cold, "cold"}}};
  return kNames;
}

template <>
std::span<const Name<Halt>> names<Halt>() noexcept {
  static constexpr std::array<Name<Halt>, 2> kNames{{{Halt::never, "never"}, {Halt::first, "first"}}};
  return kNames;
}

template <>
std::span<const Name<SandboxMode>> names<SandboxMode>() noexcept {
  static constexpr std::array<Name<SandboxMode>, 3> kNames{
      {{SandboxMode::automatic, "auto"}, {SandboxMode::require, "require"}, {SandboxMode::off, "off"}}};
  return kNames;
}

template <>
std::span<const Name<Color>> names<Color>() noexcept {
  static constexpr std::array<Name<Color>, 3> kNames{
      {{Color::automatic, "auto"}, {Color::always, "always"}, {Color::never, "never"}}};
  return kNames;
}

template <>
std::span<const Name<LogLevel>> names<LogLevel>() noexcept {
  static constexpr std::array<Name<LogLevel>, 5> kNames{{{LogLevel::debug, "debug"},
                                                         {LogLevel::info, "info"},
                                                         {LogLevel::warning, "warning"},
                                                         {LogLevel::error, "error"},
                                                         {LogLevel::off, "off"}}};
  return kNames;
}

std::vector<RequestedFile> requested_files(const ReportFiles& files) {
  std::vector<RequestedFile> all;
  const auto add = [&all](Setting setting, const std::optional<std::filesystem::path>& path) {
    if (path) all.push_back({setting, *path});
  };
  add(Setting::json_report, files.json);
  add(Setting::csv_report, files.csv);
  add(Setting::markdown_report, files.markdown);
  add(Setting::html_report, files.html);
  add(Setting::trace, files.trace);
  add(Setting::manifest, files.manifest);
  return all;
}

}  // namespace resizer::model
