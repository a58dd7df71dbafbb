#include "imaging/metadata/image_resources.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "imaging/core/big_endian.hpp"

namespace resizer::imaging {
namespace {

constexpr std::uint16_t kIptc = 0x0404;
constexpr std::array<std::uint16_t, 4> kDescriptive{kIptc, 0x040A, 0x040B, 0x0425};

/// Calls use(number, resource) for each readable Photoshop resource.
template <class Use>
void for_each_resource(ByteView resources, const Use& use) {
  constexpr std::string_view kSignature = "8BIM";
  constexpr std::size_t kNameAt = 6;  // after the signature and the number
  while (resources.size() > kNameAt) {
    const auto even = [](std::size_t length) { return length + length % 2; };
    const std::size_t size_at = kNameAt + even(std::size_t{1} + resources[kNameAt]);
    if (resources.size() < size_at + 4) break;
    const std::size_t data_bytes = big_endian_u32(&resources[size_at]);
    const std::size_t data_at = size_at + 4;
    if (data_bytes > resources.size() - data_at) break;
    const std::size_t end =
        std::min(data_at + even(data_bytes), resources.size());  // the last one may lack its padding
    const bool is_photoshops = std::equal(kSignature.begin(), kSignature.end(), resources.begin());
    if (is_photoshops) use(big_endian_u16(&resources[kSignature.size()]), resources.first(end));
    resources = resources.subspan(end);
  }
}

}  // namespace

Bytes descriptive_resources(ByteView resources) {
  Bytes kept;
  for_each_resource(resources, [&](std::uint16_t number, ByteView resource) {
    if (std::ranges::find(kDescriptive, number) == kDescriptive.end()) return;
    kept.insert(kept.end(), resource.begin(), resource.end());
    if (kept.size() % 2 != 0) kept.push_back(0);
  });
  return kept;
}

bool has_iptc(ByteView resources) {
  bool found = false;
  for_each_resource(resources, [&](std::uint16_t number, ByteView /*resource*/) { found |= number == kIptc; });
  return found;
}

Bytes iptc_resource(ByteView records) {
  Bytes resource{'8', 'B', 'I', 'M', kIptc >> 8U, kIptc & 0xFFU, 0, 0};
  append_big_endian(resource, static_cast<std::uint32_t>(records.size()));
  resource.insert(resource.end(), records.begin(), records.end());
  if (records.size() % 2 != 0) resource.push_back(0);
  return resource;
}

}  // namespace resizer::imaging
