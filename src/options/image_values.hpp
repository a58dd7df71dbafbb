#pragma once

#include "model/options.hpp"
#include "options/values.hpp"

/// Parsers for values that describe parts and colors of images; they throw as those of values.hpp.
namespace resizer::options {

/// "X,Y,W,H" in pixels or percent: "100,50,800,600" or "10%,0%,80%,100%".
model::Crop parse_crop(const Argument& argument);

/// "#rgb", "#rrggbb", each also without '#', or a basic color name of CSS.
model::BackgroundColor parse_background(const Argument& argument);

/// "screen", or a radius and an amount such as "0.6,0.5".
model::Sharpening parse_sharpening(const Argument& argument);

}  // namespace resizer::options
