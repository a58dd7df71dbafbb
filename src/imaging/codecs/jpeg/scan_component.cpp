#include "imaging/codecs/jpeg/scan_component.hpp"

#include <algorithm>
#include <span>

namespace resizer::imaging {
namespace {

/// Null if there is no such table, or it is none. Symbols go up to `greatest`.
template <class Prepared>
const Prepared* prepare(int number, std::uint8_t greatest, std::span<JHUFF_TBL* const, NUM_HUFF_TBLS> tables,
                        std::array<std::optional<Prepared>, NUM_HUFF_TBLS>& all_prepared) {
  const auto place = static_cast<std::size_t>(number);
  if (place >= tables.size() || tables[place] == nullptr) return nullptr;
  std::optional<Prepared>& prepared = all_prepared[place];
  if (!prepared) {
    if (const auto codes = HuffmanTable::make(*tables[place], greatest)) prepared.emplace(*codes);
  }
  return prepared ? &*prepared : nullptr;
}

/// Null if there is none, or one of more than 8 bits, which baseline does not know (ITU-T T.81, B.2.4.1), or of zeros.
const JQUANT_TBL* quantizers_of(const jpeg_decompress_struct& codec, int number) noexcept {
  constexpr UINT16 kGreatest = 255;
  if (number < 0 || number >= NUM_QUANT_TBLS || codec.quant_tbl_ptrs[number] == nullptr) return nullptr;
  const std::span<const UINT16> values = codec.quant_tbl_ptrs[number]->quantval;
  const bool is_usual = std::ranges::all_of(values, [](UINT16 value) { return value > 0 && value <= kGreatest; });
  return is_usual ? codec.quant_tbl_ptrs[number] : nullptr;
}

/// With the factor that gives samples their fraction. libjpeg keeps them row by row.
JpegQuantizers column_by_column(const JQUANT_TBL& rows) noexcept {
  JpegQuantizers result;
  for (unsigned k = 0; k < kBlockCoefficients; ++k) {
    result.factors[k % kDctBlock * kDctBlock + k / kDctBlock] = static_cast<float>(rows.quantval[k] << kFractionBits);
  }
  return result;
}

/// That of the highest frequency in both directions.
unsigned last_coefficient_of(unsigned size) noexcept {
  const auto* const place = std::ranges::find(kZigzag, (size - 1) * (kDctBlock + 1));
  return static_cast<unsigned>(place - kZigzag.begin());
}

}  // namespace

std::optional<JpegScanComponent> JpegScanTables::component(const jpeg_decompress_struct& codec,
                                                           const jpeg_component_info& info, unsigned size) {
  constexpr std::uint8_t kGreatestDc = 15;
  constexpr std::uint8_t kGreatestAc = 255;
  JpegScanComponent component;
  component.dc = prepare(info.dc_tbl_no, kGreatestDc, std::span(codec.dc_huff_tbl_ptrs), dc_);
  component.ac = prepare(info.ac_tbl_no, kGreatestAc, std::span(codec.ac_huff_tbl_ptrs), ac_);
  const JQUANT_TBL* quantizers = quantizers_of(codec, info.quant_tbl_no);
  if (component.dc == nullptr || component.ac == nullptr || quantizers == nullptr) return std::nullopt;
  component.plane = static_cast<std::size_t>(info.component_index);
  if (codec.num_components > 1) {  // the only component of a scan has MCUs of one block
    component.blocks_across = static_cast<std::size_t>(info.h_samp_factor);
    component.blocks_down = static_cast<std::size_t>(info.v_samp_factor);
  }
  component.size = size;
  component.last_coefficient = last_coefficient_of(size);
  component.dc_quantizer = quantizers->quantval[0];
  component.quantizers = column_by_column(*quantizers);
  component.inverse_dct = jpeg_inverse_dct(size);
  return component;
}

}  // namespace resizer::imaging
