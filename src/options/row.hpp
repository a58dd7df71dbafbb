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

/// Each option is one row of one table. Everything that is said of options, or done with them, comes from there.
namespace resizer::options {

/// What the user wants instead of a run.
enum class Request : std::uint8_t { brief_help, help, version };

/// What options fill in, one after the other.
struct Draft {
  model::Options options;
  SizeLists sizes{};
  std::optional<Request> request{};
};

/// What an option decides.
enum class Effect : std::uint8_t {
  outputs,   ///< What the outputs of a file hold, what they are called, whether and with which date they are made.
  files,     ///< Which files are read and where outputs go; a report lists these one by one.
  duration,  ///< Nothing of the outputs, but how long they take.
  none,      ///< Nothing of this: what is measured and reported, or when to give up.
};

enum class Takes : std::uint8_t {
  nothing,
  one_value,
  list,         ///< One value, in which commas separate several.
  many_values,  ///< All that follows up to the next option; given again, it adds to what there is.
};

/// What values can look like, for completion in a shell.
struct AnyText {};
struct FileName {};
struct FolderName {};
using Choices = std::vector<std::string_view>;
using Values = std::variant<AnyText, FileName, FolderName, Choices>;

/// A member of the JSON object that describes the options. Rows that decide the same member share its key.
struct JsonMember {
  std::string_view key;
  std::function<PlainValue(const model::Options& options)> value;
};
/// Why the options in JSON say nothing of this one.
struct NotInJson {
  explicit constexpr NotInJson(std::string_view why) : reason(why) {}
  std::string_view reason;
};
using JsonForm = std::variant<JsonMember, NotInJson>;

/// A value that has to be given: without it, a row does not compile.
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

/// Puts one value into the draft; an option without a value gets an empty text. Throws util::Error(usage).
using Apply = std::function<void(Draft& draft, const Argument& argument)>;

struct OptionRow {
  Stated<std::string_view> names;  ///< "-q,--quality" or "--fit": the last one is used in messages.
  Stated<Takes> takes;
  std::string_view value_name{};  ///< As help shows it: "N", "DIR".
  Stated<std::string_view> help;  ///< One short sentence without a period.
  std::string_view details{};     ///< Further sentences.
  std::string_view default_value{};
  Values values{};
  bool is_common = false;  ///< Whether -h shows it.
  /// What it is called by other programs, and is asked for here by mistake.
  std::vector<std::string_view> called_elsewhere{};
  Stated<Effect> effect;
  Stated<JsonForm> json;
  Stated<Apply> apply;

  /// "--quality": the name in messages.
  std::string_view name() const noexcept;
  /// All names, the short one first.
  std::vector<std::string_view> all_names() const;
  /// The choices, if values are no other.
  const Choices* choices() const noexcept { return std::get_if<Choices>(&values); }
};

struct OptionGroup {
  std::string_view heading;
  std::vector<OptionRow> rows;
};

}  // namespace resizer::options
