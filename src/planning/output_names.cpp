#include "planning/output_names.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "model/setting.hpp"
#include "planning/plan.hpp"
#include "util/printable.hpp"

namespace resizer::planning {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kEnding = ".{ext}";

[[noreturn]] void throw_bad_name(std::string_view name_template, const std::string& advice) {
  throw model::SettingError(util::ErrorCode::usage, util::printable(name_template) + ": " + advice,
                            model::Setting::output_names);
}

/// The shortest decimal form: "50", "12.5".
std::string decimal(double value) {
  std::array<char, 32> text{};
  const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), value);
  return {text.data(), end};
}

std::string default_template(const model::TargetSize& size) {
  if (std::holds_alternative<model::LongEdge>(size)) return "{stem}-{long-edge}.{ext}";
  if (std::holds_alternative<model::Percent>(size)) return "{stem}-{percent}.{ext}";
  const auto& box = std::get<model::Box>(size);
  if (!box.height_px) return "{stem}-{width}.{ext}";
  return box.width_px ? "{stem}-{width}x{height}.{ext}" : "{stem}-{height}.{ext}";
}

bool leads_out(const fs::path& path) {
  return path.is_absolute() || std::ranges::find(path, fs::path("..")) != path.end();
}

}  // namespace

OutputNames::OutputNames(const model::Options& options)
    : output_dir_(options.paths.output_dir),
      formats_(options.resize.formats.begin(), options.resize.formats.end()),
      sizes_(options.resize.sizes) {
  if (formats_.empty()) formats_.emplace_back();
  if (options.paths.name_template) {
    parse(*options.paths.name_template);
  } else if (sizes_.size() > 1) {
    parse(default_template(sizes_.front()));
  }
}

void OutputNames::parse(std::string_view name_template) {
  if (!name_template.ends_with(kEnding)) throw_bad_name(name_template, "must end in .{ext}");
  std::string_view rest = name_template.substr(0, name_template.size() - kEnding.size());
  if (rest.empty()) throw_bad_name(name_template, "has no name before .{ext}");
  while (!rest.empty()) {
    const std::size_t open = rest.find('{');
    const std::size_t close = rest.find('}');
    if (open == std::string_view::npos && close == std::string_view::npos) {
      parts_.push_back({std::string(rest), std::nullopt});
      break;
    }
    if (open > close || close == std::string_view::npos) throw_bad_name(name_template, "has unbalanced braces");
    const std::string_view name = rest.substr(open + 1, close - open - 1);
    const std::optional<Field> field = field_named(name);
    if (!field) {
      throw_bad_name(name_template, "the field {" + util::printable(name) +
                                        "} is unknown; use {stem}, {width}, {height}, {long-edge} or {percent}");
    }
    const auto lacks = [&](const model::TargetSize& size) { return *field != Field::stem && !value_of(*field, size); };
    if (std::ranges::any_of(sizes_, lacks)) {
      throw_bad_name(name_template, "{" + std::string(name) + "} needs sizes with a " + std::string(name));
    }
    parts_.push_back({std::string(rest.substr(0, open)), field});
    rest.remove_prefix(close + 1);
  }
}

std::optional<OutputNames::Field> OutputNames::field_named(std::string_view name) {
  if (name == "stem") return Field::stem;
  if (name == "width") return Field::width;
  if (name == "height") return Field::height;
  if (name == "long-edge") return Field::long_edge;
  if (name == "percent") return Field::percent;
  return std::nullopt;
}

std::optional<std::string> OutputNames::value_of(Field field, const model::TargetSize& size) {
  const auto* box = std::get_if<model::Box>(&size);
  const auto* edge = std::get_if<model::LongEdge>(&size);
  const auto* percent = std::get_if<model::Percent>(&size);
  switch (field) {
    case Field::stem:
      break;
    case Field::width:
      if (box != nullptr && box->width_px) return std::to_string(*box->width_px);
      break;
    case Field::height:
      if (box != nullptr && box->height_px) return std::to_string(*box->height_px);
      break;
    case Field::long_edge:
      if (edge != nullptr) return std::to_string(edge->length_px);
      break;
    case Field::percent:
      if (percent != nullptr) return decimal(percent->value);
      break;
  }
  return std::nullopt;
}

std::vector<fs::path> OutputNames::of(const fs::path& relative, Stem stem) const {
  std::vector<fs::path> outputs;
  for (const model::TargetSize& size : sizes_) {
    for (const std::optional<model::Format>& format : formats_) {
      const fs::path plain = plain_name(relative, stem, format);
      outputs.push_back(parts_.empty() ? plain : plain.parent_path() / expand(plain.filename(), size));
    }
  }
  return outputs;
}

fs::path OutputNames::plain_name(const fs::path& relative, Stem stem, std::optional<model::Format> format) const {
  fs::path plain = output_path(relative, output_dir_, format);
  if (stem == Stem::whole_name) plain.replace_filename(relative.filename() += plain.extension());
  return plain;
}

fs::path OutputNames::expand(const fs::path& input_name, const model::TargetSize& size) const {
  std::string name;
  for (const Part& part : parts_) {
    name += part.text;
    if (part.field) name += *part.field == Field::stem ? input_name.stem().native() : *value_of(*part.field, size);
  }
  name += input_name.extension().native();
  if (leads_out(name)) {
    throw model::SettingError(util::ErrorCode::usage, util::printable(name) + ": would lead out of the output folder",
                              model::Setting::output_names);
  }
  return fs::path(name).lexically_normal();
}

}  // namespace resizer::planning
