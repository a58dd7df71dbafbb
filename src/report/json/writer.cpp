#include "report/json/writer.hpp"

namespace resizer::report {
namespace {

constexpr unsigned kIndent = 2;

}  // namespace

void JsonWriter::value(const Json& value) {
  begin_item();
  if (layout_ == JsonLayout::compact) return sink_(value.dump());
  // Newlines in strings are escaped: those that remain are layout.
  const std::string text = value.dump(kIndent);
  std::size_t begin = 0;
  for (std::size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n', begin)) {
    sink_(std::string_view(text).substr(begin, end - begin));
    sink_(line_start());
    begin = end + 1;
  }
  sink_(std::string_view(text).substr(begin));
}

void JsonWriter::key(std::string_view name) {
  begin_item();
  sink_(Json(name).dump());
  sink_(layout_ == JsonLayout::compact ? ":" : ": ");
  follows_key_ = true;
}

/// Writes the separator before a key or an element.
void JsonWriter::begin_item() {
  if (!follows_key_ && depth_ > 0) {
    if (!is_first_) sink_(",");
    sink_(line_start());
  }
  follows_key_ = false;
  is_first_ = false;
}

void JsonWriter::nest(const char* open, const char* close, const std::function<void()>& write_content) {
  begin_item();
  sink_(open);
  ++depth_;
  is_first_ = true;
  write_content();
  --depth_;
  if (!is_first_) sink_(line_start());
  is_first_ = false;
  sink_(close);
}

std::string JsonWriter::line_start() const {
  if (layout_ == JsonLayout::compact) return {};
  return '\n' + std::string(std::size_t{kIndent} * depth_, ' ');
}

}  // namespace resizer::report
