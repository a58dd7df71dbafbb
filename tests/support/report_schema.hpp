#pragma once

#include <string>

namespace resizer::test {

/// What a JSON text violates of this schema in src/report/json, one violation a line; empty when valid.
std::string schema_errors(const std::string& text, const std::string& schema = "report.schema.json");

}  // namespace resizer::test
