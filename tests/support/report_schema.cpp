#include "support/report_schema.hpp"

#include <fstream>
#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

namespace resizer::test {

std::string schema_errors(const std::string& text, const std::string& schema_name) {
  using Adapter = valijson::adapters::NlohmannJsonAdapter;
  const nlohmann::json schema_document =
      nlohmann::json::parse(std::ifstream(RESIZER_SOURCE_DIR "/src/report/json/" + schema_name));
  const nlohmann::json report_document = nlohmann::json::parse(text);

  valijson::Schema schema;
  valijson::SchemaParser(valijson::SchemaParser::kDraft7).populateSchema(Adapter(schema_document), schema);
  valijson::ValidationResults results;
  valijson::Validator(valijson::Validator::kStrongTypes).validate(schema, Adapter(report_document), &results);

  std::string errors;
  for (const auto& error : results) {
    for (const std::string& part : error.context) errors += part;
    errors += ": " + error.description + '\n';
  }
  return errors;
}

}  // namespace resizer::test
