#include "options/table.hpp"
#include "report/json/parts.hpp"

namespace resizer::report {
namespace {

/// Converts each kind of plain value to JSON.
struct ToJson {
  Json operator()(std::monostate) const { return nullptr; }
  template <class Scalar>
  Json operator()(const Scalar& value) const {
    return value;
  }
  Json operator()(const std::filesystem::path& path) const { return path_json(path); }
  Json operator()(const options::PlainValue::List& list) const {
    Json json = Json::array();
    for (const options::PlainValue& value : list) json.push_back(std::visit(*this, value.kind));
    return json;
  }
  Json operator()(const options::PlainValue::Object& members) const {
    Json json = Json::object();
    for (const auto& [name, value] : members) json[name] = std::visit(*this, value.kind);
    return json;
  }
};

}  // namespace

Json options_json(const model::Options& options) {
  Json json = Json::object();
  for (const options::JsonMember& member : options::json_members()) {
    json[std::string(member.key)] = std::visit(ToJson(), member.value(options).kind);
  }
  return json;
}

}  // namespace resizer::report
