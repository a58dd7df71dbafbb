#include "shards/listing.hpp"

#include <array>
#include <cmath>
#include <cstdio>
#include <istream>
#include <set>

#include "report/json/parts.hpp"
#include "report/json/report_bytes.hpp"
#include "util/error.hpp"
#include "util/printable.hpp"

namespace resizer::shards {
namespace {

constexpr const char* kHashMember = "id";
constexpr std::size_t kLongestComplaint = 200;

[[noreturn]] void refuse(const std::string& reason) {
  throw util::Error(util::ErrorCode::corrupt, reason);
}

/// Takes the entries while the listing is parsed.
class Selection {
 public:
  using Event = Json::parse_event_t;

  Selection(const ListingKind& kind, const std::function<void(const Json& entry)>& take) : kind_(kind), take_(take) {}

  /// Called by the parser; false for what it is to drop.
  bool keeps(int depth, Event event, const Json& parsed) {
    if (depth > kDeepest) refuse("it is nested too deeply");
    if (event == Event::key && depth == 1) begin_member(parsed.get_ref<const std::string&>());
    if (++values_ > kMostValues) refuse(is_list_ ? "an entry is too large" : "its header is too large");
    const bool is_whole = event == Event::value || event == Event::object_end || event == Event::array_end;
    if (!is_list_ || depth != kEntry || !is_whole) return true;
    hash_.add_entry(parsed);
    take_(parsed);
    values_ = 0;
    return false;
  }

  bool has_list() const { return members_.contains(std::string(kind_.list)); }
  const ListingHash& hash() const { return hash_; }

 private:
  static constexpr int kDeepest = 8;
  static constexpr int kEntry = 2;
  static constexpr std::size_t kMostValues = 10'000;

  void begin_member(const std::string& name) {
    if (!members_.insert(name).second) refuse(util::printable(name) + " is there twice");
    is_list_ = name == kind_.list;
  }

  const ListingKind& kind_;
  const std::function<void(const Json& entry)>& take_;
  ListingHash hash_;
  std::set<std::string, std::less<>> members_;
  std::size_t values_ = 0;  ///< Since the last entry.
  bool is_list_ = false;
};

void check_kind(const Json& header, const ListingKind& kind) {
  if (!header.is_object() || !header.contains("type") || header["type"] != kind.type) {
    refuse("its type is not \"" + std::string(kind.type) + '"');
  }
  const std::uint64_t version = whole_of(header, "version");
  if (version == kListingVersion) return;
  throw util::Error(util::ErrorCode::unsupported_format, "its version is " + std::to_string(version) +
                                                             "; this program reads " + std::to_string(kListingVersion));
}

}  // namespace

std::string ListingHash::of(const Json& header) const {
  return hash_text(util::hash_of(header.dump(), entries_.value()));
}

ListingWriter::ListingWriter(util::TextSink sink, const ListingKind& kind, const Json& header)
    : sink_(std::move(sink)) {
  header_ = {{"type", kind.type}, {"version", kListingVersion}};
  header_.update(header);
  sink_("{\n");
  for (const auto& [name, value] : header_.items()) sink_(Json(name).dump() + ": " + value.dump() + ",\n");
  sink_(Json(kind.list).dump() + ": [");
}

void ListingWriter::add(const Json& entry) {
  hash_.add_entry(entry);
  sink_((is_first_ ? "\n" : ",\n") + entry.dump());
  is_first_ = false;
}

std::string ListingWriter::finish() {
  std::string hash = hash_.of(header_);
  sink_("\n],\n\"" + std::string(kHashMember) + "\": \"" + hash + "\"\n}\n");
  return hash;
}

ListingHead read_listing(std::istream& json, const ListingKind& kind,
                         const std::function<void(const Json& entry)>& take) {
  Selection selection(kind, take);
  ListingHead head;
  try {
    head.header = Json::parse(report::ReportBytes(*json.rdbuf()), report::ReportBytes(),
                              [&selection](int depth, Json::parse_event_t event, const Json& parsed) {
                                return selection.keeps(depth, event, parsed);
                              });
  } catch (const Json::exception& error) {
    refuse("invalid JSON: " + util::printable(std::string(error.what()).substr(0, kLongestComplaint)));
  }
  check_kind(head.header, kind);
  if (!selection.has_list()) refuse(std::string(kind.list) + " is missing");
  head.hash = text_of(head.header, kHashMember);
  head.header.erase(kHashMember);
  head.header.erase(std::string(kind.list));
  if (selection.hash().of(head.header) != head.hash) refuse("it was changed, or is incomplete: its id does not match");
  return head;
}

std::string hash_text(std::uint64_t hash) {
  std::array<char, 17> text{};
  std::snprintf(text.data(), text.size(), "%016llx", static_cast<unsigned long long>(hash));
  return text.data();
}

std::uint64_t hash_from(const std::string& text) {
  constexpr int kHexadecimal = 16;
  const bool is_hash = text.size() == 16 && text.find_first_not_of("0123456789abcdef") == std::string::npos;
  if (!is_hash) refuse("a hash is not 16 hexadecimal digits");
  return std::stoull(text, nullptr, kHexadecimal);
}

const Json& member(const Json& object, const char* name) {
  if (!object.is_object() || !object.contains(name)) refuse(std::string(name) + " is missing");
  return object[name];
}

std::string text_of(const Json& object, const char* name) {
  const Json& value = member(object, name);
  if (!value.is_string()) refuse(std::string(name) + " is not a string");
  return value.get<std::string>();
}

std::uint64_t whole_of(const Json& object, const char* name, std::uint64_t highest) {
  const Json& value = member(object, name);
  if (!value.is_number_unsigned()) refuse(std::string(name) + " is not a whole number");
  const auto number = value.get<std::uint64_t>();
  if (number > highest) refuse(std::string(name) + " is out of range");
  return number;
}

double number_of(const Json& object, const char* name) {
  const Json& value = member(object, name);
  if (!value.is_number()) refuse(std::string(name) + " is not a number");
  return value.get<double>();
}

std::filesystem::path path_of(const Json& json) {
  auto path = report::path_from_json(json);
  if (!path || path->empty()) refuse("a path is missing");
  return *std::move(path);
}

}  // namespace resizer::shards
