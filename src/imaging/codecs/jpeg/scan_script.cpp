#include "imaging/codecs/jpeg/scan_script.hpp"

#include <algorithm>
#include <cstring>
#include <numeric>
#include <span>

#include "imaging/codecs/jpeg/segments.hpp"
#include "imaging/core/big_endian.hpp"

namespace resizer::imaging {
namespace {

using Tables = std::array<std::optional<JHUFF_TBL>, NUM_HUFF_TBLS>;

constexpr std::uint8_t kFirstRestart = 0xD0;
constexpr unsigned kRestarts = 8;

Tables tables_of(std::span<JHUFF_TBL* const, NUM_HUFF_TBLS> stored) noexcept {
  Tables tables;
  for (std::size_t k = 0; k < tables.size(); ++k) {
    if (stored[k] != nullptr) tables[k] = *stored[k];
  }
  return tables;
}

/// The offset of the next 0xFF that is followed by another byte; the end if there is none.
std::size_t find_prefix(ByteView bytes, std::size_t from) noexcept {
  if (from + 1 >= bytes.size()) return bytes.size();
  const void* found = std::memchr(bytes.data() + from, kJpegMarkerPrefix, bytes.size() - 1 - from);
  return found == nullptr ? bytes.size()
                          : static_cast<std::size_t>(static_cast<const std::uint8_t*>(found) - bytes.data());
}

/// Whether a marker follows, without fill bytes before it.
bool begins_with_marker(ByteView bytes) noexcept {
  return bytes.size() >= 2 && bytes[0] == kJpegMarkerPrefix && bytes[1] != kJpegMarkerPrefix;
}

/// Reads scan after scan and tracks the tables defined between them.
class ScriptReader {
 public:
  ScriptReader(const jpeg_decompress_struct& codec, ByteView scan)
      : codec_(codec),
        rest_(scan),
        dc_(tables_of(std::span(codec.dc_huff_tbl_ptrs))),
        ac_(tables_of(std::span(codec.ac_huff_tbl_ptrs))),
        restart_interval_(codec.restart_interval) {
    for (auto& component : coef_bits_) component.fill(kNotSent);
  }

  bool read(JpegScanScript& script) {
    for (auto header = std::optional(current_scan_header(codec_)); header; header = next_header()) {
      if (!add(*header, script)) return false;
      // The image is complete; what follows does not belong to it.
      if (has_all_bits()) {
        script.rest = rest_;
        return true;
      }
    }
    return false;
  }

 private:
  static constexpr int kNotSent = -1;

  bool add(const JpegScanHeader& header, JpegScanScript& script) {
    if (!update_progression(header)) return false;
    JpegScan& scan = script.scans.emplace_back();
    scan.header = header;
    scan.restart_interval = restart_interval_;
    for (std::size_t k = 0; k < header.component_count; ++k) {
      const std::size_t table = header.is_dc() ? header.components[k].dc_table : header.components[k].ac_table;
      const Tables& tables = header.is_dc() ? dc_ : ac_;
      if (table < tables.size()) scan.codes[k] = tables[table];
    }
    const auto data = take_data(mcus_of(header));
    if (data) scan.data = *data;
    return data.has_value();
  }

  /// Reads the segments up to the next scan header and returns it. Nothing if any of them is unexpected.
  std::optional<JpegScanHeader> next_header() {
    while (begins_with_marker(rest_)) {
      JpegSegments segments(rest_);
      const auto segment = segments.next();
      if (!segment) return std::nullopt;
      rest_ = segments.rest();
      if (segment->marker == JpegMarker::start_of_scan) return parse_scan_header(segment->body, codec_);
      if (!define(*segment)) return std::nullopt;
    }
    return std::nullopt;
  }

  bool define(const JpegSegment& segment) {
    switch (segment.marker) {
      case JpegMarker::huffman_tables:
        return define_codes(segment.body);
      case JpegMarker::restart_interval:
        if (segment.body.size() != sizeof(std::uint16_t)) return false;
        restart_interval_ = big_endian_u16(segment.body.data());
        return true;
      case JpegMarker::comment:
        return true;
      default:
        return segment.marker >= JpegMarker::app0 && segment.marker <= JpegMarker::app15;
    }
  }

  /// Reads a DHT segment (ITU-T T.81, B.2.4.2).
  bool define_codes(ByteView body) {
    constexpr std::size_t kCounts = 16;
    while (!body.empty()) {
      const unsigned table = body[0] & 0xFU;
      const unsigned table_class = body[0] >> 4U;
      if (table >= NUM_HUFF_TBLS || table_class > 1 || body.size() < 1 + kCounts) return false;
      JHUFF_TBL codes{};
      std::copy_n(body.begin() + 1, kCounts, codes.bits + 1);
      const auto count = std::accumulate(codes.bits + 1, codes.bits + 1 + kCounts, std::size_t{0});
      body = body.subspan(1 + kCounts);
      if (count > std::size(codes.huffval) || count > body.size()) return false;
      std::copy_n(body.begin(), count, codes.huffval);
      body = body.subspan(count);
      (table_class == 0 ? dc_ : ac_)[table] = codes;
    }
    return true;
  }

  bool update_progression(const JpegScanHeader& header) noexcept {
    constexpr unsigned kMaxAl = 13;
    const bool is_band = header.is_dc()
                             ? header.se == 0
                             : header.component_count == 1 && header.ss <= header.se && header.se < kBlockCoefficients;
    if (!is_band || header.al > kMaxAl || (header.is_refinement() && header.al != header.ah - 1)) return false;
    for (std::size_t k = 0; k < header.component_count; ++k) {
      auto& coef_bits = coef_bits_[header.components[k].index];
      if (!header.is_dc() && coef_bits[0] == kNotSent) return false;
      for (unsigned coefficient = header.ss; coefficient <= header.se; ++coefficient) {
        const int expected = header.is_refinement() ? static_cast<int>(header.ah) : kNotSent;
        if (coef_bits[coefficient] != expected) return false;
        coef_bits[coefficient] = static_cast<int>(header.al);
      }
    }
    return true;
  }

  bool has_all_bits() const noexcept {
    const std::span components(coef_bits_.data(), static_cast<std::size_t>(codec_.num_components));
    return std::ranges::all_of(components, [](const auto& coef_bits) {
      return std::ranges::all_of(coef_bits, [](int bits) { return bits == 0; });
    });
  }

  std::size_t mcus_of(const JpegScanHeader& header) const noexcept {
    if (header.component_count == 1) {
      const jpeg_component_info& component = codec_.comp_info[header.components[0].index];
      return std::size_t{component.width_in_blocks} * component.height_in_blocks;
    }
    const auto mcus = [](std::size_t length_px, int most) {
      return ceil_div(length_px, static_cast<std::size_t>(most) * kDctBlock);
    };
    return mcus(codec_.image_width, codec_.max_h_samp_factor) * mcus(codec_.image_height, codec_.max_v_samp_factor);
  }

  /// Takes the entropy-coded data up to the next marker or the end of the file. It must contain the restart markers of
  /// `mcus` MCUs.
  std::optional<ByteView> take_data(std::size_t mcus) noexcept {
    const std::size_t restarts = restart_interval_ == 0 ? 0 : ceil_div(mcus, restart_interval_) - 1;
    std::size_t found = 0;
    std::size_t end = 0;
    for (;; end += 2) {
      end = find_prefix(rest_, end);
      if (end == rest_.size()) break;
      const std::uint8_t code = rest_[end + 1];
      if (code == 0) continue;
      if (code != kFirstRestart + found % kRestarts || found == restarts) break;
      ++found;
    }
    if (found != restarts) return std::nullopt;
    const ByteView data = rest_.first(end);
    rest_ = rest_.subspan(end);
    return data;
  }

  const jpeg_decompress_struct& codec_;
  ByteView rest_;
  Tables dc_;
  Tables ac_;
  unsigned restart_interval_;
  /// The `al` of the last scan of each coefficient, as in libjpeg's coef_bits.
  std::array<std::array<int, kBlockCoefficients>, MAX_COMPONENTS> coef_bits_{};
};

}  // namespace

std::optional<JpegScanScript> read_scan_script(const jpeg_decompress_struct& codec, ByteView scan) {
  JpegScanScript script;
  if (!ScriptReader(codec, scan).read(script)) return std::nullopt;
  return script;
}

std::vector<bool> needed_scans(const JpegScanScript& script, std::array<std::uint64_t, MAX_COMPONENTS> wanted) {
  std::vector<bool> needed(script.scans.size());
  for (std::size_t k = script.scans.size(); k-- > 0;) {
    const JpegScanHeader& header = script.scans[k].header;
    std::uint64_t& wanted_coefficients = wanted[header.components[0].index];
    needed[k] = header.is_dc() || (header.band() & wanted_coefficients) != 0;
    // Its correction bits depend on which coefficients of the band are already nonzero.
    if (needed[k] && header.is_refinement()) wanted_coefficients |= header.band();
  }
  return needed;
}

}  // namespace resizer::imaging
