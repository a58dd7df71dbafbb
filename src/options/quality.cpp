#include "options/fields.hpp"
#include "options/groups.hpp"
#include "options/image_values.hpp"

namespace resizer::options {
namespace {

using model::Options;
using Resize = model::ResizeOptions;

int parse_quality(const Argument& argument) {
  return static_cast<int>(parse_whole(argument, 1, 100));
}

int parse_effort(const Argument& argument) {
  return static_cast<int>(parse_whole(argument, 0, 9));
}

Choices output_formats() {
  Choices written;
  for (const model::FormatTraits& row : model::format_traits()) {
    if (row.is_written) written.push_back(row.name);
  }
  return written;
}

model::Format parse_one_format(const Argument& argument) {
  std::string text = lowercase(argument.text);
  if (text == "jpg") text = "jpeg";
  if (text == "tif") text = "tiff";
  const Choices choices = output_formats();
  if (std::ranges::find(choices, text) == choices.end()) throw_no_choice(argument, choices);
  return *model::parse<model::Format>(text);
}

std::vector<model::Format> parse_output_formats(const Argument& argument) {
  std::vector<model::Format> formats = parse_list(argument, parse_one_format);
  for (auto format = formats.begin(); format != formats.end(); ++format) {
    if (std::find(formats.begin(), format, *format) == format) continue;
    throw_bad_value(argument, std::string(name_of(*format)) + " is given twice");
  }
  return formats;
}

/// null, "jpeg" or ["jpeg", "webp"].
JsonForm formats_member() {
  return JsonMember{"format", [](const Options& options) {
                      const std::vector<model::Format>& formats = options.resize.formats;
                      if (formats.empty()) return PlainValue{};
                      return formats.size() == 1 ? plain(formats.front()) : plain(formats);
                    }};
}

/// Lossless, but for what is given here.
Apply set_near_lossless() {
  return [](Draft& draft, const Argument& argument) {
    draft.options.resize.lossless = true;
    draft.options.resize.near_lossless = static_cast<int>(parse_whole(argument, 0, 100));
  };
}

std::vector<OptionRow> resampling() {
  return {
      {.names = "--filter",
       .takes = Takes::one_value,
       .value_name = "FILTER",
       .help = "Resampling filter",
       .default_value = "lanczos3",
       .values = choices_of<model::Filter>(),
       .called_elsewhere = {"--kernel", "--interpolation", "--resample"},
       .effect = Effect::outputs,
       .json = member<&Options::resize, &Resize::filter>("filter"),
       .apply = set_named<&Options::resize, &Resize::filter>()},
      {.names = "--shrink-on-load",
       .takes = Takes::one_value,
       .value_name = "FACTOR",
       .help = "Let the JPEG decoder shrink to FACTOR times the size",
       .details = "With off, all of the image is decoded.",
       .default_value = "2",
       .called_elsewhere = {"--fast-shrink-on-load", "--draft"},
       .effect = Effect::outputs,
       .json = member<&Options::resize, &Resize::shrink_on_load>("shrink_on_load"),
       .apply = set_parsed<&Options::resize, &Resize::shrink_on_load>(parse_shrink_on_load)},
      {.names = "--sharpen",
       .takes = Takes::one_value,
       .value_name = "RADIUS,AMOUNT",
       .help = "Sharpen after resizing",
       .details = "RADIUS is 0.2 to 5 pixels, AMOUNT 0.01 to 5; screen is 0.6,0.5. Hues stay, and halos are a tenth "
                  "of the contrast at most.",
       .called_elsewhere = {"--unsharp", "--unsharp-mask", "--sharp", "--usm"},
       .effect = Effect::outputs,
       .json = member<&Options::resize, &Resize::sharpen>("sharpen"),
       .apply = set_parsed<&Options::resize, &Resize::sharpen>(parse_sharpening)}};
}

std::vector<OptionRow> encoding() {
  return {{.names = "-q,--quality",
           .takes = Takes::one_value,
           .value_name = "N",
           .help = "Quality of lossy formats, 1 to 100",
           .details = "The default is 85 for JPEG, 78 for WebP, 60 for AVIF and 85 for JPEG XL.",
           .is_common = true,
           .called_elsewhere = {"--compression", "-Q"},
           .effect = Effect::outputs,
           .json = member<&Options::resize, &Resize::quality>("quality"),
           .apply = set_parsed<&Options::resize, &Resize::quality>(parse_quality)},
          {.names = "--target-size",
           .takes = Takes::one_value,
           .value_name = "BYTES",
           .help = "Lower the quality until a file has at most BYTES",
           .details = "Such as 500kB. Starts at --quality, or the default. An image that no quality makes that small "
                      "fails, and so does one in a lossless format that is larger.",
           .called_elsewhere = {"--max-size-bytes", "--size-limit", "--filesize", "--max-bytes", "--target-bytes"},
           .effect = Effect::outputs,
           .json = member<&Options::resize, &Resize::target_bytes>("target_bytes"),
           .apply = set_parsed<&Options::resize, &Resize::target_bytes>(parse_file_size)},
          {.names = "--effort",
           .takes = Takes::one_value,
           .value_name = "N",
           .help = "Compress faster (0) or smaller (9)",
           .details = "By default, each format uses a compromise of its own.",
           .called_elsewhere = {"--compression-level", "--method", "--speed", "--optimize"},
           .effect = Effect::outputs,
           .json = member<&Options::resize, &Resize::effort>("effort"),
           .apply = set_parsed<&Options::resize, &Resize::effort>(parse_effort)},
          {.names = "--format",
           .takes = Takes::list,
           .value_name = "FORMAT",
           .help = "Convert to jpeg, png, webp, tiff, avif or jxl",
           .details = "A list, such as avif,webp,jpeg, makes every size in every format. By default, results have the "
                      "format of their input; HEIC and RAW become JPEG, GIF and BMP become PNG.",
           .values = output_formats(),
           .is_common = true,
           .called_elsewhere = {"--output-format", "--convert", "--type", "--ext", "--extension"},
           .effect = Effect::outputs,
           .json = formats_member(),
           .apply = set_parsed<&Options::resize, &Resize::formats>(parse_output_formats)},
          {.names = "--keep",
           .takes = Takes::one_value,
           .value_name = "WHAT",
           .help = "Metadata to keep: icc, all or none",
           .details = "icc is the color profile. all adds EXIF, XMP, IPTC and print resolution.",
           .default_value = "icc",
           .values = choices_of<model::Keep>(),
           .is_common = true,
           .called_elsewhere = {"--strip", "--metadata", "--exif", "--keep-metadata", "--keep-exif"},
           .effect = Effect::outputs,
           .json = member<&Options::resize, &Resize::keep>("keep"),
           .apply = set_named<&Options::resize, &Resize::keep>()}};
}

std::vector<OptionRow> storage() {
  return {{.names = "--lossless",
           .takes = Takes::nothing,
           .help = "Store resized samples exactly, in WebP, AVIF and JPEG XL too",
           .details = "Images that become JPEG fail. AVIF stores the YCbCr of a JPEG as it is, other formats as RGB.",
           .effect = Effect::outputs,
           .json = member<&Options::resize, &Resize::lossless>("lossless"),
           .apply = set_to<&Options::resize, &Resize::lossless>(true)},
          {.names = "--near-lossless",
           .takes = Takes::one_value,
           .value_name = "N",
           .help = "As --lossless, but let WebP change samples slightly",
           .details = "From 0, the smallest file, to 100, no change. Other formats stay exact.",
           .effect = Effect::outputs,
           .json = member<&Options::resize, &Resize::near_lossless>("near_lossless"),
           .apply = set_near_lossless()},
          {.names = "--subsampling",
           .takes = Takes::one_value,
           .value_name = "CHROMA",
           .help = "Chroma subsampling of JPEG and AVIF: 444, 422, 420 or auto",
           .details = "444 keeps colored edges sharp, 420 makes the smallest files. auto is 444 from quality 90 on and "
                      "for colored text and the like, else 420. By default, 444 stays 444, and all else becomes 420.",
           .values = choices_of<model::Chroma>(),
           .called_elsewhere = {"--chroma", "--chroma-subsampling", "--sampling-factor", "--yuv"},
           .effect = Effect::outputs,
           .json = member<&Options::resize, &Resize::chroma>("subsampling"),
           .apply = set_named<&Options::resize, &Resize::chroma>()},
          {.names = "--progressive",
           .takes = Takes::nothing,
           .help = "Write progressive JPEG",
           .details = "Files are about 4 % smaller and take longer to make.",
           .called_elsewhere = {"--interlace", "--interlaced"},
           .effect = Effect::outputs,
           .json = member<&Options::resize, &Resize::progressive>("progressive"),
           .apply = set_to<&Options::resize, &Resize::progressive>(true)}};
}

std::vector<OptionRow> colors() {
  return {{.names = "--srgb",
           .takes = Takes::nothing,
           .help = "Convert colors to sRGB",
           .called_elsewhere = {"--to-srgb", "--colorspace"},
           .effect = Effect::outputs,
           .json = member<&Options::resize, &Resize::to_srgb>("to_srgb"),
           .apply = set_to<&Options::resize, &Resize::to_srgb>(true)},
          {.names = "--linear",
           .takes = Takes::nothing,
           .help = "Resample in linear light",
           .details = "CMYK is resampled as it is: amounts of ink add up as light does.",
           .called_elsewhere = {"--gamma"},
           .effect = Effect::outputs,
           .json = member<&Options::resize, &Resize::linear>("linear"),
           .apply = set_to<&Options::resize, &Resize::linear>(true)},
          {.names = "--no-auto-orient",
           .takes = Takes::nothing,
           .help = "Ignore the EXIF orientation",
           .called_elsewhere = {"--no-rotate", "--no-autorotate", "--noautorotate"},
           .effect = Effect::outputs,
           .json = member<&Options::resize, &Resize::auto_orient>("auto_orient"),
           .apply = set_to<&Options::resize, &Resize::auto_orient>(false)}};
}

std::vector<OptionRow> doubtful_inputs() {
  return {{.names = "--max-pixels",
           .takes = Takes::one_value,
           .value_name = "PIXELS",
           .help = "Refuse inputs with more pixels",
           .details = "PIXELS is a number, or megapixels such as 50mp.",
           .default_value = "268mp",
           .called_elsewhere = {"--pixel-limit", "--limit"},
           .effect = Effect::outputs,
           .json = member<&Options::resize, &Resize::max_pixels>("max_pixels"),
           .apply = set_parsed<&Options::resize, &Resize::max_pixels>(parse_pixels)},
          {.names = "--fail-on",
           .takes = Takes::one_value,
           .value_name = "DAMAGE",
           .help = "Damage that makes an image fail",
           .details = "none: take whatever can be decoded. truncated: fail if data is missing or wrong. "
                      "warning: fail if the file breaks any rule of its format.",
           .default_value = "truncated",
           .values = choices_of<model::FailOn>(),
           .called_elsewhere = {"--strict", "--ignore-errors"},
           .effect = Effect::outputs,
           .json = member<&Options::resize, &Resize::fail_on>("fail_on"),
           .apply = set_named<&Options::resize, &Resize::fail_on>()}};
}

}  // namespace

OptionGroup quality_options() {
  OptionGroup group{.heading = "Quality and format", .rows = resampling()};
  std::ranges::move(encoding(), std::back_inserter(group.rows));
  std::ranges::move(storage(), std::back_inserter(group.rows));
  std::ranges::move(colors(), std::back_inserter(group.rows));
  std::ranges::move(doubtful_inputs(), std::back_inserter(group.rows));
  return group;
}

}  // namespace resizer::options
