#pragma once

#include <string_view>
#include <vector>

#include "options/row.hpp"

namespace resizer::options {

/// Every option, in the order of the help. JSON has its members in the order of their rows.
const std::vector<OptionGroup>& table();

/// All rows of all groups, in their order.
std::vector<const OptionRow*> all_rows();

/// The row that has this name, such as "--width" or "-j"; nullptr if none has.
const OptionRow* find_row(std::string_view name);

/// The members of the JSON form, each once.
std::vector<JsonMember> json_members();

/// Whether reports can be compared that differ in this member: it neither changes outputs nor how long they take.
/// Which files there were is compared file by file.
bool may_differ(std::string_view json_key);

/// Whether what this option says changes an output. The question whether an output is up to date depends on no other.
inline bool changes_outputs(const OptionRow& row) noexcept {
  return row.effect.get() == Effect::outputs;
}

}  // namespace resizer::options
