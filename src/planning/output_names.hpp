#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/options.hpp"

namespace resizer::planning {

/// How the outputs of every input are named: as the input itself where there is one size and no name template, else by
/// a template. Names are made of what was asked for, never of what an image turns out to be, so that all are known,
/// and known to differ, before any work.
class OutputNames {
 public:
  /// Throws util::Error(usage) for a template that does not end in .{ext}, has an unknown field, or one that no option
  /// gives a value, or leads out of the output folder.
  explicit OutputNames(const model::Options& options);

  /// What {stem} stands for: the input's name without its extension, or with it, to tell inputs apart by that.
  enum class Stem : std::uint8_t { plain, whole_name };

  /// The outputs of the input at `relative`, one for each size, below the output folder.
  std::vector<std::filesystem::path> of(const std::filesystem::path& relative, Stem stem) const;

 private:
  enum class Field : std::uint8_t { stem, width, height, long_edge, percent };
  struct Part {
    std::string text;  ///< Stands before the field.
    std::optional<Field> field;
  };

  void parse(std::string_view name_template);
  static std::optional<Field> field_named(std::string_view name);
  static std::optional<std::string> value_of(Field field, const model::TargetSize& size);
  std::filesystem::path expand(const std::filesystem::path& input_name, const model::TargetSize& size) const;

  std::filesystem::path output_dir_;
  std::optional<model::Format> format_;
  std::vector<model::TargetSize> sizes_;
  std::vector<Part> parts_;  ///< Empty: as the input.
};

}  // namespace resizer::planning
