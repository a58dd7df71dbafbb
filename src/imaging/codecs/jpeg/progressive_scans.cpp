#include "imaging/codecs/jpeg/progressive_scans.hpp"

#include <algorithm>
#include <utility>

#include "imaging/codecs/jpeg/image_end.hpp"

namespace resizer::imaging {
namespace {

bool is_progressive_huffman(const jpeg_decompress_struct& codec) noexcept {
  return codec.progressive_mode != FALSE && codec.arith_code == FALSE && codec.data_precision == BITS_IN_JSAMPLE;
}

/// Whether the last scan must be decoded to find its end, which may be before the end of its data, or lost. It need not
/// be if the end of the image follows as it should, and the data does not end in a repeated byte or text.
bool may_end_elsewhere(ByteView data, ByteView rest) noexcept {
  if (data.empty() || rest.empty()) return true;
  const ByteView both(data.data(), rest.data() + rest.size());
  if (judge_image_end(both, data.size()) != ImageEnd::proper) return true;
  return is_overwritten(both, data.size() - 1);
}

/// Pointers to the rows of samples of a row of blocks.
using Rows = std::array<std::uint16_t*, kDctBlock>;

/// Reconstructs the samples of a block of `row`. False if the block is obviously damaged.
bool reconstruct(const JpegCoefficientRow& row, std::size_t block, JpegReconstruction& component, const Rows& rows,
                 std::size_t x) {
  const std::int16_t* values = row.values(block);
  const JpegReconstruction::Mean mean = component.mean(values[0]);
  if (!mean.is_plausible) return false;
  if ((row.nonzero(block) & row.kept()) == 0) {
    component.fill(mean, rows.data(), x);
    return true;
  }
  for (std::size_t column = 0; column < component.size; ++column) {
    std::copy_n(values + column * component.size, component.size,
                component.block.coefficients.data() + column * kDctBlock);
  }
  component.transform(rows.data(), x);
  return true;
}

bool reconstruct_row(const JpegCoefficientRow& row, JpegReconstruction& component, const PlaneRows& buffer,
                     std::size_t mcu_row) {
  for (std::size_t y = 0; y < row.mcu_height(); ++y) {
    Rows rows{};
    for (unsigned line = 0; line < component.size; ++line) {
      const std::size_t at = (mcu_row * row.mcu_height() + y) * component.size + line;
      rows[line] = reinterpret_cast<std::uint16_t*>(buffer.row(at));
    }
    for (std::size_t x = 0; x < row.padded_width(); ++x) {
      if (!reconstruct(row, y * row.padded_width() + x, component, rows, x * component.size)) return false;
    }
  }
  return true;
}

}  // namespace

std::optional<JpegProgressiveCoefficients> JpegProgressiveCoefficients::open(
    const jpeg_decompress_struct& codec, ByteView scan, const std::array<unsigned, MAX_COMPONENTS>& sizes) {
  if (!is_progressive_huffman(codec)) return std::nullopt;
  const auto script = read_scan_script(codec, scan);
  if (!script) return std::nullopt;
  JpegProgressiveCoefficients result;
  result.rest_ = script->rest;
  result.mcu_rows_ = ceil_div(codec.image_height, static_cast<std::size_t>(codec.max_v_samp_factor) * kDctBlock);
  std::array<std::uint64_t, MAX_COMPONENTS> wanted{};
  for (std::size_t k = 0; k < static_cast<std::size_t>(codec.num_components); ++k) {
    result.rows_.emplace_back(codec, codec.comp_info[k], sizes[k]);
    wanted[k] = result.rows_.back().kept();
  }
  const JpegScan& last = script->scans.back();
  if (may_end_elsewhere(last.data, script->rest)) wanted[last.header.components[0].index] |= last.header.band();
  const std::vector<bool> needed = needed_scans(*script, wanted);
  result.reads_last_scan_ = needed.back();
  for (std::size_t k = 0; k < needed.size(); ++k) {
    if (!needed[k]) continue;
    auto opened = JpegCoefficientScan::open(script->scans[k]);
    if (!opened) return std::nullopt;
    result.scans_.push_back(std::move(*opened));
  }
  return result;
}

bool JpegProgressiveCoefficients::read_row() {
  for (JpegCoefficientRow& row : rows_) row.clear();
  for (JpegCoefficientScan& scan : scans_) {
    if (!scan.read_row(rows_, mcu_row_)) return false;
  }
  return ++mcu_row_ < mcu_rows_ || finish();
}

/// Checks that each scan ends where the next begins. The rest of the last scan's data is left to the caller to judge.
bool JpegProgressiveCoefficients::finish() {
  std::span<const JpegCoefficientScan> followed(scans_);
  if (reads_last_scan_) {
    const ByteView rest = scans_.back().rest();
    rest_ = {rest.data(), rest_.data() + rest_.size()};
    followed = followed.first(followed.size() - 1);
  }
  return std::ranges::all_of(followed, [](const auto& scan) { return scan.rest().empty(); });
}

JpegProgressiveScans::JpegProgressiveScans(JpegProgressiveCoefficients coefficients,
                                           std::vector<JpegReconstruction> components)
    : coefficients_(std::move(coefficients)), components_(std::move(components)) {}

std::unique_ptr<JpegProgressiveScans> JpegProgressiveScans::open(const jpeg_decompress_struct& codec, ByteView scan,
                                                                 DctSizes sizes) {
  std::array<unsigned, MAX_COMPONENTS> size_of{};
  std::vector<JpegReconstruction> components;
  for (int k = 0; k < codec.num_components; ++k) {
    const bool is_chroma = codec.jpeg_color_space == JCS_YCbCr && k > 0;
    const unsigned size = size_of[static_cast<std::size_t>(k)] = is_chroma ? sizes.chroma : sizes.luma;
    const auto component = JpegReconstruction::make(codec, codec.comp_info[k], size);
    if (!component) return nullptr;
    components.push_back(*component);
  }
  auto coefficients = JpegProgressiveCoefficients::open(codec, scan, size_of);
  if (!coefficients) return nullptr;
  return std::unique_ptr<JpegProgressiveScans>(
      new JpegProgressiveScans(std::move(*coefficients), std::move(components)));
}

bool JpegProgressiveScans::read(const RowBuffers& rows) {
  if (!coefficients_.read_row()) return false;
  for (std::size_t k = 0; k < components_.size(); ++k) {
    JpegReconstruction& component = components_[k];
    if (!reconstruct_row(coefficients_.rows()[k], component, rows[component.plane], mcu_row_)) return false;
  }
  ++mcu_row_;
  return true;
}

}  // namespace resizer::imaging
