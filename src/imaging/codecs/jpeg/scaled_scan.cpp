#include "imaging/codecs/jpeg/scaled_scan.hpp"

#include <algorithm>

#include "imaging/codecs/jpeg/dc_codes.hpp"

namespace resizer::imaging {
namespace {

/// Whether the file is sequential and Huffman-coded, and the scan contains all components.
bool is_sequential_huffman(const jpeg_decompress_struct& codec) noexcept {
  if (codec.progressive_mode != FALSE || codec.arith_code != FALSE || codec.data_precision != BITS_IN_JSAMPLE)
    return false;
  int blocks = 0;
  for (int k = 0; k < codec.comps_in_scan; ++k) {
    blocks += codec.cur_comp_info[k]->h_samp_factor * codec.cur_comp_info[k]->v_samp_factor;
  }
  return codec.comps_in_scan == codec.num_components && (codec.num_components == 1 || blocks <= D_MAX_BLOCKS_IN_MCU);
}

}  // namespace

std::unique_ptr<JpegScaledScan> JpegScaledScan::open(const jpeg_decompress_struct& codec, ByteView scan,
                                                     DctSizes sizes) {
  if (!is_sequential_huffman(codec)) return nullptr;
  std::unique_ptr<JpegScaledScan> result(new JpegScaledScan(codec, scan));
  for (int k = 0; k < codec.comps_in_scan; ++k) {
    const jpeg_component_info& info = *codec.cur_comp_info[k];
    const bool is_chroma = codec.jpeg_color_space == JCS_YCbCr && info.component_index > 0;
    const auto component = result->tables_.component(codec, info, is_chroma ? sizes.chroma : sizes.luma);
    if (!component) return nullptr;
    result->components_.push_back(*component);
  }
  return result;
}

JpegScaledScan::JpegScaledScan(const jpeg_decompress_struct& codec, ByteView scan)
    : bits_(scan), restarts_(codec.restart_interval) {
  // MCUs of a non-interleaved scan are single blocks, whatever the sampling factors.
  const bool is_interleaved = codec.num_components > 1;
  const auto blocks_across = static_cast<std::size_t>(is_interleaved ? codec.max_h_samp_factor : 1);
  const auto blocks_down = static_cast<std::size_t>(is_interleaved ? codec.max_v_samp_factor : 1);
  mcus_across_ = ceil_div(codec.image_width, blocks_across * kDctBlock);
  mcus_down_ = ceil_div(codec.image_height, blocks_down * kDctBlock);
  mcu_rows_at_once_ = static_cast<std::size_t>(codec.max_v_samp_factor) / blocks_down;
}

bool JpegScaledScan::restart() {
  for (JpegScanComponent& component : components_) component.predictor = 0;
  return restarts_.take(bits_);
}

bool JpegScaledScan::decode_block(JpegScanComponent& component, std::uint16_t* const* rows, std::size_t x) {
  BitReader bits = bits_;  // a local copy can stay in registers
  JpegReconstruction& samples = component.samples;
  if (!read_dc(bits, *component.dc, component.predictor)) return false;
  const JpegReconstruction::Mean mean = samples.mean(component.predictor);
  if (!mean.is_plausible) return false;
  if (samples.size == 1) {
    rows[0][x] = static_cast<std::uint16_t>(mean.sample);
    const bool is_undamaged = component.ac->skip_block(bits, 1);
    bits_ = bits;
    return is_undamaged;
  }
  const auto kind = component.ac->read_block(bits, component.last_coefficient, samples.block);
  bits_ = bits;
  switch (kind) {
    case JpegAcCodes::Block::damaged:
      return false;
    case JpegAcCodes::Block::flat:
      samples.fill(mean, rows, x);
      return true;
    case JpegAcCodes::Block::textured:
      samples.block.coefficients[0] = static_cast<std::int16_t>(component.predictor);
      samples.transform(rows, x);
      return true;
  }
  return false;
}

bool JpegScaledScan::decode_mcu(std::size_t mcu_x) {
  for (std::size_t k = 0; k < components_.size(); ++k) {
    JpegScanComponent& component = components_[k];
    for (std::size_t y = 0; y < component.blocks_down; ++y) {
      std::uint16_t* const* rows = rows_[k].data() + y * component.samples.size;
      for (std::size_t x = 0; x < component.blocks_across; ++x) {
        const std::size_t block_x = mcu_x * component.blocks_across + x;
        if (!decode_block(component, rows, block_x * component.samples.size)) return false;
      }
    }
  }
  return !bits_.is_overrun();
}

bool JpegScaledScan::read_mcu_row(const RowBuffers& rows) {
  for (std::size_t k = 0; k < components_.size(); ++k) {
    const std::size_t count = components_[k].blocks_down * components_[k].samples.size;
    for (std::size_t y = 0; y < count; ++y) {
      rows_[k][y] = reinterpret_cast<std::uint16_t*>(rows[components_[k].samples.plane].row(mcu_row_ * count + y));
    }
  }
  for (std::size_t mcu_x = 0; mcu_x < mcus_across_; ++mcu_x) {
    if (restarts_.is_due() && !restart()) return false;
    restarts_.count(1);
    if (!decode_mcu(mcu_x)) return false;
  }
  ++mcu_row_;
  return true;
}

bool JpegScaledScan::skip() {
  // All rows are written to the same memory.
  std::vector<std::uint16_t> row(mcus_across_ * MAX_SAMP_FACTOR + kMaxSamplesStored);
  RowBuffers rows;
  rows.fill({.data = reinterpret_cast<std::uint8_t*>(row.data()), .mask = 0});
  while (mcu_row_ < mcus_down_) {
    if (!read(rows)) return false;
  }
  return true;
}

bool JpegScaledScan::read(const RowBuffers& rows) {
  const std::size_t end = std::min(mcu_row_ + mcu_rows_at_once_, mcus_down_);
  while (mcu_row_ < end) {
    if (!read_mcu_row(rows)) return false;
  }
  return true;
}

}  // namespace resizer::imaging
