#include <utility>

#include "imaging/codecs/png/file.hpp"
#include "imaging/codecs/png/zlib_stream.hpp"
#include "imaging/core/big_endian.hpp"

namespace resizer::imaging {

bool PngChunk::intact() const noexcept {
  return crc32(checked) == checksum;
}

std::optional<PngChunk> PngChunkReader::next() noexcept {
  constexpr std::size_t kFrameBytes = 12;  // length, type and checksum
  if (rest_.size() < kFrameBytes) return {};
  const std::size_t length = big_endian_u32(rest_.data());
  if (length > rest_.size() - kFrameBytes) return {};
  PngChunk chunk{.type = big_endian_u32(&rest_[4]),
                 .data = rest_.subspan(8, length),
                 .checked = rest_.subspan(4, 4 + length),
                 .checksum = big_endian_u32(&rest_[8 + length])};
  rest_ = rest_.subspan(kFrameBytes + length);
  return chunk;
}

ByteView PngChunkReader::take_cut_data(std::uint32_t type) noexcept {
  constexpr std::size_t kDataAt = 8;
  if (rest_.size() <= kDataAt || big_endian_u32(&rest_[4]) != type) return {};
  return std::exchange(rest_, {}).subspan(kDataAt);
}

}  // namespace resizer::imaging
