#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <iosfwd>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "util/hash.hpp"
#include "util/text_sink.hpp"

/// The form of plans and of the reports of shards: a JSON object with a long list, of which one entry at a time is in
/// memory. Its last member is a hash of all the others, by which a changed or incomplete file is recognized whatever
/// its layout.
namespace resizer::shards {

using Json = nlohmann::ordered_json;

inline constexpr unsigned kListingVersion = 1;

/// What a listing is called, and its long list.
struct ListingKind {
  std::string_view type;  ///< The value of its member "type": "resizer plan".
  std::string_view list;  ///< "inputs".
};

/// The hash of a listing, in text.
class ListingHash {
 public:
  void add_entry(const Json& entry) { entries_.add(entry.dump() + '\n'); }
  /// `header`: all members except the list and the hash.
  std::string of(const Json& header) const;

 private:
  util::Hash entries_;
};

/// Writes a listing entry by entry, each on a line of its own.
class ListingWriter {
 public:
  /// Writes the members of `header` first. Rethrows what `sink` throws, as do the other members.
  ListingWriter(util::TextSink sink, const ListingKind& kind, const Json& header);
  void add(const Json& entry);
  /// Call it once, after the last entry. Returns the hash.
  std::string finish();

 private:
  util::TextSink sink_;
  Json header_;
  ListingHash hash_;
  bool is_first_ = true;
};

struct ListingHead {  // NOLINT(bugprone-exception-escape): of the library, which asserts
  Json header;        ///< All members except the list and the hash.
  std::string hash;   ///< As given and checked.
};

/// Reads a listing of this kind; `take` is called for each entry. It is not trusted: throws util::Error(corrupt) saying
/// what is wrong, util::Error(unsupported_format) for another version, and what `take` throws. Safe for any bytes:
/// apart from what `take` keeps, only the header and one entry are in memory, and neither is large.
ListingHead read_listing(std::istream& json, const ListingKind& kind,
                         const std::function<void(const Json& entry)>& take);

/// 16 hexadecimal digits, and the inverse. Throws util::Error(corrupt).
std::string hash_text(std::uint64_t hash);
std::uint64_t hash_from(const std::string& text);

/// Members of an object. Throw util::Error(corrupt) naming the member if it is missing or something else.
const Json& member(const Json& object, const char* name);
std::string text_of(const Json& object, const char* name);
std::uint64_t whole_of(const Json& object, const char* name, std::uint64_t highest = UINT64_MAX);
double number_of(const Json& object, const char* name);
/// A path, as report::path_json() writes it.
std::filesystem::path path_of(const Json& json);

}  // namespace resizer::shards
