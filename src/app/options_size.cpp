#include "app/option_list.hpp"

namespace resizer::app {

OptionGroup size_options(model::ResizeOptions& resize) {
  constexpr std::uint32_t kLargestSidePx = 1'000'000;
  const auto side = [](const Argument& argument) { return parse_whole(argument, 1, kLargestSidePx); };
  OptionGroup group{.heading = "Size", .options = {}};
  group.add_value("--width", "N", resize.box.width_px, side, "Width of the box to fit into, in pixels");
  group.add_value("--height", "N", resize.box.height_px, side, "Height of the box to fit into, in pixels");
  group.add_value("--fit", choices<model::Fit>(), resize.fit, parse_name<model::Fit>,
                  "inside the box (default), cover it and crop,\ncontain in it and pad, fill it and distort,\n"
                  "or stay outside of it");
  group.add_flag("--no-upscale", resize.upscale, false, "Never enlarge an image");
  return group;
}

}  // namespace resizer::app
