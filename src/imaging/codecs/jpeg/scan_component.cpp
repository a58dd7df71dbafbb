#include "imaging/codecs/jpeg/scan_component.hpp"

#include <algorithm>
#include <span>

namespace resizer::imaging {
namespace {

/// Null if the table is missing or invalid.
template <class Prepared>
const Prepared* prepare(int number, std::uint8_t max_symbol, std::span<JHUFF_TBL* const, NUM_HUFF_TBLS> tables,
                        std::array<std::optional<Prepared>, NUM_HUFF_TBLS>& all_prepared) {
  const auto place = static_cast<std::size_t>(number);
  if (place >= tables.size() || tables[place] == nullptr) return nullptr;
  std::optional<Prepared>& prepared = all_prepared[place];
  if (!prepared) {
    if (const auto codes = HuffmanTable::make(*tables[place], max_symbol)) prepared.emplace(*codes);
  }
  return prepared ? &*prepared : nullptr;
}

/// The zigzag index of the highest frequency in both directions.
unsigned last_coefficient_of(unsigned size) noexcept {
  const auto* const place = std::ranges::find(kZigzag, (size - 1) * (kDctBlock + 1));
  return static_cast<unsigned>(place - kZigzag.begin());
}

}  // namespace

std::optional<JpegScanComponent> JpegScanTables::component(const jpeg_decompress_struct& codec,
                                                           const jpeg_component_info& info, unsigned size) {
  constexpr std::uint8_t kMaxDcSymbol = 15;
  constexpr std::uint8_t kMaxAcSymbol = 255;
  JpegScanComponent component;
  component.dc = prepare(info.dc_tbl_no, kMaxDcSymbol, std::span(codec.dc_huff_tbl_ptrs), dc_);
  component.ac = prepare(info.ac_tbl_no, kMaxAcSymbol, std::span(codec.ac_huff_tbl_ptrs), ac_);
  const auto samples = JpegReconstruction::make(codec, info, size);
  if (component.dc == nullptr || component.ac == nullptr || !samples) return std::nullopt;
  component.samples = *samples;
  if (codec.num_components > 1) {  // MCUs of a non-interleaved scan are single blocks
    component.blocks_across = static_cast<std::size_t>(info.h_samp_factor);
    component.blocks_down = static_cast<std::size_t>(info.v_samp_factor);
  }
  component.last_coefficient = last_coefficient_of(size);
  return component;
}

}  // namespace resizer::imaging
