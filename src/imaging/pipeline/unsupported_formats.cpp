#include "imaging/pipeline/unsupported_formats.hpp"

#include <algorithm>
#include <array>

namespace resizer::imaging {
namespace {

using namespace std::string_view_literals;

struct Signature {
  std::string_view format;
  std::size_t offset;
  std::string_view bytes;
};

/// From the specification of each format; for raw files, from files of cameras.
constexpr std::array kSignatures{Signature{"JPEG 2000", 0, "\0\0\0\x0CjP  \r\n\x87\n"sv},
                                 Signature{"JPEG 2000", 0, "\xFF\x4F\xFF\x51"sv},
                                 Signature{"JPEG XR", 0, "II\xBC"sv},
                                 Signature{"OpenEXR", 0, "\x76\x2F\x31\x01"sv},
                                 Signature{"PSD", 0, "8BPS"sv},
                                 Signature{"SVG", 0, "<svg"sv},
                                 Signature{"RAW", 0, "FOVb"sv},
                                 Signature{"RAW", 0, "\0MRM"sv},
                                 Signature{"RAW", 6, "HEAPCCDR"sv}};

bool is_xml_with_svg(std::string_view text) noexcept {
  constexpr std::size_t kPrologueBytes = 4096;
  return text.starts_with("<?xml") && text.substr(0, kPrologueBytes).find("<svg") != std::string_view::npos;
}

}  // namespace

std::optional<std::string_view> unsupported_format(ByteView file) noexcept {
  const std::string_view text(reinterpret_cast<const char*>(file.data()), file.size());
  const auto found = std::ranges::find_if(kSignatures, [text](const Signature& signature) {
    return text.size() > signature.offset && text.substr(signature.offset).starts_with(signature.bytes);
  });
  if (found != kSignatures.end()) return found->format;
  return is_xml_with_svg(text) ? std::optional("SVG"sv) : std::nullopt;
}

}  // namespace resizer::imaging
