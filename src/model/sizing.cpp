#include "model/sizing.hpp"

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

std::string text_of(CropLength length) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), length.is_percent ? "%g%%" : "%.0f", length.value);
  return text.data();
}

}  // namespace

std::string describe(const TargetSize& size) {
  return std::visit([](const auto& kind) { return text_of(kind); }, size);
}

std::string describe(const Crop& crop) {
  return text_of(crop.left) + ',' + text_of(crop.top) + ',' + text_of(crop.width) + ',' + text_of(crop.height);
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
  static constexpr std::array<Name<Gravity>, 11> kNames{{{Gravity::center, "center"},
                                                         {Gravity::north, "north"},
                                                         {Gravity::northeast, "northeast"},
                                                         {Gravity::east, "east"},
                                                         {Gravity::southeast, "southeast"},
                                                         {Gravity::south, "south"},
                                                         {Gravity::southwest, "southwest"},
                                                         {Gravity::west, "west"},
                                                         {Gravity::northwest, "northwest"},
                                                         {Gravity::attention, "attention"},
                                                         {Gravity::entropy, "entropy"}}};
  return kNames;
}

}  // namespace resizer::model
