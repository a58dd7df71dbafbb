#include "imaging/codecs/raw/container.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "imaging/codecs/tiff/camera_raw.hpp"

namespace resizer::imaging {
namespace {

using namespace std::string_view_literals;

struct Signature {
  RawContainer container;
  std::size_t offset;
  std::string_view bytes;
};

/// From files of cameras.
constexpr std::array kSignatures{Signature{RawContainer::raf, 0, "FUJIFILMCCD-RAW"sv},
                                 Signature{RawContainer::cr3, 4, "ftypcrx "sv},
                                 Signature{RawContainer::tiff, 0, "IIRO"sv},    // Olympus
                                 Signature{RawContainer::tiff, 0, "IIRS"sv},    // Olympus
                                 Signature{RawContainer::tiff, 0, "MMOR"sv},    // Olympus
                                 Signature{RawContainer::tiff, 0, "IIU\0"sv}};  // Panasonic and Leica

}  // namespace

std::optional<RawContainer> raw_container(ByteView head) {
  const std::string_view text(reinterpret_cast<const char*>(head.data()), head.size());
  const auto found = std::ranges::find_if(kSignatures, [text](const Signature& signature) {
    return text.size() > signature.offset && text.substr(signature.offset).starts_with(signature.bytes);
  });
  if (found != kSignatures.end()) return found->container;
  const bool is_tiff = text.starts_with("II*\0"sv) || text.starts_with("MM\0*"sv) || text.starts_with("II+\0"sv) ||
                       text.starts_with("MM\0+"sv);
  if (is_tiff && is_camera_raw(TiffDirectories(head))) return RawContainer::tiff;
  return std::nullopt;
}

}  // namespace resizer::imaging
