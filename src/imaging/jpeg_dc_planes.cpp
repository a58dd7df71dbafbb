#include "imaging/jpeg_dc_planes.hpp"

#include <algorithm>
#include <span>
#include <vector>

#include "imaging/jpeg_ac_codes.hpp"
#include "imaging/jpeg_bits.hpp"
#include "imaging/jpeg_code_lookup.hpp"

namespace resizer::imaging {
namespace {

/// The Huffman codes that a file defines, prepared when a component asks for them. Symbols go up to `greatest`.
template <class Prepared, std::uint8_t greatest>
class PreparedTables {
 public:
  /// Null if there is no such table, or it is none.
  const Prepared* get(int number, std::span<JHUFF_TBL* const, NUM_HUFF_TBLS> tables) {
    const auto place = static_cast<std::size_t>(number);
    if (place >= tables.size() || tables[place] == nullptr) return nullptr;
    std::optional<Prepared>& prepared = prepared_[place];
    if (!prepared) {
      if (const auto codes = JpegCodeLookup::make(*tables[place], greatest)) prepared.emplace(*codes);
    }
    return prepared ? &*prepared : nullptr;
  }

 private:
  std::array<std::optional<Prepared>, NUM_HUFF_TBLS> prepared_;
};

/// A component of the scan and the sample that it makes next.
struct Component {
  const JpegCodeLookup* dc = nullptr;
  const JpegAcCodes* ac = nullptr;
  std::size_t blocks_across = 1;  ///< In an MCU.
  std::size_t blocks_down = 1;
  JpegDcPlanes::Plane* plane = nullptr;
  int quantiser = 1;
  int predictor = 0;
};

/// Adds the next difference to the component's predictor (F.2.2.1). False if there is none.
[[gnu::always_inline]] inline bool decode_dc(JpegBits& bits, Component& component) {
  constexpr unsigned kMostValueBits = 11;
  bits.refill();
  const auto symbol = component.dc->find(bits.peek(kLongestJpegCode));
  if (symbol.code_bits == 0 || symbol.value > kMostValueBits) return false;
  const int length = symbol.code_bits + symbol.value;
  const std::uint32_t half = 1U << symbol.value >> 1U;
  const std::uint32_t value = bits.peek(length) & ((1U << symbol.value) - 1);
  component.predictor += static_cast<int>(value) - (value < half ? (1 << symbol.value) - 1 : 0);
  bits.skip(length);
  return true;
}

/// Stores the mean of a block: its DC coefficient is eight times that (A.3.3), less the level shift (A.3.1). False if
/// it is so far from what a sample can be that it must be damaged.
bool store_mean(const Component& component, std::uint8_t& sample) noexcept {
  constexpr int kLevelShift = 128;
  constexpr int kFarthest = 512;
  const int mean = (component.predictor * component.quantiser + DCTSIZE / 2) >> 3;
  sample = static_cast<std::uint8_t>(std::clamp(mean + kLevelShift, 0, MAXJSAMPLE));
  return -kFarthest <= mean && mean < kFarthest - kLevelShift;
}

/// The scan's components, and how many MCUs it has (A.2).
class DcScan {
 public:
  DcScan(const jpeg_decompress_struct& codec, JpegDcPlanes& planes);

  bool has_all_tables() const noexcept { return has_all_tables_; }
  bool decode(ByteView scan);

 private:
  bool add(const jpeg_decompress_struct& codec, const jpeg_component_info& info, JpegDcPlanes::Plane& plane);
  bool restart(JpegBits& bits);
  bool decode_mcu(JpegBits& bits, std::size_t mcu_x, std::size_t mcu_y);

  PreparedTables<JpegCodeLookup, 15> dc_;
  PreparedTables<JpegAcCodes, 255> ac_;
  std::vector<Component> components_;
  bool has_all_tables_ = true;
  std::size_t mcus_across_ = 0;
  std::size_t mcus_down_ = 0;
  unsigned restart_interval_;
  unsigned restarts_ = 0;
};

DcScan::DcScan(const jpeg_decompress_struct& codec, JpegDcPlanes& planes) : restart_interval_(codec.restart_interval) {
  // The only component of a scan has MCUs of one block, whatever its sampling factors.
  const bool is_interleaved = codec.num_components > 1;
  const auto mcu_width = static_cast<std::size_t>(is_interleaved ? codec.max_h_samp_factor : 1) * DCTSIZE;
  const auto mcu_height = static_cast<std::size_t>(is_interleaved ? codec.max_v_samp_factor : 1) * DCTSIZE;
  mcus_across_ = ceil_div(codec.image_width, mcu_width);
  mcus_down_ = ceil_div(codec.image_height, mcu_height);
  for (int k = 0; k < codec.comps_in_scan; ++k) {
    const jpeg_component_info& info = *codec.cur_comp_info[k];
    has_all_tables_ &= add(codec, info, planes.planes[static_cast<std::size_t>(info.component_index)]);
  }
}

bool DcScan::add(const jpeg_decompress_struct& codec, const jpeg_component_info& info, JpegDcPlanes::Plane& plane) {
  Component component;
  component.dc = dc_.get(info.dc_tbl_no, codec.dc_huff_tbl_ptrs);
  component.ac = ac_.get(info.ac_tbl_no, codec.ac_huff_tbl_ptrs);
  const bool has_quantiser = info.quant_tbl_no >= 0 && info.quant_tbl_no < NUM_QUANT_TBLS;
  const JQUANT_TBL* quantisers = has_quantiser ? codec.quant_tbl_ptrs[info.quant_tbl_no] : nullptr;
  if (component.dc == nullptr || component.ac == nullptr || quantisers == nullptr) return false;
  component.quantiser = quantisers->quantval[0];
  if (codec.num_components > 1) {
    component.blocks_across = static_cast<std::size_t>(info.h_samp_factor);
    component.blocks_down = static_cast<std::size_t>(info.v_samp_factor);
  }
  plane.width = mcus_across_ * component.blocks_across;
  plane.samples.resize(plane.width * mcus_down_ * component.blocks_down);
  component.plane = &plane;
  components_.push_back(component);
  return true;
}

bool DcScan::restart(JpegBits& bits) {
  constexpr unsigned kRestarts = 8;
  constexpr unsigned kFirstRestart = 0xD0;
  for (Component& component : components_) component.predictor = 0;
  return bits.take_marker(static_cast<std::uint8_t>(kFirstRestart + restarts_++ % kRestarts));
}

bool DcScan::decode_mcu(JpegBits& bits, std::size_t mcu_x, std::size_t mcu_y) {
  for (Component& component : components_) {
    for (std::size_t y = 0; y < component.blocks_down; ++y) {
      const std::size_t row = mcu_y * component.blocks_down + y;
      std::uint8_t* samples =
          component.plane->samples.data() + row * component.plane->width + mcu_x * component.blocks_across;
      for (std::size_t x = 0; x < component.blocks_across; ++x) {
        if (!decode_dc(bits, component) || !store_mean(component, samples[x])) return false;
        if (!component.ac->skip_block(bits)) return false;
      }
    }
  }
  return !bits.is_overrun();
}

bool DcScan::decode(ByteView scan) {
  constexpr std::uint8_t kEndOfImage = 0xD9;
  JpegBits bits(scan);
  std::size_t until_restart = restart_interval_;
  for (std::size_t mcu_y = 0; mcu_y < mcus_down_; ++mcu_y) {
    for (std::size_t mcu_x = 0; mcu_x < mcus_across_; ++mcu_x) {
      if (restart_interval_ != 0 && until_restart-- == 0) {
        if (!restart(bits)) return false;
        until_restart = restart_interval_ - 1;
      }
      if (!decode_mcu(bits, mcu_x, mcu_y)) return false;
    }
  }
  return bits.take_marker(kEndOfImage);
}

/// Whether libjpeg would find nothing wrong with the scan's header, and it is that of the whole picture.
bool is_sequential_huffman(const jpeg_decompress_struct& codec) noexcept {
  if (codec.progressive_mode != FALSE || codec.arith_code != FALSE || codec.data_precision != BITS_IN_JSAMPLE)
    return false;
  if (codec.Ss != 0 || codec.Se != DCTSIZE2 - 1 || codec.Ah != 0 || codec.Al != 0) return false;
  int blocks = 0;
  for (int k = 0; k < codec.comps_in_scan; ++k) {
    blocks += codec.cur_comp_info[k]->h_samp_factor * codec.cur_comp_info[k]->v_samp_factor;
  }
  return codec.comps_in_scan == codec.num_components && (codec.num_components == 1 || blocks <= D_MAX_BLOCKS_IN_MCU);
}

}  // namespace

std::optional<JpegDcPlanes> decode_dc_planes(const jpeg_decompress_struct& codec, ByteView scan) {
  if (!is_sequential_huffman(codec)) return std::nullopt;
  JpegDcPlanes result;
  DcScan dc_scan(codec, result);
  if (!dc_scan.has_all_tables() || !dc_scan.decode(scan)) return std::nullopt;
  return result;
}

}  // namespace resizer::imaging
