#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "app/option_values.hpp"
#include "app/size_lists.hpp"
#include "model/options.hpp"

/// What the command line offers, as a list that knows nothing of the library that parses it.
namespace resizer::app {

struct CommandLineOption {
  enum class Takes : std::uint8_t { nothing, one_value, many_values };

  std::string names;  ///< "-q,--quality" or "--fit": the long name is the last.
  Takes takes = Takes::one_value;
  std::string value_name;  ///< As help shows it: "N", "DIR", "inside|cover".
  std::string help;        ///< Lines of at most 50 characters.
  /// Puts one value into the options; throws util::Error(usage). An option without a value gets an empty text.
  std::function<void(const Argument& argument)> apply;
};

/// Options under one heading of the help.
struct OptionGroup {
  std::string heading;
  std::vector<CommandLineOption> options;

  /// An option whose value `parse` turns into `target`; given twice, the last counts.
  template <class Target, class Parse>
  void add_value(std::string names, std::string value_name, Target& target, Parse parse, std::string help) {
    options.push_back({std::move(names), CommandLineOption::Takes::one_value, std::move(value_name), std::move(help),
                       [&target, parse](const Argument& argument) { target = parse(argument); }});
  }

  /// An option that sets `target` to `value`.
  template <class Target>
  void add_flag(std::string names, Target& target, Target value, std::string help) {
    options.push_back({std::move(names), CommandLineOption::Takes::nothing, "", std::move(help),
                       [&target, value](const Argument&) { target = value; }});
  }
};

/// The spellings of an enum as help shows them: "inside|cover|...".
template <class Enum>
std::string choices() {
  std::string text;
  for (const auto& [value, name] : model::names<Enum>()) text += (text.empty() ? "" : "|") + std::string(name);
  return text;
}

// Each group fills one part of the options, which must outlive it.
OptionGroup file_options(model::PathOptions& paths);
OptionGroup size_options(SizeLists& lists, model::ResizeOptions& resize);
OptionGroup quality_options(model::ResizeOptions& resize);
OptionGroup mode_options(model::RunOptions& run);
OptionGroup control_options(model::ControlOptions& control);
OptionGroup output_options(model::OutputOptions& output);

}  // namespace resizer::app
