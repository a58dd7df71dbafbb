#include "imaging/codecs/jpeg/coefficient_scan.hpp"

#include <algorithm>
#include <bit>
#include <limits>

#include "imaging/codecs/jpeg/dc_codes.hpp"

namespace resizer::imaging {
namespace {

constexpr std::uint8_t kMaxDcSymbol = 15;
constexpr std::uint8_t kMaxAcSymbol = 255;

bool fits(int coefficient) noexcept {
  using Limits = std::numeric_limits<std::int16_t>;
  return coefficient >= Limits::min() && coefficient <= Limits::max();
}

}  // namespace

std::optional<JpegCoefficientScan> JpegCoefficientScan::open(const JpegScan& scan) {
  JpegCoefficientScan result(scan);
  if (scan.header.is_dc() && scan.header.is_refinement()) return result;  // DC refinement scans have no Huffman codes
  for (std::size_t k = 0; k < scan.header.component_count; ++k) {
    if (!scan.codes[k]) return std::nullopt;
    result.codes_[k] = HuffmanTable::make(*scan.codes[k], scan.header.is_dc() ? kMaxDcSymbol : kMaxAcSymbol);
    if (!result.codes_[k]) return std::nullopt;
  }
  return result;
}

JpegCoefficientScan::JpegCoefficientScan(const JpegScan& scan)
    : header_(scan.header), position_{BitReader(scan.data), 0}, restarts_(scan.restart_interval) {}

bool JpegCoefficientScan::read_row(std::span<JpegCoefficientRow> components, std::size_t mcu_row) {
  if (header_.component_count > 1) return read_mcus(components);
  JpegCoefficientRow& row = components[header_.components[0].index];
  for (std::size_t y = 0; y < row.height(mcu_row); ++y) {
    if (!read_blocks(row, y * row.padded_width(), row.width())) return false;
  }
  return true;
}

bool JpegCoefficientScan::restart() {
  predictors_.fill(0);
  return position_.eob_run == 0 && restarts_.take(position_.bits);
}

/// Reads interleaved blocks. Only DC scans are interleaved in progressive JPEGs.
bool JpegCoefficientScan::read_mcus(std::span<JpegCoefficientRow> components) {
  const JpegCoefficientRow& any = components[header_.components[0].index];
  const std::size_t mcus = any.padded_width() / any.mcu_width();
  for (std::size_t mcu = 0; mcu < mcus; ++mcu) {
    if (restarts_.is_due() && !restart()) return false;
    restarts_.count(1);
    for (std::size_t k = 0; k < header_.component_count; ++k) {
      JpegCoefficientRow& row = components[header_.components[k].index];
      for (std::size_t y = 0; y < row.mcu_height(); ++y) {
        for (std::size_t x = 0; x < row.mcu_width(); ++x) {
          if (!read_dc_block(k, row, y * row.padded_width() + mcu * row.mcu_width() + x)) return false;
        }
      }
    }
  }
  return !position_.bits.is_overrun();
}

bool JpegCoefficientScan::read_blocks(JpegCoefficientRow& row, std::size_t first, std::size_t count) {
  for (const std::size_t end = first + count; first != end;) {
    if (restarts_.is_due() && !restart()) return false;
    const std::size_t part = std::min<std::size_t>(end - first, restarts_.left());
    restarts_.count(static_cast<unsigned>(part));
    if (header_.is_dc()) {
      for (std::size_t block = first; block < first + part; ++block) {
        if (!read_dc_block(0, row, block)) return false;
      }
    } else {
      const auto read = header_.is_refinement() ? refine_bands : read_bands;
      if (!read(position_, {header_.band(), header_.al}, *codes_[0], {first, part}, row)) return false;
    }
    first += part;
  }
  return !position_.bits.is_overrun();
}

bool JpegCoefficientScan::read_dc_block(std::size_t component, JpegCoefficientRow& row, std::size_t block) {
  std::int16_t& coefficient = *row.values(block);
  if (header_.is_refinement()) {
    position_.bits.refill();
    coefficient = static_cast<std::int16_t>(coefficient | position_.bits.peek(1) << header_.al);
    position_.bits.skip(1);
    return true;
  }
  if (!read_dc(position_.bits, *codes_[component], predictors_[component])) return false;
  const int value = predictors_[component] * (1 << header_.al);
  coefficient = static_cast<std::int16_t>(value);
  return fits(value);
}

}  // namespace resizer::imaging
