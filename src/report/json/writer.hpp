#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "report/json/parts.hpp"
#include "util/text_sink.hpp"

namespace resizer::report {

enum class JsonLayout : std::uint8_t {
  indented,  ///< As Json::dump(2): one line per value.
  compact,   ///< As Json::dump(): a single line.
};

/// Writes a JSON text value by value. The result is identical to Json::dump() of the whole, but only one value at a
/// time is in memory.
class JsonWriter {
 public:
  JsonWriter(util::TextSink sink, JsonLayout layout) : sink_(std::move(sink)), layout_(layout) {}

  /// A complete value: an element of an array, or what follows a key.
  void value(const Json& value);
  /// An object or an array; `write_content` writes its content.
  void object(const std::function<void()>& write_content) { nest("{", "}", write_content); }
  void array(const std::function<void()>& write_content) { nest("[", "]", write_content); }
  /// The name of an object's next member; its value follows.
  void key(std::string_view name);

  void member(std::string_view name, const Json& value_of_it) {
    key(name);
    value(value_of_it);
  }
  /// An array member: `to_json` of each item.
  template <class Items, class ToJson>
  void list(std::string_view name, const Items& items, ToJson to_json) {
    key(name);
    array([&] {
      for (const auto& item : items) value(to_json(item));
    });
  }

 private:
  void begin_item();
  void nest(const char* open, const char* close, const std::function<void()>& write_content);
  std::string line_start() const;

  util::TextSink sink_;
  JsonLayout layout_;
  unsigned depth_ = 0;
  bool is_first_ = true;  ///< Of its object or array.
  bool follows_key_ = false;
};

}  // namespace resizer::report
