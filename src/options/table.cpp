#include "options/table.hpp"

#include <algorithm>

#include "options/groups.hpp"

namespace resizer::options {

std::vector<std::string_view> OptionRow::all_names() const {
  std::vector<std::string_view> all;
  std::string_view rest = names.get();
  for (auto comma = rest.find(','); comma != std::string_view::npos; comma = rest.find(',')) {
    all.push_back(rest.substr(0, comma));
    rest.remove_prefix(comma + 1);
  }
  all.push_back(rest);
  return all;
}

std::string_view OptionRow::name() const noexcept {
  return names.get().substr(names.get().rfind(',') + 1);
}

const std::vector<OptionGroup>& table() {
  static const std::vector<OptionGroup> groups{file_options(),     size_options(),    quality_options(),
                                               mode_options(),     control_options(), output_options(),
                                               sharding_options(), other_options()};
  return groups;
}

std::vector<const OptionRow*> all_rows() {
  std::vector<const OptionRow*> rows;
  for (const OptionGroup& group : table()) {
    for (const OptionRow& row : group.rows) rows.push_back(&row);
  }
  return rows;
}

const OptionRow* find_row(std::string_view name) {
  for (const OptionRow* row : all_rows()) {
    const std::vector<std::string_view> names = row->all_names();
    if (std::ranges::find(names, name) != names.end()) return row;
  }
  return nullptr;
}

void apply(const OptionRow& row, Draft& draft, const Argument& argument) {
  row.apply.get()(draft, argument);
  if (row.effect.get() == Effect::none) return;
  const std::string name(row.name());
  draft.work.push_back(row.takes.get() == Takes::nothing ? name : name + '=' + std::string(argument.text));
}

std::vector<JsonMember> json_members() {
  std::vector<JsonMember> members;
  for (const OptionRow* row : all_rows()) {
    const auto* member = std::get_if<JsonMember>(&row->json.get());
    const bool is_new = member != nullptr && std::ranges::find(members, member->key, &JsonMember::key) == members.end();
    if (is_new) members.push_back(*member);
  }
  return members;
}

bool may_differ(std::string_view json_key) {
  const auto differs_freely = [](const OptionRow& row) {
    return row.effect.get() == Effect::files || row.effect.get() == Effect::none;
  };
  for (const OptionRow* row : all_rows()) {
    const auto* member = std::get_if<JsonMember>(&row->json.get());
    if (member != nullptr && member->key == json_key) return differs_freely(*row);
  }
  return false;  // an unknown option, of another version
}

}  // namespace resizer::options
