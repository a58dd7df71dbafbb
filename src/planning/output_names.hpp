#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/options.hpp"

namespace resizer::planning {

/// How outputs are named: as the input if there is one size and no name template, otherwise by a template. Formats
/// differ in the extension. Names depend
/// on the options and never on the images, so that all are known to be different before any work.
class OutputNames {
 public:
  /// Throws util::Error(usage) for a template that does not end in .{ext}, has a field that is unknown or set by no
  /// option, or leads out of the output folder.
  explicit OutputNames(const model::Options& options);

  /// The value of {stem}: the input's name without its extension, or with it to keep inputs apart.
  enum class Stem : std::uint8_t { plain, whole_name };

  /// The outputs of the input at `relative`, below the output folder: for each size, one in each format.
  std::vector<std::filesystem::path> of(const std::filesystem::path& relative, Stem stem) const;

 private:
  enum class Field : std::uint8_t { stem, width, height, long_edge, percent };
  struct Part {
    std::string text;  ///< Text before the field.
    std::optional<Field> field;
  };

  void parse(std::string_view name_template);
  static std::optional<Field> field_named(std::string_view name);
  static std::optional<std::string> value_of(Field field, const model::TargetSize& size);
  std::filesystem::path plain_name(const std::filesystem::path& relative, Stem stem,
                                   std::optional<model::Format> format) const;
  std::filesystem::path expand(const std::filesystem::path& input_name, const model::TargetSize& size) const;

  std::filesystem::path output_dir_;
  std::vector<std::optional<model::Format>> formats_;
  std::vector<model::TargetSize> sizes_;
  std::vector<Part> parts_;  ///< Empty: as the input.
};

}  // namespace resizer::planning
