#include "imaging/codecs/bmp/header.hpp"

#include <algorithm>
#include <bit>
#include <string>

#include "imaging/metadata/density.hpp"
#include "util/error.hpp"

namespace resizer::imaging {
namespace {

using util::Error;
using util::ErrorCode;

constexpr std::size_t kFileHeaderBytes = 14;
constexpr std::uint32_t kCoreBytes = 12;   // OS/2 1
constexpr std::uint32_t kShortBytes = 16;  // OS/2 2, with defaults for the rest
constexpr std::uint32_t kInfoBytes = 40;   // Windows 3
constexpr std::uint32_t kColorMasksBytes = 52;
constexpr std::uint32_t kAlphaMaskBytes = 56;
constexpr std::uint32_t kOs2Bytes = 64;
constexpr std::uint32_t kVersion4Bytes = 108;
constexpr std::uint32_t kVersion5Bytes = 124;
constexpr std::array kHeaderSizes{kCoreBytes,      kShortBytes, kInfoBytes,     kColorMasksBytes,
                                  kAlphaMaskBytes, kOs2Bytes,   kVersion4Bytes, kVersion5Bytes};

enum class Compression32 : std::uint32_t { none, rle8, rle4, masks, jpeg, png, alpha_masks };

std::uint32_t u16(ByteView bytes, std::size_t at) noexcept {
  return bytes[at] | std::uint32_t{bytes[at + 1]} << 8U;
}
std::uint32_t u32(ByteView bytes, std::size_t at) noexcept {
  return u16(bytes, at) | u16(bytes, at + 2) << 16U;
}

[[noreturn]] void raise_corrupt(const std::string& what) {
  throw Error(ErrorCode::corrupt, "BMP: " + what);
}

/// The part of a file behind its header, and where in it one is.
class HeaderReader {
 public:
  explicit HeaderReader(ByteView file) : file_(file), dib_(file.subspan(std::min(kFileHeaderBytes, file.size()))) {
    need(4);
    header_bytes_ = u32(dib_, 0);
    need(header_bytes_);
  }

  BmpHeader read();

 private:
  void need(std::size_t bytes) const {
    if (bytes > dib_.size()) throw Error(ErrorCode::truncated, "BMP: the file ends within its header");
  }
  bool has(std::uint32_t header_bytes) const noexcept { return header_bytes_ >= header_bytes; }
  bool is_os2() const noexcept { return header_bytes_ == kOs2Bytes; }

  void read_size();
  void read_compression();
  void read_masks();
  void set_masks(const std::array<std::uint32_t, 4>& masks);
  void read_palette();
  void read_colors();
  void find_pixels();

  ByteView file_;
  ByteView dib_;
  std::uint32_t header_bytes_ = 0;
  Compression32 compression_ = Compression32::none;
  std::size_t at_ = 0;  ///< Behind what was read.
  BmpHeader header_;
};

void HeaderReader::read_size() {
  constexpr std::uint32_t kSign = 1U << 31U;
  if (header_bytes_ == kCoreBytes) {
    header_.size = {u16(dib_, 4), u16(dib_, 6)};
    header_.pixel_bits = u16(dib_, 10);
    header_.color_bytes = 3;
    return;
  }
  const std::uint32_t height = u32(dib_, 8);
  header_.top_down = (height & kSign) != 0;
  header_.size = {u32(dib_, 4), header_.top_down ? ~height + 1 : height};
  header_.pixel_bits = u16(dib_, 14);
  if ((header_.size.width_px & kSign) != 0) raise_corrupt("a negative width");
}

void HeaderReader::read_compression() {
  constexpr std::array kPixelBits{1U, 2U, 4U, 8U, 16U, 24U, 32U};
  if (std::ranges::find(kPixelBits, header_.pixel_bits) == kPixelBits.end()) {
    raise_corrupt("pixels of " + std::to_string(header_.pixel_bits) + " bits");
  }
  if (!has(kInfoBytes)) return;
  compression_ = static_cast<Compression32>(u32(dib_, 16));
  // In headers of OS/2 these numbers stand for compressions that no other program uses.
  const bool is_masks = compression_ == Compression32::masks || compression_ == Compression32::alpha_masks;
  if (compression_ > Compression32::alpha_masks || compression_ == Compression32::jpeg ||
      compression_ == Compression32::png || (is_os2() && is_masks)) {
    throw Error(ErrorCode::unsupported_format,
                "BMP: compression " + std::to_string(static_cast<std::uint32_t>(compression_)) + " is not supported");
  }
  if (compression_ == Compression32::rle8) header_.coding = BmpCoding::run_lengths_8;
  if (compression_ == Compression32::rle4) header_.coding = BmpCoding::run_lengths_4;
  const unsigned needed_bits = compression_ == Compression32::rle8 ? 8 : compression_ == Compression32::rle4 ? 4 : 0;
  const bool fits = is_masks           ? header_.pixel_bits == 16 || header_.pixel_bits == 32
                    : needed_bits != 0 ? header_.pixel_bits == needed_bits && !header_.top_down
                                       : true;
  if (!fits) raise_corrupt("a compression that does not go with its pixels");
}

void HeaderReader::set_masks(const std::array<std::uint32_t, 4>& masks) {
  std::uint32_t used = 0;
  for (std::size_t channel = 0; channel < masks.size(); ++channel) {
    const std::uint32_t mask = masks[channel];
    if (mask == 0) continue;
    const auto shift = static_cast<unsigned>(std::countr_zero(mask));
    const auto bits = static_cast<unsigned>(std::popcount(mask));
    const bool has_gap = static_cast<unsigned>(std::bit_width(mask)) != shift + bits;
    if (has_gap || (used & mask) != 0) raise_corrupt("the masks of its channels overlap or have gaps");
    used |= mask;
    header_.channels[channel] = {shift, bits};
  }
}

void HeaderReader::read_masks() {
  constexpr std::size_t kMasksAt = 40;
  constexpr std::array<std::uint32_t, 4> kMasks16{0x7C00, 0x03E0, 0x001F, 0};
  constexpr std::array<std::uint32_t, 4> kMasks24{0xFF0000, 0xFF00, 0xFF, 0};
  at_ = header_bytes_;
  if (compression_ != Compression32::masks && compression_ != Compression32::alpha_masks) {
    set_masks(header_.pixel_bits == 16 ? kMasks16 : kMasks24);
    return;
  }
  const bool has_alpha = has(kAlphaMaskBytes) || compression_ == Compression32::alpha_masks;
  const std::size_t end = kMasksAt + (has_alpha ? 16 : 12);
  need(end);
  at_ = std::max(at_, end);
  set_masks({u32(dib_, kMasksAt), u32(dib_, kMasksAt + 4), u32(dib_, kMasksAt + 8),
             has_alpha ? u32(dib_, kMasksAt + 12) : 0});
  const auto is_missing = [&](std::size_t channel) { return header_.channels[channel].bits == 0; };
  if (is_missing(0) && is_missing(1) && is_missing(2)) raise_corrupt("no channel has a mask");
}

/// Many files have fewer colors than they say, or than their pixels can tell: the pixels begin where they begin.
void HeaderReader::read_palette() {
  if (!header_.has_palette()) return;
  constexpr std::size_t kPixelsAt = 10;
  const std::size_t most = std::size_t{1} << header_.pixel_bits;
  const std::size_t said = has(kInfoBytes) ? u32(dib_, 32) : 0;
  std::size_t colors = said == 0 ? most : std::min(said, most);
  const std::size_t begin = kFileHeaderBytes + at_;
  const std::size_t pixels_at = u32(file_, kPixelsAt);
  if (pixels_at > begin) colors = std::min(colors, (pixels_at - begin) / header_.color_bytes);
  const std::size_t palette_bytes = colors * header_.color_bytes;
  need(at_ + palette_bytes);
  if (colors == 0) raise_corrupt("no palette");
  header_.palette = dib_.subspan(at_, palette_bytes);
  at_ += palette_bytes;
}

void HeaderReader::read_colors() {
  constexpr std::uint32_t kLinked = 0x4C494E4B;    // "LINK"
  constexpr std::uint32_t kEmbedded = 0x4D424544;  // "MBED"
  if (has(kInfoBytes)) header_.metadata.density = pixel_density(u32(dib_, 24), u32(dib_, 28), kMetresPerInch);
  if (!has(kVersion5Bytes)) return;
  const std::uint32_t kind = u32(dib_, 56);
  if (kind == kLinked) header_.warnings.add(model::Warning::color_space_unknown);
  if (kind != kEmbedded) return;
  const std::size_t profile_at = u32(dib_, 112);
  const std::size_t profile_bytes = u32(dib_, 116);
  if (profile_at > dib_.size() || profile_bytes > dib_.size() - profile_at || profile_bytes > kMaxMetadataBytes) {
    header_.warnings.add(model::Warning::profile_broken);
    return;
  }
  const ByteView profile = dib_.subspan(profile_at, profile_bytes);
  header_.metadata.icc.assign(profile.begin(), profile.end());
}

void HeaderReader::find_pixels() {
  constexpr std::size_t kPixelsAt = 10;
  const std::size_t headers_end = kFileHeaderBytes + at_;
  std::size_t begin = u32(file_, kPixelsAt);
  if (begin < headers_end) {
    header_.damage.odd({ErrorCode::corrupt, "BMP: the pixels are said to begin within the header"});
    begin = headers_end;
  }
  header_.pixels = file_.subspan(std::min(begin, file_.size()));
}

BmpHeader HeaderReader::read() {
  if (std::ranges::find(kHeaderSizes, header_bytes_) == kHeaderSizes.end()) raise_corrupt("an unknown header");
  read_size();
  if (header_.size.width_px == 0 || header_.size.height_px == 0) raise_corrupt("the image has no pixels");
  read_compression();
  read_masks();
  read_palette();
  read_colors();
  find_pixels();
  return std::move(header_);
}

}  // namespace

bool is_bmp(ByteView head) noexcept {
  if (head.size() < kFileHeaderBytes + 4 || head[0] != 'B' || head[1] != 'M') return false;
  return std::ranges::find(kHeaderSizes, u32(head, kFileHeaderBytes)) != kHeaderSizes.end();
}

BmpHeader read_bmp_header(ByteView file) {
  return HeaderReader(file).read();
}

}  // namespace resizer::imaging
