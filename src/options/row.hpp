#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "model/options.hpp"
#include "options/plain_value.hpp"
#include "options/size_lists.hpp"
#include "options/values.hpp"

/// Each option is a row of one table, from which parsing, help, documents and JSON are derived.
namespace resizer::options {

/// What the user asked for instead of a run.
enum class Request : std::uint8_t { brief_help, help, version };

/// Filled in by one option after the other.
struct Draft {
  model::Options options;
  SizeLists sizes{};
  std::optional<Request> request{};
  /// Whether the precision was given, which makes sense with model::AutoRuns only.
  bool has_precision = false;
  /// The arguments applied so far that affect outputs or their duration, for another program: "--width=800".
  std::vector<std::string> work{};
};

/// What an option affects.
enum class Effect : std::uint8_t {
  outputs,   ///< What the outputs of a file hold, and their dates.
  writing,   ///< Which outputs are written, and their names.
  files,     ///< Which files are read and where outputs go, all of which a report lists.
  duration,  ///< Only how long the outputs take.
  none,      ///< None of these: what is measured and reported, or when to give up.
};

enum class Takes : std::uint8_t {
  nothing,
  one_value,
  list,            ///< A comma-separated list.
  one_value_each,  ///< One value; repeatable.
  many_values,     ///< All values up to the next option; repeatable.
};

/// The kinds of values, for shell completion.
struct AnyText {};
struct FileName {};
struct FolderName {};
using Choices = std::vector<std::string_view>;
using Values = std::variant<AnyText, FileName, FolderName, Choices>;

/// A member of the JSON object of options. Rows that set the same member share its key.
struct JsonMember {
  std::string_view key;
  std::function<PlainValue(const model::Options& options)> value;
};
/// Why this option is not in JSON.
struct NotInJson {
  explicit constexpr NotInJson(std::string_view why) : reason(why) {}
  std::string_view reason;
};
using JsonForm = std::variant<JsonMember, NotInJson>;

/// A required member: without it, a row does not compile.
template <class T>
class Stated {
 public:
  template <class From>
  requires(std::is_constructible_v<T, From> && !std::is_same_v<From, Stated>) Stated(From value)
      : value_(std::move(value)) {}  // NOLINT(google-explicit-constructor)
  const T& get() const noexcept { return value_; }

 private:
  T value_;
};

/// Applies one value to the draft; options without a value get an empty text. Throws util::Error(usage).
using Apply = std::function<void(Draft& draft, const Argument& argument)>;

struct OptionRow {
  Stated<std::string_view> names;  ///< "-q,--quality" or "--fit"; the last one is used in messages.
  Stated<Takes> takes;
  std::string_view value_name{};  ///< As help shows it: "N", "DIR".
  Stated<std::string_view> help;  ///< One short sentence without a period.
  std::string_view details{};     ///< Further sentences.
  std::string_view default_value{};
  Values values{};
  bool is_common = false;  ///< Whether -h shows it.
  /// Its names in other programs, for suggestions.
  std::vector<std::string_view> called_elsewhere{};
  Stated<Effect> effect;
  Stated<JsonForm> json;
  Stated<Apply> apply;

  /// "--quality": the name in messages.
  std::string_view name() const noexcept;
  /// All names, the short one first.
  std::vector<std::string_view> all_names() const;
  /// The choices, if it has a fixed set of values.
  const Choices* choices() const noexcept { return std::get_if<Choices>(&values); }
};

struct OptionGroup {
  std::string_view heading;
  std::vector<OptionRow> rows;
};

}  // namespace resizer::options
