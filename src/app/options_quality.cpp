#include "app/option_list.hpp"

namespace resizer::app {
namespace {

int parse_quality(const Argument& argument) {
  return static_cast<int>(parse_whole(argument, 1, 100));
}

model::Format parse_output_format(const Argument& argument) {
  const auto format = model::parse<model::Format>(argument.text);
  if (!format || format == model::Format::heic) throw_bad_value(argument, "choose jpeg, png, webp, tiff or avif");
  return *format;
}

}  // namespace

OptionGroup quality_options(model::ResizeOptions& resize) {
  OptionGroup group{.heading = "Quality and format", .options = {}};
  group.add_value("-q,--quality", "N", resize.quality, parse_quality,
                  "Quality of lossy formats, 1 to 100\n(default: the format's own)");
  group.add_value("--filter", choices<model::Filter>(), resize.filter, parse_name<model::Filter>,
                  "Resampling filter (default lanczos3)");
  group.add_value("--shrink-on-load", "FACTOR|off", resize.shrink_on_load, parse_shrink_on_load,
                  "Let the JPEG decoder shrink down to FACTOR\ntimes the target (default 2)");
  group.add_value("--format", "jpeg|png|webp|tiff|avif", resize.format, parse_output_format,
                  "Format of the results (default: each input's)");
  group.add_value("--keep", choices<model::Keep>(), resize.keep, parse_name<model::Keep>,
                  "Metadata to keep\n(default icc, the colour profile)");
  group.add_flag("--srgb", resize.to_srgb, true, "Convert colours to sRGB and tag them so");
  group.add_flag("--linear", resize.linear, true, "Resample in linear light");
  group.add_flag("--no-auto-orient", resize.auto_orient, false,
                 "Leave pixels as stored, whatever their EXIF\norientation");
  group.add_value("--max-pixels", "PIXELS|NNNmp", resize.max_pixels, parse_pixels,
                  "Refuse larger inputs (default 268mp)");
  group.add_value("--fail-on", choices<model::FailOn>(), resize.fail_on, parse_name<model::FailOn>,
                  "What makes a damaged input fail: nothing that\ncan be decoded, lost data (the default), or any\n"
                  "breach of its format");
  return group;
}

}  // namespace resizer::app
