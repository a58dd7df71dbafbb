#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "imaging/codecs/codec.hpp"

/// zlib streams (RFC 1950), as PNG uses them for pixels and for profiles.
namespace resizer::imaging {

/// Inflates a stream that arrives in pieces, in bounded memory.
class Inflater {
 public:
  Inflater();
  ~Inflater();
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;

  /// Inflates from the front of `in` and takes from `in` what it used, until `out` is full, `in` is used up or the
  /// stream ends. Returns the number of bytes written. Throws util::Error (corrupt).
  std::size_t read(ByteView& in, std::span<std::uint8_t> out);

  /// Whether the stream came to its end and its checksum was right.
  bool finished() const noexcept;
  /// Of a finished stream: whether bytes behind it were taken from the input too.
  bool has_taken_too_much() const noexcept;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Inflates a whole stream. Throws util::Error: corrupt, truncated, or too_large beyond `max_bytes`.
Bytes inflate(ByteView stream, std::size_t max_bytes);

/// For noise, such as photos, where a search for long matches finds few.
inline constexpr int kFastDeflate = 0;
/// For flat areas, lines and text: the highest level that costs less than zlib's default on photos and on screenshots
/// alike.
inline constexpr int kThoroughDeflate = 6;

/// `raw` as a zlib stream. The levels are 0, which is ISA-L's, and libdeflate's 1 to 12.
Bytes deflate(ByteView raw, int level);

/// The CRC-32 of PNG chunks (PNG 5.5) over `bytes`, going on from the CRC of what came before.
std::uint32_t crc32(ByteView bytes, std::uint32_t before = 0) noexcept;

}  // namespace resizer::imaging
