#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "imaging/codecs/codec.hpp"
#include "imaging/codecs/png/color.hpp"
#include "imaging/core/damage.hpp"

/// The structure of PNG files (Portable Network Graphics, third edition).
namespace resizer::imaging {

inline constexpr std::array<std::uint8_t, 8> kPngSignature{0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

/// A chunk type as a big-endian number.
constexpr std::uint32_t png_chunk_type(std::string_view name) noexcept {
  std::uint32_t type = 0;
  for (const char letter : name) type = type << 8 | static_cast<std::uint8_t>(letter);
  return type;
}

struct PngChunk {
  std::uint32_t type = 0;
  ByteView data;
  ByteView checked;  ///< Type and data, covered by the checksum.
  std::uint32_t checksum = 0;

  bool intact() const noexcept;
};

/// Iterates over the chunks of a file.
class PngChunkReader {
 public:
  /// `bytes` must begin with a chunk.
  explicit PngChunkReader(ByteView bytes) noexcept : rest_(bytes) {}

  /// The next chunk, its checksum not yet verified; none if the file ends before the chunk does.
  std::optional<PngChunk> next() noexcept;
  /// After next() returned none: the partial data of a truncated chunk of this type.
  ByteView take_cut_data(std::uint32_t type) noexcept;
  /// The bytes after the last chunk.
  ByteView rest() const noexcept { return rest_; }

 private:
  ByteView rest_;
};

enum class PngColor : std::uint8_t { gray = 0, rgb = 2, palette = 3, gray_alpha = 4, rgb_alpha = 6 };

struct PngHeader {
  Size size;
  std::uint8_t bit_depth = 8;
  PngColor color = PngColor::rgb;
  bool interlaced = false;

  unsigned channels() const noexcept;
  std::size_t row_bytes(std::uint32_t width_px) const noexcept;
};

/// A file without its pixels.
struct PngFile {
  PngHeader header;
  std::vector<std::array<std::uint8_t, 3>> palette;
  /// Alpha of the first palette entries.
  std::vector<std::uint8_t> palette_alpha;
  /// The transparent gray level or color, in the depth of the file.
  std::optional<std::array<std::uint16_t, 3>> transparent;
  Metadata metadata;
  PngColorChunks color;
  bool has_xmp = false;                             ///< Whether a packet was found; further ones are ignored.
  std::size_t text_bytes_left = kMaxMetadataBytes;  ///< The remaining budget for texts.
  bool animated = false;
  bool ended = false;   ///< Whether the end of the file was found.
  Damage damage;        ///< Not yet decided.
  ByteView image_data;  ///< From the first chunk with pixels to the end of the file.
};

/// Throws util::Error(corrupt).
[[noreturn]] void raise_corrupt_png(const std::string& reason);

/// Reads all chunks but those with pixels. Throws util::Error.
PngFile read_png_file(ByteView bytes);

}  // namespace resizer::imaging
