#include "options/fields.hpp"
#include "options/groups.hpp"
#include "options/image_values.hpp"

namespace resizer::options {
namespace {

using model::Options;
using Resize = model::ResizeOptions;

PlainValue plain_size(const model::Box& box) {
  PlainValue::Object sides;
  if (box.width_px) sides.push_back({"width_px", plain(*box.width_px)});
  if (box.height_px) sides.push_back({"height_px", plain(*box.height_px)});
  return {std::move(sides)};
}

PlainValue plain_size(model::LongEdge edge) {
  return {PlainValue::Object{{"long_edge_px", plain(edge.length_px)}}};
}

PlainValue plain_size(model::Percent percent) {
  return {PlainValue::Object{{"percent", plain(percent.value)}}};
}

/// All size options set one member.
JsonForm sizes() {
  return JsonMember{"sizes", [](const Options& options) {
                      PlainValue::List all;
                      for (const model::TargetSize& size : options.resize.sizes) {
                        all.push_back(std::visit([](const auto& kind) { return plain_size(kind); }, size));
                      }
                      return PlainValue{std::move(all)};
                    }};
}

template <auto List, class Parse>
Apply set_list(Parse parse) {
  return [parse](Draft& draft, const Argument& argument) { draft.sizes.*List = parse(argument); };
}

std::vector<OptionRow> lengths() {
  return {{.names = "--width",
           .takes = Takes::list,
           .value_name = "N[,N...]",
           .help = "Width to fit into, in pixels",
           .details = "Several values make every size from one decode.",
           .is_common = true,
           .called_elsewhere = {"--resize", "--size", "-s", "-w", "-W", "--max-width", "--geometry"},
           .effect = Effect::outputs,
           .json = sizes(),
           .apply = set_list<&SizeLists::widths_px>(parse_lengths)},
          {.names = "--height",
           .takes = Takes::list,
           .value_name = "N[,N...]",
           .help = "Height to fit into, in pixels",
           .details = "Give one for each width, or one for all.",
           .is_common = true,
           .called_elsewhere = {"--max-height", "-H"},
           .effect = Effect::outputs,
           .json = sizes(),
           .apply = set_list<&SizeLists::heights_px>(parse_lengths)},
          {.names = "--long-edge",
           .takes = Takes::list,
           .value_name = "N[,N...]",
           .help = "Length of the longer side, in pixels",
           .is_common = true,
           .called_elsewhere = {"--longest", "--longest-side", "--long-side", "--max-size", "--max-dimension"},
           .effect = Effect::outputs,
           .json = sizes(),
           .apply = set_list<&SizeLists::long_edges_px>(parse_lengths)},
          {.names = "--percent",
           .takes = Takes::list,
           .value_name = "P[,P...]",
           .help = "Scale to P percent of the original size",
           .is_common = true,
           .called_elsewhere = {"--scale", "--ratio", "--factor", "-p", "--percentage"},
           .effect = Effect::outputs,
           .json = sizes(),
           .apply = set_list<&SizeLists::percents>(parse_percents)}};
}

}  // namespace

OptionGroup size_options() {
  OptionGroup group{.heading = "Size", .rows = lengths()};
  group.rows.push_back({.names = "--fit",
                        .takes = Takes::one_value,
                        .value_name = "FIT",
                        .help = "Fit inside, cover, contain, fill or outside",
                        .details = "inside keeps the whole image within width and height. cover fills both and crops. "
                                   "contain fits into both and pads. fill distorts. outside covers both uncropped.",
                        .default_value = "inside",
                        .values = choices_of<model::Fit>(),
                        .is_common = true,
                        .called_elsewhere = {"--pad", "--stretch", "--mode-fit"},
                        .effect = Effect::outputs,
                        .json = member<&Options::resize, &Resize::fit>("fit"),
                        .apply = set_named<&Options::resize, &Resize::fit>()});
  group.rows.push_back({.names = "--gravity",
                        .takes = Takes::one_value,
                        .value_name = "WHERE",
                        .help = "Which part cover keeps, and where contain puts it",
                        .details = "Directions refer to the upright image. With cover, attention keeps edges, skin and "
                                   "saturated colors, entropy the part with most detail.",
                        .default_value = "center",
                        .values = choices_of<model::Gravity>(),
                        .called_elsewhere = {"--position", "--anchor", "--align"},
                        .effect = Effect::outputs,
                        .json = member<&Options::resize, &Resize::gravity>("gravity"),
                        .apply = set_named<&Options::resize, &Resize::gravity>()});
  group.rows.push_back({.names = "--crop",
                        .takes = Takes::one_value,
                        .value_name = "X,Y,W,H",
                        .help = "Resize only this part of the image",
                        .details = "In pixels or percent of the upright image. An image that it exceeds fails.",
                        .called_elsewhere = {"--extract", "--region", "--area", "--cut"},
                        .effect = Effect::outputs,
                        .json = member<&Options::resize, &Resize::crop>("crop"),
                        .apply = set_parsed<&Options::resize, &Resize::crop>(parse_crop)});
  group.rows.push_back({.names = "--background",
                        .takes = Takes::one_value,
                        .value_name = "COLOR",
                        .help = "Color beside contain and under transparency",
                        .details = "A name such as white, or #rrggbb. By default, padding is transparent, or black in "
                                   "images without alpha, and transparency is laid on white where a format has none.",
                        .called_elsewhere = {"--bg", "--pad-color", "--flatten", "--fill"},
                        .effect = Effect::outputs,
                        .json = member<&Options::resize, &Resize::background>("background"),
                        .apply = set_parsed<&Options::resize, &Resize::background>(parse_background)});
  group.rows.push_back({.names = "--no-upscale",
                        .takes = Takes::nothing,
                        .help = "Never enlarge",
                        .details = "Files that need no change are copied.",
                        .is_common = true,
                        .called_elsewhere = {"--no-enlarge", "--without-enlargement", "--shrink-only", "--only-shrink"},
                        .effect = Effect::outputs,
                        .json = member<&Options::resize, &Resize::upscale>("upscale"),
                        .apply = set_to<&Options::resize, &Resize::upscale>(false)});
  return group;
}

}  // namespace resizer::options
