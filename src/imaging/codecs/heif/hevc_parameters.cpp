#include "imaging/codecs/heif/hevc_parameters.hpp"

#include <algorithm>
#include <vector>

#include "util/error.hpp"

namespace resizer::imaging {
namespace {

using util::Error;
using util::ErrorCode;

[[noreturn]] void raise_corrupt() {
  throw Error(ErrorCode::corrupt, "HEIF: the image's parameters make no sense");
}

/// Reads the bits of a NAL unit (7.3.1.1, 9.2), without emulation prevention bytes.
class BitReader {
 public:
  explicit BitReader(ByteView unit) {
    unsigned zeros = 0;
    for (const std::uint8_t byte : unit) {
      if (zeros >= 2 && byte == 3) {
        zeros = 0;
        continue;
      }
      zeros = byte == 0 ? zeros + 1 : 0;
      bytes_.push_back(byte);
    }
  }

  std::uint32_t bits(unsigned count) {
    std::uint32_t value = 0;
    for (unsigned i = 0; i < count; ++i) {
      if (position_ / 8 >= bytes_.size()) raise_corrupt();
      value = value << 1U | (bytes_[position_ / 8] >> (7 - position_ % 8) & 1U);
      ++position_;
    }
    return value;
  }
  bool flag() { return bits(1) != 0; }
  void skip(unsigned count) {
    for (; count > 32; count -= 32) bits(32);
    bits(count);
  }
  /// Exponential Golomb codes; no field may be above `max`.
  std::uint32_t golomb(std::uint32_t max = UINT16_MAX) {
    unsigned zeros = 0;
    while (!flag()) {
      if (++zeros > 31) raise_corrupt();
    }
    const std::uint32_t value = (1U << zeros) - 1 + bits(zeros);
    if (value > max) raise_corrupt();
    return value;
  }
  void skip_golomb() {
    unsigned zeros = 0;
    while (!flag()) {
      if (++zeros > 32) raise_corrupt();
    }
    skip(zeros);
  }

 private:
  Bytes bytes_;
  std::size_t position_ = 0;
};

/// 7.3.3
void skip_profile(BitReader& reader, unsigned sub_layers) {
  constexpr unsigned kProfileBits = 88;
  constexpr unsigned kLevelBits = 8;
  reader.skip(kProfileBits + kLevelBits);
  unsigned bits = 0;
  for (unsigned layer = 0; layer < sub_layers; ++layer) {
    if (reader.flag()) bits += kProfileBits;
    if (reader.flag()) bits += kLevelBits;
  }
  if (sub_layers > 0) reader.skip(2 * (8 - sub_layers));
  reader.skip(bits);
}

/// 7.3.4
void skip_scaling_lists(BitReader& reader) {
  for (unsigned size = 0; size < 4; ++size) {
    for (unsigned matrix = 0; matrix < 6; matrix += size == 3 ? 3 : 1) {
      if (!reader.flag()) {
        reader.skip_golomb();
        continue;
      }
      if (size > 1) reader.skip_golomb();
      for (unsigned i = 0; i < std::min(64U, 1U << (4 + 2 * size)); ++i) reader.skip_golomb();
    }
  }
}

/// 7.3.7; how many pictures each of the sets so far names.
void skip_reference_set(BitReader& reader, std::vector<unsigned>& pictures) {
  constexpr unsigned kMaxPictures = 16;
  if (!pictures.empty() && reader.flag()) {
    reader.flag();
    reader.skip_golomb();
    unsigned count = 0;
    for (unsigned i = 0; i <= pictures.back(); ++i) {
      const bool is_used = reader.flag();
      if (is_used || reader.flag()) ++count;
    }
    pictures.push_back(count);
    return;
  }
  const unsigned count = reader.golomb(kMaxPictures);
  const unsigned total = count + reader.golomb(kMaxPictures);
  for (unsigned i = 0; i < total; ++i) {
    reader.skip_golomb();
    reader.flag();
  }
  pictures.push_back(total);
}

/// E.2.1, as far as the color.
void read_usability(BitReader& reader, CodedHeader& header) {
  constexpr unsigned kExtendedAspect = 255;
  if (reader.flag() && reader.bits(8) == kExtendedAspect) reader.skip(32);
  if (reader.flag()) reader.flag();
  if (!reader.flag()) return;
  reader.skip(3);  // the video's format
  header.color.full_range = reader.flag();
  header.states_range = true;
  if (!reader.flag()) return;
  header.color.primaries = static_cast<std::uint16_t>(reader.bits(8));
  header.color.transfer = static_cast<std::uint16_t>(reader.bits(8));
  header.color.matrix = static_cast<std::uint16_t>(reader.bits(8));
}

std::uint32_t cropped(std::uint32_t length, std::uint64_t cut, unsigned log2_step) {
  if (cut << log2_step >= length) raise_corrupt();
  return length - static_cast<std::uint32_t>(cut << log2_step);
}

void read_layout(BitReader& reader, CodedLayout& layout) {
  const unsigned chroma_format = reader.golomb(3);
  if (chroma_format == 3 && reader.flag()) {
    throw Error(ErrorCode::unsupported_format, "HEIF: HEVC of separately coded color planes");
  }
  layout.gray = chroma_format == 0;
  layout.chroma = {static_cast<std::uint8_t>(chroma_format == 1 || chroma_format == 2 ? 1 : 0),
                   static_cast<std::uint8_t>(chroma_format == 1 ? 1 : 0)};
  layout.size = {reader.golomb(), reader.golomb()};
  if (reader.flag()) {
    const std::uint64_t horizontal = std::uint64_t{reader.golomb()} + reader.golomb();
    const std::uint64_t vertical = std::uint64_t{reader.golomb()} + reader.golomb();
    layout.size = {cropped(layout.size.width_px, horizontal, layout.chroma.log2_x),
                   cropped(layout.size.height_px, vertical, layout.chroma.log2_y)};
  }
  const unsigned luma_depth = 8 + reader.golomb(8);
  if (8 + reader.golomb(8) != luma_depth && !layout.gray) {
    throw Error(ErrorCode::unsupported_format, "HEIF: luma and chroma of different depths");
  }
  layout.depth_bits = static_cast<std::uint8_t>(luma_depth);
}

}  // namespace

CodedHeader read_hevc_parameters(ByteView unit) {
  BitReader reader(unit);
  CodedHeader header;
  header.color.full_range = false;  // E.3.1, the default
  reader.skip(16 + 4);              // the unit's header, the video parameter set
  const unsigned sub_layers = reader.bits(3);
  reader.flag();
  skip_profile(reader, sub_layers);
  reader.skip_golomb();
  read_layout(reader, header.layout);
  const unsigned order_bits = 4 + reader.golomb(12);
  for (unsigned layer = reader.flag() ? 0 : sub_layers; layer <= sub_layers; ++layer) {
    for (unsigned field = 0; field < 3; ++field) reader.skip_golomb();
  }
  for (unsigned field = 0; field < 6; ++field) reader.skip_golomb();  // sizes of blocks
  if (reader.flag() && reader.flag()) skip_scaling_lists(reader);
  reader.skip(2);
  if (reader.flag()) {  // PCM samples
    reader.skip(8);
    reader.skip_golomb();
    reader.skip_golomb();
    reader.flag();
  }
  constexpr unsigned kMaxSets = 64;
  std::vector<unsigned> pictures;
  for (unsigned sets = reader.golomb(kMaxSets); sets > 0; --sets) skip_reference_set(reader, pictures);
  if (reader.flag()) {
    for (unsigned sets = reader.golomb(32); sets > 0; --sets) reader.skip(order_bits + 1);
  }
  reader.skip(2);
  if (reader.flag()) read_usability(reader, header);
  return header;
}

}  // namespace resizer::imaging
