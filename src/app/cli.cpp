#include <CLI/CLI.hpp>
#include <algorithm>
#include <iterator>
#include <memory>
#include <span>
#include <sstream>

#include "app/command_line.hpp"
#include "app/option_list.hpp"
#include "app/version.hpp"
#include "util/printable.hpp"

namespace resizer::app {
namespace {

constexpr int kUsageError = 2;

void add_option(CLI::App& app, const CommandLineOption& option, const std::string& heading) {
  const std::string long_name = option.names.substr(option.names.find("--"));
  const auto apply = [set = option.apply, long_name](const std::string& text) { set({long_name, text}); };
  switch (option.takes) {
    case CommandLineOption::Takes::nothing:
      app.add_flag_callback(
             option.names, [apply] { apply(""); }, option.help)
          ->group(heading);
      return;
    case CommandLineOption::Takes::one_value:
      app.add_option_function<std::string>(option.names, apply, option.help)
          ->take_last()
          ->type_name(option.value_name)
          ->group(heading);
      return;
    case CommandLineOption::Takes::many_values:
      const auto apply_all = [apply](const std::vector<std::string>& texts) { std::ranges::for_each(texts, apply); };
      app.add_option_function<std::vector<std::string>>(option.names, apply_all, option.help)
          ->type_name(option.value_name)
          ->group(heading);
      return;
  }
}

void add_options(CLI::App& app, SizeLists& sizes, model::Options& options) {
  for (const OptionGroup& group :
       {file_options(options.paths), size_options(sizes, options.resize), quality_options(options.resize),
        mode_options(options.run), control_options(options.control), output_options(options.output)}) {
    for (const CommandLineOption& option : group.options) add_option(app, option, group.heading);
  }
}

[[noreturn]] void throw_usage(const std::string& message) {
  throw util::Error(util::ErrorCode::usage, message);
}

/// CLI11 takes files of any size, and keeps a list of sections for every section; no option is in one.
class BoundedConfig : public CLI::ConfigTOML {
 public:
  std::vector<CLI::ConfigItem> from_config(std::istream& input) const override {
    std::string text(kMostBytes + 1, '\0');
    input.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(input.gcount()));
    if (input.bad()) throw_usage("the --config file cannot be read");
    if (text.size() > kMostBytes) {
      throw_usage("the --config file has more than " + std::to_string(kMostBytes) + " bytes");
    }
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
      CLI::detail::trim(line);
      if (line.starts_with('[') && line.ends_with(']') && line != "[default]") {
        throw_usage("unknown section in the --config file: " + util::printable(line));
      }
    }
    std::istringstream bounded(text);
    return CLI::ConfigTOML::from_config(bounded);
  }

 private:
  static constexpr std::size_t kMostBytes = 1U << 20U;
};

void add_other(CLI::App& app) {
  app.config_formatter(std::make_shared<BoundedConfig>());
  app.set_config("--config", "", "Read options from a TOML file, such as width = 800")
      ->type_name("FILE")
      ->group("Other");
  app.set_help_flag("-h,--help", "Show this help")->group("Other");
  app.set_version_flag("-V,--version", "resizer " + std::string(version()), "Show the version")->group("Other");
  app.footer(
      "-- ends the options; what follows is input.\n\n"
      "Exit status: 0 all done, 1 some images failed (or --fail-if-slower), 2 wrong\n"
      "usage (nothing was touched), 3 no input found, 75 disk full or I/O error;\n"
      "129, 130, 131 and 143 ended by SIGHUP, SIGINT, SIGQUIT, SIGTERM.\n\n"
      "Example: resizer --in photos --out small --width 800");
}

void refuse_leftovers(const std::vector<std::string>& leftovers) {
  if (leftovers.empty()) return;
  const std::string& first = leftovers.front();
  const std::string shown = util::printable(first);
  if (first.starts_with('-')) throw_usage("unknown option " + shown + "; resizer --help lists all");
  throw_usage("unexpected argument " + shown + "; inputs stand behind --in");
}

void require_the_essentials(const model::Options& options) {
  if (options.paths.inputs.empty() && !options.paths.files_from) {
    throw_usage("--in is missing: name the folders or files to resize, such as --in photos");
  }
  if (options.paths.output_dir.empty()) {
    throw_usage("--out is missing: name the folder for the results, such as --out small");
  }
  if (options.run.fail_if_slower && !options.run.baseline) {
    throw_usage("--fail-if-slower needs --compare, which names the report to compare with");
  }
}

/// CLI11's own complaints, for what is wrong with the shape of the command line.
std::string describe(const CLI::ParseError& error) {
  static constexpr std::string_view kUnknownInFile = "INI was not able to parse ";
  std::string text = error.what();
  if (text.starts_with(kUnknownInFile)) text.replace(0, kUnknownInFile.size(), "unknown option in the --config file: ");
  return util::printable(text) + "; resizer --help shows how to use it";
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
  SizeLists sizes;
  CLI::App app(
      "Resizes folders of images, one after the other and across a pool of processes,\n"
      "and tells what the parallelism was worth.\n",
      "resizer");
  add_options(app, sizes, options);
  add_other(app);
  app.get_formatter()->column_width(30);
  app.allow_extras();
  app.allow_config_extras(CLI::config_extras_mode::error);

  try {
    app.parse(std::vector<std::string>(std::make_reverse_iterator(end_of_options), arguments.rend()));
    if (app.get_config_ptr()->count() > 0) options.config_file = app.get_config_ptr()->results().back();
    refuse_leftovers(app.remaining());
    if (end_of_options != arguments.end()) {
      options.paths.inputs.insert(options.paths.inputs.end(), std::next(end_of_options), arguments.end());
    }
    require_the_essentials(options);
    options.resize.sizes = pair_sizes(sizes);
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
