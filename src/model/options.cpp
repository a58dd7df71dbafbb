#include "model/options.hpp"

#include <array>
#include <cstdio>

namespace resizer::model {
namespace {

std::string text_of(const Box& box) {
  if (!box.height_px) return "width " + std::to_string(box.width_px.value_or(0));
  if (!box.width_px) return "height " + std::to_string(*box.height_px);
  return "box " + std::to_string(*box.width_px) + " x " + std::to_string(*box.height_px);
}

std::string text_of(LongEdge edge) {
  return "long edge " + std::to_string(edge.length_px);
}

std::string text_of(Percent percent) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%g %%", percent.value);
  return text.data();
}

}  // namespace

std::string describe(const TargetSize& size) {
  return std::visit([](const auto& kind) { return text_of(kind); }, size);
}

template <>
std::span<const Name<Fit>> names<Fit>() noexcept {
  static constexpr std::array<Name<Fit>, 5> kNames{{{Fit::inside, "inside"},
                                                    {Fit::cover, "cover"},
                                                    {Fit::contain, "contain"},
                                                    {Fit::fill, "fill"},
                                                    {Fit::outside, "outside"}}};
  return kNames;
}

template <>
std::span<const Name<Gravity>> names<Gravity>() noexcept {
  static constexpr std::array<Name<Gravity>, 9> kNames{{{Gravity::center, "center"},
                                                        {Gravity::north, "north"},
                                                        {Gravity::northeast, "northeast"},
                                                        {Gravity::east, "east"},
                                                        {Gravity::southeast, "southeast"},
                                                        {Gravity::south, "south"},
                                                        {Gravity::southwest, "southwest"},
                                                        {Gravity::west, "west"},
                                                        {Gravity::northwest, "northwest"}}};
  return kNames;
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
  static constexpr std::array<Name<Overwrite>, 3> kNames{
      {{Overwrite::always, "always"}, {Overwrite::never, "never"}, {Overwrite::newer, "newer"}}};
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
  return all;
}

}  // namespace resizer::model
