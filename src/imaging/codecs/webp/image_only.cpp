#include <algorithm>
#include <array>
#include <string_view>

#include "imaging/codecs/webp/codec.hpp"

namespace resizer::imaging {
namespace {

constexpr std::size_t kFourCcBytes = 4;
constexpr std::size_t kChunkHeaderBytes = 8;

std::size_t little_endian_u32(ByteView bytes) noexcept {
  return bytes[0] | std::size_t{bytes[1]} << 8U | std::size_t{bytes[2]} << 16U | std::size_t{bytes[3]} << 24U;
}

std::string_view four_cc(ByteView bytes) noexcept {
  return {reinterpret_cast<const char*>(bytes.data()), kFourCcBytes};
}

}  // namespace

/// A RIFF file of the bitstream, its alpha and its color profile (RFC 9649, 2.4 to 2.7), and nothing after it.
bool webp_holds_image_only(ByteView file) noexcept {
  constexpr std::size_t kFileHeaderBytes = 12;
  static constexpr std::array<std::string_view, 5> kImageChunks = {"VP8 ", "VP8L", "VP8X", "ALPH", "ICCP"};
  if (file.size() < kFileHeaderBytes) return false;
  if (little_endian_u32(file.subspan(kFourCcBytes)) != file.size() - kChunkHeaderBytes) return false;
  ByteView rest = file.subspan(kFileHeaderBytes);
  while (rest.size() >= kChunkHeaderBytes) {
    if (std::ranges::find(kImageChunks, four_cc(rest)) == kImageChunks.end()) return false;
    const std::size_t data_bytes = little_endian_u32(rest.subspan(kFourCcBytes));
    const std::size_t padded_bytes = data_bytes + data_bytes % 2;
    if (padded_bytes > rest.size() - kChunkHeaderBytes) return false;
    rest = rest.subspan(kChunkHeaderBytes + padded_bytes);
  }
  return rest.empty();
}

}  // namespace resizer::imaging
