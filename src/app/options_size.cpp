#include "app/option_list.hpp"

namespace resizer::app {

OptionGroup size_options(SizeLists& lists, model::ResizeOptions& resize) {
  OptionGroup group{.heading = "Size", .options = {}};
  group.add_value("--width", "N[,N...]", lists.widths_px, parse_lengths,
                  "Width of the box to fit into, in pixels; several\nmake every size from one decode");
  group.add_value("--height", "N[,N...]", lists.heights_px, parse_lengths,
                  "Height of the box, one for each width or one for\nall");
  group.add_value("--long-edge", "N[,N...]", lists.long_edges_px, parse_lengths, "Length of the longer side instead");
  group.add_value("--percent", "P[,P...]", lists.percents, parse_percents, "Share of each image's own size instead");
  group.add_value("--fit", choices<model::Fit>(), resize.fit, parse_name<model::Fit>,
                  "inside the box (default), cover it and crop,\ncontain in it and pad, fill it and distort,\n"
                  "or stay outside of it");
  group.add_flag("--no-upscale", resize.upscale, false, "Never enlarge; copy what needs no change");
  return group;
}

}  // namespace resizer::app
