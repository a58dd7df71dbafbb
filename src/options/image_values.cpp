#include "options/image_values.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "options/numbers.hpp"

namespace resizer::options {
namespace {

/// A whole number of pixels up to a million, or a percentage up to 100.
std::optional<model::CropLength> crop_length_from(std::string_view text) {
  constexpr std::uint32_t kMostPixels = 1'000'000;
  if (text.ends_with('%')) {
    text.remove_suffix(1);
    const auto percent = number_from<double>(text);
    if (!percent || !(*percent >= 0 && *percent <= 100)) return std::nullopt;
    return model::CropLength{*percent, true};
  }
  const auto pixels = number_from<std::uint32_t>(text);
  if (!pixels || *pixels > kMostPixels) return std::nullopt;
  return model::CropLength{static_cast<double>(*pixels), false};
}

/// Whether no part of it lies outside of every image.
bool fits(model::CropLength start, model::CropLength length) noexcept {
  return length.value > 0 && !(start.is_percent && length.is_percent && start.value + length.value > 100) &&
         !(start.is_percent && start.value >= 100);
}

std::optional<std::uint32_t> hexadecimal_from(std::string_view text) {
  constexpr int kBase = 16;
  std::uint32_t number{};
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number, kBase);
  return error == std::errc() && stop == end ? std::optional(number) : std::nullopt;
}

}  // namespace

model::Crop parse_crop(const Argument& argument) {
  std::vector<model::CropLength> lengths;
  for (const std::string_view part : split_at_commas(argument.text)) {
    if (const auto length = crop_length_from(part)) lengths.push_back(*length);
  }
  const auto is_complete = std::ranges::count(argument.text, ',') == 3 && lengths.size() == 4;
  if (is_complete && fits(lengths[0], lengths[2]) && fits(lengths[1], lengths[3])) {
    return {lengths[0], lengths[1], lengths[2], lengths[3]};
  }
  throw_bad_value(argument,
                  "give left, top, width and height in pixels or percent, such as 100,50,800,600 or "
                  "10%,0%,80%,100%");
}

model::BackgroundColor parse_background(const Argument& argument) {
  using Named = std::pair<std::string_view, std::uint32_t>;
  static constexpr std::array<Named, 16> kNames{{{"black", 0x000000},
                                                 {"silver", 0xc0c0c0},
                                                 {"gray", 0x808080},
                                                 {"white", 0xffffff},
                                                 {"maroon", 0x800000},
                                                 {"red", 0xff0000},
                                                 {"purple", 0x800080},
                                                 {"fuchsia", 0xff00ff},
                                                 {"green", 0x008000},
                                                 {"lime", 0x00ff00},
                                                 {"olive", 0x808000},
                                                 {"yellow", 0xffff00},
                                                 {"navy", 0x000080},
                                                 {"blue", 0x0000ff},
                                                 {"teal", 0x008080},
                                                 {"aqua", 0x00ffff}}};
  std::string text = lowercase(argument.text);
  std::optional<std::uint32_t> value;
  if (const auto* found = std::ranges::find(kNames, text, &Named::first); found != kNames.end()) {
    value = found->second;
  } else {
    if (text.starts_with('#')) text.erase(0, 1);
    constexpr std::size_t kShort = 3;
    constexpr std::size_t kLong = 6;
    if (text.size() == kShort) text = {text[0], text[0], text[1], text[1], text[2], text[2]};
    if (text.size() == kLong) value = hexadecimal_from(text);
  }
  if (!value) throw_bad_value(argument, "give a color such as white, #fff or #ff8000");
  const auto byte = [&](unsigned shift) { return static_cast<std::uint8_t>(*value >> shift); };
  return {byte(16), byte(8), byte(0)};
}

model::Sharpening parse_sharpening(const Argument& argument) {
  constexpr double kLeastRadiusPx = 0.2;
  constexpr double kLeastAmount = 0.01;
  constexpr double kMost = 5;
  if (lowercase(argument.text) == "screen") return model::kScreenSharpening;
  const std::vector<std::string_view> parts = split_at_commas(argument.text);
  if (parts.size() == 2) {
    const auto radius_px = number_from<double>(parts[0]);
    const auto amount = number_from<double>(parts[1]);
    const bool is_within = radius_px && *radius_px >= kLeastRadiusPx && *radius_px <= kMost && amount &&
                           *amount >= kLeastAmount && *amount <= kMost;
    if (is_within) return {*radius_px, *amount};
  }
  throw_bad_value(argument, "give screen, or a radius of 0.2 to 5 pixels and an amount of 0.01 to 5, such as 0.6,0.5");
}

}  // namespace resizer::options
