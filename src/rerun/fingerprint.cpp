#include "rerun/fingerprint.hpp"

#include <array>
#include <charconv>
#include <string>

#include "options/table.hpp"
#include "util/hash.hpp"

namespace resizer::rerun {
namespace {

/// Different values become different texts.
struct ToText {
  std::string operator()(std::monostate) const { return "none"; }
  std::string operator()(bool flag) const { return flag ? "true" : "false"; }
  std::string operator()(std::uint64_t number) const { return std::to_string(number); }
  std::string operator()(double number) const {
    std::array<char, 32> digits{};
    const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), number);
    return {digits.data(), end};
  }
  std::string operator()(const std::string& text) const { return std::to_string(text.size()) + ':' + text; }
  std::string operator()(const std::filesystem::path& path) const { return (*this)(path.native()); }
  std::string operator()(const options::PlainValue::List& list) const {
    std::string text = "[";
    for (const options::PlainValue& value : list) text += std::visit(*this, value.kind) + ',';
    return text + ']';
  }
  std::string operator()(const options::PlainValue::Object& members) const {
    std::string text = "{";
    for (const auto& [name, value] : members) text += (*this)(name) + '=' + std::visit(*this, value.kind) + ',';
    return text + '}';
  }
};

/// Without a quality where it makes no difference. Without upscaling, it decides whether a file may be copied.
model::Options without_idle_quality(model::Options options, model::Format format) {
  const bool is_lossless = model::traits_of(format).compressions == model::Compressions::lossless;
  if (is_lossless && options.resize.upscale) options.resize.quality.reset();
  return options;
}

}  // namespace

std::uint64_t fingerprint(const model::Options& given, model::Format format) {
  const model::Options options = without_idle_quality(given, format);
  std::string text = std::to_string(kOutputVersion);
  for (const options::OptionRow* row : options::all_rows()) {
    const auto* member = std::get_if<options::JsonMember>(&row->json.get());
    if (member == nullptr || !changes_outputs(*row)) continue;
    text += '\n' + std::string(member->key) + '=' + std::visit(ToText(), member->value(options).kind);
  }
  return util::hash_of(text);
}

Fingerprints fingerprints(const model::Options& options) {
  Fingerprints all;
  for (const model::FormatTraits& traits : model::format_traits()) {
    all.emplace(traits.format, fingerprint(options, traits.format));
  }
  return all;
}

}  // namespace resizer::rerun
