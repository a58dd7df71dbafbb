#pragma once

#include <functional>
#include <string_view>

#include "imaging/core/byte_range.hpp"

/// XMP packets as they are written: RDF in XML (XMP specification part 1, clause 7), read by expat.
namespace resizer::imaging {

inline constexpr std::string_view kXmlnsSpace = "http://www.w3.org/2000/xmlns/";

/// An attribute or an element of a packet.
struct XmpNode {
  std::string_view space;    ///< The namespace's URI; of a declaration of one kXmlnsSpace, the URI being its value.
  std::string_view name;     ///< Without prefix.
  std::string_view value;    ///< The text, of an element its beginning only.
  ByteRange whole;           ///< In the packet: what to cut out to remove the node.
  ByteRange content;         ///< Between the quotes or the tags.
  bool is_property = false;  ///< Of the image itself, not of a part or an ancestor of it.
  bool is_simple = false;    ///< The content is text and nothing else says what the value is.
};

/// Calls `visit` for each node of a packet in UTF-8, for elements when they end. False if the packet is not
/// well-formed, has a document type (which XMP never does, and whose entities can grow without end) or does not declare
/// UTF-8.
bool visit_xmp(std::string_view packet, const std::function<void(const XmpNode&)>& visit);

}  // namespace resizer::imaging
