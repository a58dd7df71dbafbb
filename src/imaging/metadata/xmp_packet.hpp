#pragma once

#include <functional>
#include <string_view>

#include "imaging/core/byte_range.hpp"

/// XMP packets: RDF in XML (XMP specification part 1, clause 7), parsed by expat.
namespace resizer::imaging {

inline constexpr std::string_view kXmlnsSpace = "http://www.w3.org/2000/xmlns/";

/// An attribute or an element of a packet.
struct XmpNode {
  std::string_view space;    ///< The namespace URI; kXmlnsSpace for a namespace declaration, whose value is the URI.
  std::string_view name;     ///< Without its prefix.
  std::string_view value;    ///< The text; for an element, possibly truncated.
  ByteRange whole;           ///< The node in the packet.
  ByteRange content;         ///< Between the quotes or the tags.
  bool is_property = false;  ///< Of the image itself, not of a part or an ancestor of it.
  bool is_simple = false;    ///< The content is plain text, without qualifiers.
};

/// Calls `visit` for each node of a packet in UTF-8, for elements at their end. False if the packet is not well-formed,
/// is not declared as UTF-8, or has a document type, which XMP does not allow and whose entities can expand without
/// limit.
bool visit_xmp(std::string_view packet, const std::function<void(const XmpNode&)>& visit);

}  // namespace resizer::imaging
