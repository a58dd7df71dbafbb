#include <CLI/CLI.hpp>
#include <algorithm>
#include <span>
#include <sstream>

#include "app/build_info.hpp"
#include "app/command_line.hpp"
#include "app/config_file.hpp"
#include "app/sharding_options.hpp"
#include "app/streams.hpp"
#include "app/watch_options.hpp"
#include "options/help.hpp"
#include "options/nearest.hpp"
#include "options/table.hpp"
#include "util/printable.hpp"

namespace resizer::app {
namespace {

using options::Draft;
using options::OptionRow;
using options::Takes;

constexpr int kUsageError = 2;

[[noreturn]] void throw_usage(const std::string& message) {
  throw util::Error(util::ErrorCode::usage, message);
}

/// The command line, split into options and values.
struct Given {
  struct Value {
    const OptionRow* row;
    std::string text;
  };
  std::vector<Value> values;
  std::vector<std::filesystem::path> plain;

  bool has(const OptionRow& row) const { return std::ranges::find(values, &row, &Value::row) != values.end(); }
};

void offer(CLI::App& app, const OptionRow& row, Given& given) {
  const std::string names(row.names.get());
  const auto take = [&given, &row](const std::string& text) { given.values.push_back({&row, text}); };
  switch (row.takes.get()) {
    case Takes::nothing:
      app.add_flag_function(names, [take](std::int64_t) { take(""); })->disable_flag_override();
      return;
    case Takes::one_value:
    case Takes::list:
      app.add_option_function<std::string>(names, take)->take_last();
      return;
    case Takes::one_value_each:
    case Takes::many_values:
      app.add_option_function<std::vector<std::string>>(
             names, [take](const std::vector<std::string>& texts) { std::ranges::for_each(texts, take); })
          ->allow_extra_args(row.takes.get() == Takes::many_values);
      return;
  }
}

[[noreturn]] void throw_unknown(const std::string& typed) {
  const auto nearest = options::nearest_option(typed);
  const std::string meant = nearest ? "did you mean " + std::string(*nearest) + "? " : "";
  throw_usage("unknown option " + util::printable(typed) + "; " + meant + "resizer --help shows all options");
}

/// Parsers take "-out small" for -o with the value "ut", which is never meant.
void refuse_single_dashes(std::span<const char* const> arguments) {
  for (const std::string_view argument : arguments) {
    if (argument.size() > 2 && options::find_row('-' + std::string(argument)) != nullptr && argument[1] != '-') {
      throw_unknown(std::string(argument));
    }
  }
}

/// CLI11's error messages begin with the name of the option, some without its dashes.
std::string describe(const CLI::ParseError& error) {
  const std::string text = error.what();
  const std::string named = text.substr(0, text.find_first_of(": "));
  const OptionRow* row = options::find_row(named);
  if (row == nullptr) row = options::find_row("--" + named);
  if (row == nullptr) return util::printable(text) + "; see resizer --help";
  const std::string name(row->name());
  if (row->takes.get() == Takes::nothing) return name + " takes no value; see resizer --help";
  return name + " needs a value, " + std::string(row->value_name) + "; see resizer --help";
}

Given read_arguments(std::span<const char* const> arguments) {
  Given given;
  CLI::App app;
  app.set_help_flag();
  for (const OptionRow* row : options::all_rows()) offer(app, *row, given);
  app.allow_extras();
  const auto end_of_options = std::ranges::find(arguments, std::string_view("--"));
  const std::span options_part(arguments.begin(), end_of_options);
  refuse_single_dashes(options_part);
  try {
    app.parse(std::vector<std::string>(options_part.rbegin(), options_part.rend()));
  } catch (const CLI::ParseError& error) {
    throw_usage(describe(error));
  }
  for (const std::string& leftover : app.remaining()) {
    if (leftover.starts_with('-') && leftover != "-") throw_unknown(leftover);
    given.plain.emplace_back(leftover);
  }
  if (end_of_options != arguments.end()) {
    given.plain.insert(given.plain.end(), std::next(end_of_options), arguments.end());
  }
  return given;
}

std::vector<ConfigEntry> read_entry(const std::string& text) {
  std::istringstream lines(text);
  std::vector<ConfigEntry> entries;
  try {
    for (CLI::ConfigItem& item : CLI::ConfigTOML().from_config(lines)) {
      entries.push_back({item.fullname(), std::move(item.inputs)});
    }
  } catch (const CLI::Error& error) {
    throw_usage(util::printable(error.what()));
  }
  return entries;
}

void require_the_essentials(const model::Options& options) {
  const bool has_patterns = !options.paths.include.empty() || !options.paths.exclude.empty();
  if (options.paths.inputs.empty() && !options.paths.files_from) {
    throw_usage(
        "the input is missing: name folders or files, such as resizer photos --out small --width 800" +
        std::string(has_patterns ? "; --include and --exclude take all that follows up to the next option" : ""));
  }
  if (options.paths.output_dir.empty()) {
    throw_usage("--out is missing: name the folder for the results, such as --out small");
  }
  if (options.paths.overwrite != model::Overwrite::changed && (options.paths.prune || options.paths.verify_content)) {
    throw_usage(std::string(options.paths.prune ? "--prune" : "--verify-content") +
                " needs --overwrite changed, which knows what results were made from");
  }
  if (options.run.fail_if_slower && options.run.baselines.empty() && !options.run.against) {
    throw_usage("--fail-if-slower needs --against or --compare, which name the program or the report to compare with");
  }
  if (options.run.against && !options.run.baselines.empty()) {
    throw_usage("--against and --compare cannot be combined: compare with one or the other");
  }
  if (options.run.against && options.paths.files_from == std::filesystem::path("-")) {
    throw_usage("--against cannot be combined with --files-from -: standard input can be read only once");
  }
}

/// The command line may not say otherwise; a configuration file may.
void imply_watch_settings(const Given& given, model::Options& options) {
  const auto is_given = [&given](std::string_view name) { return given.has(*options::find_row(name)); };
  if (is_given("--mode") && options.run.mode != model::Mode::parallel) {
    throw_usage("--watch works with --mode parallel only, since nothing is measured; with --jobs 1 it has one worker");
  }
  if (is_given("--overwrite") && options.paths.overwrite != model::Overwrite::changed) {
    throw_usage("--watch works with --overwrite changed only, which knows what is new");
  }
  options.run.mode = model::Mode::parallel;
  options.paths.overwrite = model::Overwrite::changed;
}

void require_auto_runs(const model::RunOptions& run) {
  if (std::holds_alternative<model::AutoRuns>(run.runs)) return;
  throw_usage("--precision needs --runs auto: a given number of rounds is measured, however precise it is");
}

/// Plain arguments are inputs.
std::vector<std::string> work_arguments(std::vector<std::string> work, std::span<const std::filesystem::path> plain) {
  for (const std::filesystem::path& path : plain) work.push_back("--in=" + path.native());
  return work;
}

Exit answer(options::Request request, std::size_t columns) {
  switch (request) {
    case options::Request::brief_help:
      return {.code = 0, .text = options::brief_help_text(columns)};
    case options::Request::help:
      return {.code = 0, .text = options::help_text(columns)};
    case options::Request::version:
      break;
  }
  return {.code = 0, .text = "resizer " + std::string(version()) + '\n'};
}

model::Options with_placeholder(model::Options options) {
  options.resize.placeholder = options.output.report_files.manifest.has_value();
  return options;
}

}  // namespace

std::variant<model::Options, Exit> parse_command_line(int argc, const char* const* argv, std::size_t columns) {
  Draft draft;
  try {
    std::span arguments(argv + 1, argv + std::max(argc, 1));
    if (!arguments.empty()) draft.options.sharding.command = command_named(arguments.front());
    if (draft.options.sharding.command != model::Command::resize) arguments = arguments.subspan(1);
    const Given given = read_arguments(arguments);
    for (const auto& [row, text] : given.values) {
      if (row->takes.get() == Takes::nothing) options::apply(*row, draft, {row->name(), text});
    }
    if (draft.request) return answer(*draft.request, columns);
    for (const auto& [row, text] : given.values) {
      if (row->takes.get() != Takes::nothing) options::apply(*row, draft, {row->name(), text});
    }
    if (draft.options.config_file) {
      const std::filesystem::path file = *draft.options.config_file;
      read_config(
          file, read_entry, [&given](const OptionRow& row) { return given.has(row); }, draft);
    }
    std::vector<std::filesystem::path>& inputs = draft.options.paths.inputs;
    inputs.insert(inputs.end(), given.plain.begin(), given.plain.end());
    check_sharding(draft);
    if (has_plan(draft.options.sharding)) return with_placeholder(draft.options);
    if (draft.options.paths.watch) imply_watch_settings(given, draft.options);
    require_the_essentials(draft.options);
    if (draft.has_precision) require_auto_runs(draft.options.run);
    if (draft.options.run.against) draft.options.run.against->arguments = work_arguments(draft.work, given.plain);
    draft.options.resize.sizes = pair_sizes(draft.sizes);
    options::check_outputs(draft.options.resize);
    check_streams(draft.options);
    if (draft.options.paths.watch) check_watch(draft.options);
    draft.options.sharding.output_arguments = output_arguments(draft);
    return with_placeholder(draft.options);
  } catch (const util::Error& error) {
    return Exit{.code = kUsageError, .text = error.what()};
  }
}

}  // namespace resizer::app
