#include "imaging/codecs/jpeg/scan_header.hpp"

#include <algorithm>
#include <span>

namespace resizer::imaging {
namespace {

std::optional<std::size_t> find_component(int id, const jpeg_decompress_struct& codec) noexcept {
  const std::span<const jpeg_component_info> components(codec.comp_info,
                                                        static_cast<std::size_t>(codec.num_components));
  const auto has_id = [id](const jpeg_component_info& component) { return component.component_id == id; };
  if (std::ranges::count_if(components, has_id) != 1) return std::nullopt;
  return static_cast<std::size_t>(std::ranges::find_if(components, has_id) - components.begin());
}

bool has_component(const JpegScanHeader& header, std::size_t index) noexcept {
  const auto end = header.components.begin() + static_cast<std::ptrdiff_t>(header.component_count);
  return std::any_of(header.components.begin(), end, [&](const auto& component) { return component.index == index; });
}

}  // namespace

JpegScanHeader current_scan_header(const jpeg_decompress_struct& codec) noexcept {
  JpegScanHeader header;
  for (int k = 0; k < codec.comps_in_scan; ++k) {
    const jpeg_component_info& component = *codec.cur_comp_info[k];
    header.components[header.component_count++] = {static_cast<std::size_t>(component.component_index),
                                                   static_cast<std::size_t>(component.dc_tbl_no),
                                                   static_cast<std::size_t>(component.ac_tbl_no)};
  }
  header.ss = static_cast<unsigned>(codec.Ss);
  header.se = static_cast<unsigned>(codec.Se);
  header.ah = static_cast<unsigned>(codec.Ah);
  header.al = static_cast<unsigned>(codec.Al);
  return header;
}

std::optional<JpegScanHeader> parse_scan_header(ByteView body, const jpeg_decompress_struct& codec) noexcept {
  constexpr std::size_t kFixedBytes = 4;
  constexpr std::size_t kComponentBytes = 2;
  if (body.empty()) return std::nullopt;
  const std::size_t count = body[0];
  if (count == 0 || count > MAX_COMPS_IN_SCAN || body.size() != kFixedBytes + count * kComponentBytes) return {};
  JpegScanHeader header;
  for (std::size_t k = 0; k < count; ++k) {
    const std::uint8_t* stored = body.data() + 1 + k * kComponentBytes;
    const auto index = find_component(stored[0], codec);
    if (!index || has_component(header, *index)) return std::nullopt;
    header.components[header.component_count++] = {*index, std::size_t{stored[1]} >> 4U, stored[1] & 0xFU};
  }
  const std::uint8_t* selection = body.data() + 1 + count * kComponentBytes;
  header.ss = selection[0];
  header.se = selection[1];
  header.ah = selection[2] >> 4U;
  header.al = selection[2] & 0xFU;
  return header;
}

}  // namespace resizer::imaging
