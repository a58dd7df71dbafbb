#include "imaging/codecs/jpeg/reconstruction.hpp"

#include <span>

namespace resizer::imaging {
namespace {

/// Null if the table is missing, or has zeros or values above 255, which are not baseline (ITU-T T.81, B.2.4.1).
const JQUANT_TBL* quantizers_of(const jpeg_decompress_struct& codec, int number) noexcept {
  constexpr UINT16 kMax = 255;
  if (number < 0 || number >= NUM_QUANT_TBLS || codec.quant_tbl_ptrs[number] == nullptr) return nullptr;
  const std::span<const UINT16> values = codec.quant_tbl_ptrs[number]->quantval;
  const bool is_usual = std::ranges::all_of(values, [](UINT16 value) { return value > 0 && value <= kMax; });
  return is_usual ? codec.quant_tbl_ptrs[number] : nullptr;
}

/// Transposes libjpeg's table, which is row by row, and scales it by 2^kFractionBits.
JpegQuantizers column_by_column(const JQUANT_TBL& rows) noexcept {
  JpegQuantizers result;
  for (unsigned k = 0; k < kBlockCoefficients; ++k) {
    result.factors[k % kDctBlock * kDctBlock + k / kDctBlock] = static_cast<float>(rows.quantval[k] << kFractionBits);
  }
  return result;
}

}  // namespace

std::optional<JpegReconstruction> JpegReconstruction::make(const jpeg_decompress_struct& codec,
                                                           const jpeg_component_info& info, unsigned size) {
  const JQUANT_TBL* quantizers = quantizers_of(codec, info.quant_tbl_no);
  if (quantizers == nullptr) return std::nullopt;
  JpegReconstruction result;
  result.plane = static_cast<std::size_t>(info.component_index);
  result.size = size;
  result.dc_quantizer = quantizers->quantval[0];
  result.quantizers = column_by_column(*quantizers);
  result.inverse_dct = jpeg_inverse_dct(size);
  return result;
}

}  // namespace resizer::imaging
