#include <CLI/CLI.hpp>
#include <algorithm>
#include <iterator>
#include <span>

#include "app/option_values.hpp"
#include "resizer/app/command_line.hpp"
#include "resizer/app/version.hpp"
#include "resizer/util/printable.hpp"

namespace resizer::app {
namespace {

constexpr int kUsageError = 2;
constexpr std::uint32_t kLargestSidePx = 1'000'000;
constexpr std::uint32_t kMostRounds = 10'000;

/// Adds an option whose text `parse` turns into `target`. `names` are CLI11's, the long one last.
template <class Target, class Parse>
CLI::Option* add_value(CLI::App& app, const std::string& names, Target& target, Parse parse, const std::string& help) {
  const std::string option = names.substr(names.find("--"));
  return app
      .add_option_function<std::string>(
          names,
          [&target, parse, option](const std::string& text) {
            target = parse(Argument{option, text});
          },
          help)
      ->take_last();
}

/// The spellings of an enum as help shows them: "inside|cover|...".
template <class Enum>
std::string choices() {
  std::string text;
  for (const auto& [value, name] : model::names<Enum>()) text += (text.empty() ? "" : "|") + std::string(name);
  return text;
}

void add_files(CLI::App& app, model::PathOptions& paths) {
  const std::string group = "Input and output";
  app.add_option_function<std::vector<std::string>>(
         "-i,--in",
         [&paths](const std::vector<std::string>& inputs) {
           for (const std::string& input : inputs) paths.inputs.push_back(parse_path({"--in", input}));
         },
         "Folders and files to resize. Of a folder, files\nnamed like images are taken")
      ->type_name("PATH")
      ->group(group);
  add_value(app, "-o,--out", paths.output_dir, parse_path,
            "Folder for the results; made if needed. Files of\nthe same name are replaced")
      ->type_name("DIR")
      ->group(group);
  app.add_flag("-r,--recursive", paths.recursive, "Search subfolders too; their tree is kept")->group(group);
}

void add_size(CLI::App& app, model::ResizeOptions& resize) {
  const std::string group = "Size";
  const auto side = [](const Argument& argument) { return parse_whole(argument, 1, kLargestSidePx); };
  add_value(app, "--width", resize.box.width_px, side, "Width of the box to fit into, in pixels")
      ->type_name("N")
      ->group(group);
  add_value(app, "--height", resize.box.height_px, side, "Height of the box to fit into, in pixels")
      ->type_name("N")
      ->group(group);
  add_value(app, "--fit", resize.fit, parse_name<model::Fit>,
            "inside the box (default), cover it and crop,\ncontain in it and pad, fill it and distort,\n"
            "or stay outside of it")
      ->type_name(choices<model::Fit>())
      ->group(group);
  app.add_flag_callback(
         "--no-upscale", [&resize] { resize.upscale = false; }, "Never enlarge an image")
      ->group(group);
}

void add_quality(CLI::App& app, model::ResizeOptions& resize) {
  const std::string group = "Quality and format";
  add_value(
      app, "-q,--quality", resize.quality,
      [](const Argument& argument) { return static_cast<int>(parse_whole(argument, 1, 100)); },
      "Quality of lossy formats, 1 to 100\n(default: the format's own)")
      ->type_name("N")
      ->group(group);
  add_value(app, "--filter", resize.filter, parse_name<model::Filter>, "Resampling filter (default lanczos3)")
      ->type_name(choices<model::Filter>())
      ->group(group);
  add_value(app, "--shrink-on-load", resize.shrink_on_load, parse_shrink_on_load,
            "Let the JPEG decoder shrink down to FACTOR\ntimes the target (default 1.5)")
      ->type_name("FACTOR|off")
      ->group(group);
  add_value(
      app, "--format", resize.format,
      [](const Argument& argument) {
        const auto format = model::parse<model::Format>(argument.text);
        if (!format || format == model::Format::heic) throw_bad_value(argument, "choose jpeg, png, webp, tiff or avif");
        return *format;
      },
      "Format of the results (default: that of each input)")
      ->type_name("jpeg|png|webp|tiff|avif")
      ->group(group);
  add_value(app, "--keep", resize.keep, parse_name<model::Keep>, "Metadata to keep\n(default icc, the colour profile)")
      ->type_name(choices<model::Keep>())
      ->group(group);
  add_value(app, "--max-pixels", resize.max_pixels, parse_pixels, "Refuse larger inputs (default 268mp)")
      ->type_name("PIXELS|NNNmp")
      ->group(group);
}

void add_modes(CLI::App& app, model::RunOptions& run) {
  const std::string group = "Modes";
  add_value(app, "--mode", run.mode, parse_name<model::Mode>, "Run both modes and compare them (default),\nor one")
      ->type_name(choices<model::Mode>())
      ->group(group);
  add_value(app, "-j,--jobs", run.jobs, parse_jobs, "Workers of the parallel mode\n(default auto: the cores allowed)")
      ->type_name("N|auto")
      ->group(group);
  add_value(
      app, "--runs", run.runs, [](const Argument& argument) { return parse_whole(argument, 1, kMostRounds); },
      "Measure each mode N times, in turns (default 1)")
      ->type_name("N")
      ->group(group);
  add_value(
      app, "--warmup", run.warmup, [](const Argument& argument) { return parse_whole(argument, 0, kMostRounds); },
      "Run each mode N times before, unmeasured\n(default 0)")
      ->type_name("N")
      ->group(group);
  add_value(app, "--cache", run.cache, parse_name<model::Cache>,
            "Begin each run with the inputs in the file cache\n(default warm), or without")
      ->type_name(choices<model::Cache>())
      ->group(group);
}

void add_output(CLI::App& app, model::OutputOptions& output) {
  const std::string group = "Report and log";
  app.add_flag("--json", output.json, "Print the complete report as JSON")->group(group);
  app.add_flag("--quiet", output.quiet, "Print nothing but errors")->group(group);
  add_value(app, "--color", output.color, parse_name<model::Color>, "Colours on the terminal (default auto)")
      ->type_name(choices<model::Color>())
      ->group(group);
  add_value(app, "--log-file", output.log_file, parse_path, "Where to log every image (default logs/app.log)")
      ->type_name("PATH")
      ->group(group);
  add_value(app, "--log-level", output.log_level, parse_name<model::LogLevel>, "How much to log (default info)")
      ->type_name(choices<model::LogLevel>())
      ->group(group);
}

void add_other(CLI::App& app) {
  app.set_help_flag("-h,--help", "Show this help")->group("Other");
  app.set_version_flag("-V,--version", "resizer " + std::string(version()), "Show the version")->group("Other");
  app.footer(
      "-- ends the options; what follows is input.\n\n"
      "Exit status: 0 all done, 1 some images failed, 2 wrong usage (nothing was touched), 3 no input found,\n"
      "75 disk full or I/O error, 130 and 143 interrupted by a signal.\n\n"
      "Example: resizer --in photos --out small --width 800");
}

[[noreturn]] void throw_usage(const std::string& message) {
  throw util::Error(util::ErrorCode::usage, message);
}

void refuse_leftovers(const std::vector<std::string>& leftovers) {
  if (leftovers.empty()) return;
  const std::string& first = leftovers.front();
  const std::string shown = util::printable(first);
  if (first.starts_with('-')) throw_usage("unknown option " + shown + "; resizer --help lists all");
  throw_usage("unexpected argument " + shown + "; inputs stand behind --in");
}

void require_the_essentials(const model::Options& options) {
  if (options.paths.inputs.empty()) {
    throw_usage("--in is missing: name the folders or files to resize, such as --in photos");
  }
  if (options.paths.output_dir.empty()) {
    throw_usage("--out is missing: name the folder for the results, such as --out small");
  }
  if (!options.resize.box.width_px && !options.resize.box.height_px) {
    throw_usage("the size is missing: give --width, --height or both, such as --width 800");
  }
}

/// CLI11's own complaints, for what is wrong with the shape of the command line.
std::string describe(const CLI::ParseError& error) {
  return util::printable(error.what()) + "; resizer --help shows how to use it";
}

/// CLI11 ends each group of options with two empty lines: one is enough.
std::string help_text(const CLI::App& app) {
  std::string text = app.help();
  for (auto at = text.find("\n\n\n"); at != std::string::npos; at = text.find("\n\n\n", at)) text.erase(at, 1);
  return text;
}

}  // namespace

std::variant<model::Options, Exit> parse_command_line(int argc, const char* const* argv) {
  const std::span arguments(argv + 1, argv + std::max(argc, 1));
  const auto end_of_options = std::ranges::find(arguments, std::string_view("--"));

  model::Options options;
  CLI::App app(
      "Resizes folders of images, one after the other and across a pool of processes,\n"
      "and tells what the parallelism was worth.\n",
      "resizer");
  add_files(app, options.paths);
  add_size(app, options.resize);
  add_quality(app, options.resize);
  add_modes(app, options.run);
  add_output(app, options.output);
  add_other(app);
  app.get_formatter()->column_width(34);
  app.allow_extras();

  try {
    app.parse(std::vector<std::string>(std::make_reverse_iterator(end_of_options), arguments.rend()));
    refuse_leftovers(app.remaining());
    if (end_of_options != arguments.end()) {
      options.paths.inputs.insert(options.paths.inputs.end(), std::next(end_of_options), arguments.end());
    }
    require_the_essentials(options);
  } catch (const CLI::CallForHelp&) {
    return Exit{.code = 0, .text = help_text(app)};
  } catch (const CLI::CallForVersion& call) {
    return Exit{.code = 0, .text = std::string(call.what()) + '\n'};
  } catch (const CLI::ParseError& error) {
    return Exit{.code = kUsageError, .text = describe(error)};
  } catch (const util::Error& error) {
    return Exit{.code = kUsageError, .text = error.what()};
  }
  return options;
}

}  // namespace resizer::app
