#pragma once

#include <string_view>
#include <vector>

#include "options/row.hpp"

namespace resizer::options {

/// Every option, in the order of help and of JSON members.
const std::vector<OptionGroup>& table();

/// All rows of all groups, in order.
std::vector<const OptionRow*> all_rows();

/// The row with this name, such as "--width" or "-j"; nullptr if there is none.
const OptionRow* find_row(std::string_view name);

/// Applies a value of the option. Throws util::Error(usage).
void apply(const OptionRow& row, Draft& draft, const Argument& argument);

/// The members of the JSON form, each once.
std::vector<JsonMember> json_members();

/// Whether reports that differ in this member are comparable: it affects neither the outputs nor how long they take.
/// Files are compared one by one.
bool may_differ(std::string_view json_key);

/// Whether this option affects what outputs hold. Only such options matter for whether an output is up to date.
inline bool changes_outputs(const OptionRow& row) noexcept {
  return row.effect.get() == Effect::outputs;
}

}  // namespace resizer::options
