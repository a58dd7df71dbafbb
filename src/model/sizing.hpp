#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <variant>

#include "model/names.hpp"

/// Which part of an image is resized, and to which size.
namespace resizer::model {

/// How an image is fitted into the requested box. The names are CSS object-fit's, plus `inside` and `outside`.
enum class Fit : std::uint8_t {
  inside,   ///< The largest size with the image's proportions that fits into the box.
  cover,    ///< Fills the box exactly; the excess is cropped.
  contain,  ///< Fits into the box; the rest is padded (transparent, or black without alpha).
  fill,     ///< Exactly the box; the image may be distorted.
  outside,  ///< The smallest size with the image's proportions that covers the box.
};

/// Which part of an image a crop keeps, and where an image lies on a larger canvas.
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

/// A percentage of the image's own size, in both directions.
struct Percent {
  double value = 100;
  friend bool operator==(const Percent&, const Percent&) = default;
};

/// A requested size. Only a Box can change the proportions.
using TargetSize = std::variant<Box, LongEdge, Percent>;

/// The size in words: "width 800", "box 800 x 600", "long edge 800", "50 %".
std::string describe(const TargetSize& size);

/// A number of pixels, or a percentage of the image's side.
struct CropLength {
  double value = 0;
  bool is_percent = false;
  friend bool operator==(const CropLength&, const CropLength&) = default;
};

/// The part of an upright image that is resized.
struct Crop {
  CropLength left;
  CropLength top;
  CropLength width;
  CropLength height;
  friend bool operator==(const Crop&, const Crop&) = default;
};

/// "10,20,300,400" or "10%,0%,80%,100%".
std::string describe(const Crop& crop);

template <>
std::span<const Name<Fit>> names<Fit>() noexcept;
template <>
std::span<const Name<Gravity>> names<Gravity>() noexcept;

}  // namespace resizer::model
