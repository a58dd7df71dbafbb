#pragma once

#include <string>

namespace resizer::test {

/// What a JSON report violates of src/report/json/report.schema.json, one violation a line; empty when valid.
std::string schema_errors(const std::string& report);

}  // namespace resizer::test
