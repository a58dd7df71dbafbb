#include "imaging/metadata/xmp_packet.hpp"

#include <expat.h>

#include <climits>
#include <exception>
#include <memory>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace resizer::imaging {
namespace {

using namespace std::string_view_literals;

constexpr auto kRdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"sv;
constexpr auto kBlanks = " \t\r\n"sv;
/// The separator of namespace and name in expat: a character not allowed in XML.
constexpr char kSeparator = '\x1F';
/// The maximum length of a value that is used.
constexpr std::size_t kMaxTextBytes = 64;

/// A name from expat, split from its namespace.
std::pair<std::string_view, std::string_view> split_name(std::string_view full) noexcept {
  const std::size_t separator = full.find(kSeparator);
  if (separator == std::string_view::npos) return {{}, full};
  return {full.substr(0, separator), full.substr(separator + 1)};
}

/// An attribute in a well-formed start tag.
struct RawAttribute {
  std::string_view name;  ///< With its prefix.
  std::string_view value;
  ByteRange whole;  ///< In the tag, with preceding whitespace.
  ByteRange content;
};

std::vector<RawAttribute> attributes_in(std::string_view tag) {
  std::vector<RawAttribute> attributes;
  std::size_t at = tag.find_first_of(" \t\r\n/>"sv);
  while (at < tag.size()) {
    const std::size_t name = tag.find_first_not_of(kBlanks, at);
    if (name == std::string_view::npos || tag[name] == '/' || tag[name] == '>') break;
    const std::size_t name_end = tag.find_first_of(" \t\r\n="sv, name);
    const std::size_t quote = tag.find_first_of(R"("')"sv, name);
    if (quote == std::string_view::npos) break;
    const std::size_t end = tag.find(tag[quote], quote + 1);
    if (end == std::string_view::npos) break;
    attributes.push_back(
        {tag.substr(name, name_end - name), tag.substr(quote + 1, end - quote - 1), {at, end + 1}, {quote + 1, end}});
    at = end + 1;
  }
  return attributes;
}

bool declares_namespace(std::string_view raw_name) noexcept {
  return raw_name == "xmlns" || raw_name.starts_with("xmlns:");
}

/// Handles the events of a parse, and determines which nodes are properties of the image.
class Walker {
 public:
  Walker(std::string_view packet, const std::function<void(const XmpNode&)>& visit) : packet_(packet), visit_(visit) {}

  bool run() {
    if (packet_.empty() || packet_.size() > INT_MAX) return false;
    const std::unique_ptr<std::remove_pointer_t<XML_Parser>, void (*)(XML_Parser)> parser(
        XML_ParserCreateNS(nullptr, kSeparator), XML_ParserFree);
    if (!parser) throw std::bad_alloc();
    parser_ = parser.get();
    XML_SetUserData(parser_, this);
    XML_SetElementHandler(
        parser_,
        [](void* self, const XML_Char* name, const XML_Char** attributes) {
          static_cast<Walker*>(self)->guard([&](Walker& walker) { walker.start(name, attributes); });
        },
        [](void* self, const XML_Char* name) {
          static_cast<Walker*>(self)->guard([&](Walker& walker) { walker.end(name); });
        });
    XML_SetCharacterDataHandler(parser_, [](void* self, const XML_Char* text, int length) {
      static_cast<Walker*>(self)->guard([&](Walker& walker) {
        walker.add_text({text, static_cast<std::size_t>(length)});
      });
    });
    XML_SetStartDoctypeDeclHandler(parser_, [](void* self, const XML_Char*, const XML_Char*, const XML_Char*, int) {
      static_cast<Walker*>(self)->stop();
    });
    XML_SetXmlDeclHandler(parser_, [](void* self, const XML_Char*, const XML_Char* encoding, int) {
      if (encoding != nullptr && !is_utf8(encoding)) static_cast<Walker*>(self)->stop();
    });
    const XML_Status status = XML_Parse(parser_, packet_.data(), static_cast<int>(packet_.size()), XML_TRUE);
    if (failure_) std::rethrow_exception(failure_);
    if (XML_GetErrorCode(parser_) == XML_ERROR_NO_MEMORY) throw std::bad_alloc();
    return status == XML_STATUS_OK;
  }

 private:
  struct Element {
    ByteRange tag;
    std::string text{};
    bool is_simple = true;
  };

  static bool is_utf8(std::string_view encoding) noexcept {
    return encoding == "UTF-8" || encoding == "utf-8" || encoding == "UTF8" || encoding == "utf8";
  }

  void stop() noexcept { XML_StopParser(parser_, XML_FALSE); }

  /// Exceptions must not propagate through expat.
  template <class Handle>
  void guard(Handle handle) noexcept {
    if (failure_) return;
    try {
      handle(*this);
    } catch (...) {
      failure_ = std::current_exception();
      stop();
    }
  }

  /// Of the current event.
  ByteRange here() const noexcept {
    const auto begin = static_cast<std::size_t>(XML_GetCurrentByteIndex(parser_));
    return {begin, begin + static_cast<std::size_t>(XML_GetCurrentByteCount(parser_))};
  }

  void start(std::string_view full_name, const XML_Char** attributes) {
    const ByteRange tag = here();
    if (!open_.empty()) open_.back().is_simple = false;
    open_.push_back({tag});
    const auto [space, name] = split_name(full_name);
    if (rdf_depth_ == 0 && space == kRdf && name == "RDF") rdf_depth_ = open_.size();
    visit_attributes(tag, attributes);
    if (packet_[tag.end - 2] == '/') open_.back().is_simple = false;
  }

  /// expat reports attributes in order, without namespace declarations.
  void visit_attributes(const ByteRange& tag, const XML_Char** attributes) {
    const bool are_properties = rdf_depth_ != 0 && open_.size() == rdf_depth_ + 1;
    for (const RawAttribute& raw : attributes_in(packet_.substr(tag.begin, tag.end - tag.begin))) {
      XmpNode node{.space = kXmlnsSpace,
                   .name = raw.name,
                   .value = raw.value,
                   .whole = {tag.begin + raw.whole.begin, tag.begin + raw.whole.end},
                   .content = {tag.begin + raw.content.begin, tag.begin + raw.content.end},
                   .is_simple = true};
      if (!declares_namespace(raw.name)) {
        if (*attributes == nullptr) return stop();
        std::tie(node.space, node.name) = split_name(*attributes++);
        node.value = *attributes++;
        node.is_property = are_properties;
        if (node.space == kRdf) open_.back().is_simple = false;
      }
      visit_(node);
    }
    if (*attributes != nullptr) stop();
  }

  void add_text(std::string_view text) {
    if (open_.empty()) return;
    std::string& known = open_.back().text;
    known += text.substr(0, kMaxTextBytes - known.size());
  }

  void end(std::string_view full_name) {
    const ByteRange tag = here();
    const Element element = std::move(open_.back());
    const auto [space, name] = split_name(full_name);
    visit_({.space = space,
            .name = name,
            .value = element.text,
            .whole = {element.tag.begin, tag.end},
            .content = {element.tag.end, tag.begin},
            .is_property = rdf_depth_ != 0 && open_.size() == rdf_depth_ + 2,
            .is_simple = element.is_simple});
    if (open_.size() == rdf_depth_) rdf_depth_ = 0;
    open_.pop_back();
  }

  std::string_view packet_;
  const std::function<void(const XmpNode&)>& visit_;
  XML_Parser parser_ = nullptr;
  std::vector<Element> open_;
  std::size_t rdf_depth_ = 0;  ///< Depth of open elements within rdf:RDF, including itself; 0: outside.
  std::exception_ptr failure_;
};

}  // namespace

bool visit_xmp(std::string_view packet, const std::function<void(const XmpNode&)>& visit) {
  return Walker(packet, visit).run();
}

}  // namespace resizer::imaging
