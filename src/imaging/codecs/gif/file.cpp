#include "imaging/codecs/gif/file.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include "util/error.hpp"

namespace resizer::imaging {
namespace {

using util::Error;
using util::ErrorCode;

constexpr std::uint8_t kExtension = 0x21;
constexpr std::uint8_t kImage = 0x2C;
constexpr std::uint8_t kTrailer = 0x3B;
constexpr std::uint8_t kGraphicControl = 0xF9;
constexpr std::uint8_t kComment = 0xFE;
constexpr std::uint8_t kApplication = 0xFF;

/// Goes through the bytes of a file, which end within what is taken only in damaged ones.
class Bytewise {
 public:
  explicit Bytewise(ByteView rest) noexcept : rest_(rest) {}

  bool at_end() const noexcept { return rest_.empty(); }
  ByteView rest() const noexcept { return rest_; }

  ByteView take(std::size_t count) {
    if (count > rest_.size()) throw Error(ErrorCode::truncated, "GIF: the file ends before its first image");
    const ByteView taken = rest_.first(count);
    rest_ = rest_.subspan(count);
    return taken;
  }
  std::uint8_t u8() { return take(1)[0]; }
  std::uint32_t u16() {
    const ByteView bytes = take(2);
    return bytes[0] | std::uint32_t{bytes[1]} << 8U;
  }
  /// The sub-blocks up to the empty one, without it.
  ByteView take_blocks() {
    const ByteView from = rest_;
    while (const std::size_t block_bytes = u8()) take(block_bytes);
    return from.first(from.size() - rest_.size() - 1);
  }

 private:
  ByteView rest_;
};

Bytes joined(ByteView blocks) {
  Bytes all;
  while (!blocks.empty()) {
    const std::size_t block_bytes = blocks[0];
    all.insert(all.end(), blocks.begin() + 1, blocks.begin() + 1 + static_cast<std::ptrdiff_t>(block_bytes));
    blocks = blocks.subspan(1 + block_bytes);
  }
  return all;
}

bool has_color_table(std::uint8_t flags) noexcept {
  return (flags & 0x80U) != 0;
}

ByteView take_color_table(Bytewise& bytes, std::uint8_t flags) {
  const std::size_t colors = std::size_t{2} << (flags & 7U);
  return bytes.take(3 * colors);
}

/// XMP is stored as it is, not in sub-blocks; a trailer leads readers of sub-blocks to its end (XMP part 3, 1.1.2).
void read_application(ByteView blocks, GifFile& file) {
  constexpr std::size_t kNameBytes = 11;
  constexpr std::size_t kXmpTrailerBytes = 257;  // without the empty sub-block
  if (blocks.size() < 1 + kNameBytes || blocks[0] != kNameBytes) return;
  const std::string_view name(reinterpret_cast<const char*>(&blocks[1]), kNameBytes);
  const ByteView data = blocks.subspan(1 + kNameBytes);
  if (data.size() > kMaxMetadataBytes) {
    file.damage.odd({ErrorCode::corrupt, "GIF: metadata larger than any program writes them"});
  } else if (name == "ICCRGBG1012") {
    file.metadata.icc = joined(data);
  } else if (name == "XMP DataXMP" && data.size() > kXmpTrailerBytes) {
    const ByteView packet = data.first(data.size() - kXmpTrailerBytes);
    file.metadata.xmp.assign(packet.begin(), packet.end());
  }
}

void read_extension(Bytewise& bytes, GifFile& file, bool before_image) {
  constexpr std::size_t kControlBytes = 5;
  constexpr std::uint8_t kHasTransparent = 1;
  const std::uint8_t label = bytes.u8();
  const ByteView blocks = bytes.take_blocks();
  if (label == kGraphicControl && before_image && blocks.size() >= kControlBytes) {
    file.transparent.reset();
    if ((blocks[1] & kHasTransparent) != 0) file.transparent = blocks[4];
  }
  if (label == kComment) file.metadata.has_text = true;
  if (label == kApplication) read_application(blocks, file);
}

/// Some files have a screen that is smaller than their image. As in browsers, the image decides.
void place_frame(GifFile& file) {
  if (file.frame.width_px == 0 || file.frame.height_px == 0) {
    throw Error(ErrorCode::corrupt, "GIF: the image has no pixels");
  }
  const Size needed{file.left_px + file.frame.width_px, file.top_px + file.frame.height_px};
  if (needed.width_px <= file.canvas.width_px && needed.height_px <= file.canvas.height_px) return;
  file.damage.odd({ErrorCode::corrupt, "GIF: the image reaches beyond the screen"});
  file.canvas = {std::max(file.canvas.width_px, needed.width_px), std::max(file.canvas.height_px, needed.height_px)};
}

void read_image_header(Bytewise& bytes, GifFile& file) {
  constexpr std::uint8_t kInterlaced = 0x40;
  constexpr unsigned kMinCodeBits = 2;
  constexpr unsigned kMaxCodeBits = 8;
  file.left_px = bytes.u16();
  file.top_px = bytes.u16();
  file.frame.width_px = bytes.u16();
  file.frame.height_px = bytes.u16();
  const std::uint8_t flags = bytes.u8();
  file.interlaced = (flags & kInterlaced) != 0;
  if (has_color_table(flags)) file.palette = take_color_table(bytes, flags);
  if (file.palette.empty()) throw Error(ErrorCode::corrupt, "GIF: the image has no color table");
  file.code_bits = bytes.u8();
  if (file.code_bits < kMinCodeBits || file.code_bits > kMaxCodeBits) {
    throw Error(ErrorCode::corrupt, "GIF: the image has codes of an invalid size");
  }
  file.codes = bytes.rest();
  place_frame(file);
}

/// Up to the header of the first image.
void read_to_image(Bytewise& bytes, GifFile& file) {
  while (true) {
    switch (bytes.u8()) {
      case kExtension:
        read_extension(bytes, file, true);
        break;
      case kImage:
        return read_image_header(bytes, file);
      case kTrailer:
        throw Error(ErrorCode::corrupt, "GIF: there is no image in the file");
      default:
        throw Error(ErrorCode::corrupt, "GIF: an unknown block before the first image");
    }
  }
}

/// What follows the first image. If that is cut off, this is found when its pixels are decoded.
void read_behind_image(Bytewise& bytes, GifFile& file) {
  try {
    bytes.take_blocks();
    while (!bytes.at_end()) {
      const std::uint8_t block = bytes.u8();
      if (block == kTrailer) return;
      if (block == kImage) file.animated = true;
      if (block != kExtension) break;
      read_extension(bytes, file, false);
    }
  } catch (const Error&) {
    // Only what follows is incomplete.
  }
  if (!file.animated) file.damage.odd({ErrorCode::corrupt, "GIF: the file has no end"});
}

}  // namespace

GifFile read_gif_file(ByteView bytes) {
  constexpr std::size_t kSignatureBytes = 6;
  constexpr std::uint8_t kUnknownAspect = 0;
  constexpr std::uint8_t kSquareAspect = 49;
  GifFile file;
  Bytewise reader(bytes);
  reader.take(kSignatureBytes);
  file.canvas.width_px = reader.u16();
  file.canvas.height_px = reader.u16();
  const std::uint8_t flags = reader.u8();
  reader.u8();  // the background color, which no reader uses
  const std::uint8_t aspect = reader.u8();
  file.metadata.has_flat_pixels = aspect != kUnknownAspect && aspect != kSquareAspect;
  if (has_color_table(flags)) file.palette = take_color_table(reader, flags);
  read_to_image(reader, file);
  read_behind_image(reader, file);
  return file;
}

}  // namespace resizer::imaging
