#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "imaging/codecs/codec.hpp"

/// zlib streams (RFC 1950), as PNG uses them for pixels and for profiles.
namespace resizer::imaging {

/// Inflates a stream piece by piece, in bounded memory.
class Inflater {
 public:
  Inflater();
  ~Inflater();
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;

  /// Inflates from the front of `in`, removing consumed bytes, until `out` is full, `in` is empty or the stream ends.
  /// Returns the number of bytes written. Throws util::Error (corrupt).
  std::size_t read(ByteView& in, std::span<std::uint8_t> out);

  /// Whether the stream has ended with a valid checksum.
  bool finished() const noexcept;
  /// After the end: whether bytes after the stream were consumed too.
  bool has_taken_too_much() const noexcept;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Inflates a whole stream. Throws util::Error: corrupt, truncated, or too_large beyond `max_bytes`.
Bytes inflate(ByteView stream, std::size_t max_bytes);

/// For noise, such as photos, which has few long matches.
inline constexpr int kFastDeflate = 0;
/// For flat areas, lines and text: the highest level that is faster than zlib's default on photos and screenshots.
inline constexpr int kThoroughDeflate = 6;

/// Compresses to a zlib stream. Level 0 uses ISA-L; 1 to 12 are the levels of libdeflate.
Bytes deflate(ByteView raw, int level);

/// The CRC-32 of PNG chunks (PNG 5.5), continued from the CRC of the bytes before.
std::uint32_t crc32(ByteView bytes, std::uint32_t before = 0) noexcept;

}  // namespace resizer::imaging
