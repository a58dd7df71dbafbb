#include "imaging/support/gif_testing.hpp"

#include <algorithm>
#include <map>
#include <string_view>

namespace resizer::imaging::testing_support {
namespace {

void append(Bytes& bytes, std::string_view text) {
  bytes.insert(bytes.end(), text.begin(), text.end());
}

void append_u16(Bytes& bytes, std::uint32_t value) {
  bytes.push_back(static_cast<std::uint8_t>(value));
  bytes.push_back(static_cast<std::uint8_t>(value >> 8U));
}

void append_blocks(Bytes& bytes, const Bytes& data) {
  constexpr std::size_t kMostBytes = 255;
  for (std::size_t at = 0; at < data.size(); at += kMostBytes) {
    const std::size_t count = std::min(kMostBytes, data.size() - at);
    bytes.push_back(static_cast<std::uint8_t>(count));
    bytes.insert(bytes.end(), data.begin() + std::ptrdiff_t(at), data.begin() + std::ptrdiff_t(at + count));
  }
  bytes.push_back(0);
}

/// GIF89a, appendix F.
Bytes compressed(const Bytes& indexes, unsigned bits, bool clears) {
  constexpr unsigned kMaxCodes = 4096;
  const unsigned clear = 1U << bits;
  Bytes bytes;
  unsigned width = bits + 1;
  unsigned free_bits = 0;
  const auto put = [&](unsigned code) {
    for (unsigned bit = 0; bit < width; ++bit, --free_bits) {
      if (free_bits == 0) {
        bytes.push_back(0);
        free_bits = 8;
      }
      bytes.back() = static_cast<std::uint8_t>(bytes.back() | (code >> bit & 1U) << (8 - free_bits));
    }
  };
  std::map<std::pair<unsigned, unsigned>, unsigned> table;
  unsigned codes = clear + 2;
  put(clear);
  unsigned before = indexes.at(0);
  for (std::size_t at = 1; at < indexes.size(); ++at) {
    const auto found = table.find({before, indexes[at]});
    if (found != table.end()) {
      before = found->second;
      continue;
    }
    put(before);
    if (codes < kMaxCodes) {
      if (codes == 1U << width) ++width;
      table[{before, indexes[at]}] = codes++;
    } else if (clears) {
      put(clear);
      table.clear();
      codes = clear + 2;
      width = bits + 1;
    }
    before = indexes[at];
  }
  put(before);
  if (codes == 1U << width && codes < kMaxCodes) ++width;
  put(clear + 1);
  return bytes;
}

std::vector<std::uint32_t> stored_order(std::uint32_t height, bool interlaced) {
  std::vector<std::uint32_t> order;
  for (const auto& [first, step] : {std::pair{0U, 8U}, {4U, 8U}, {2U, 4U}, {1U, 2U}}) {
    for (std::uint32_t y = first; interlaced && y < height; y += step) order.push_back(y);
  }
  for (std::uint32_t y = 0; !interlaced && y < height; ++y) order.push_back(y);
  return order;
}

void append_extensions(Bytes& file, const StoredGif& stored) {
  if (!stored.comment.empty()) {
    append(file, "\x21\xFE");
    append_blocks(file, Bytes(stored.comment.begin(), stored.comment.end()));
  }
  if (!stored.icc.empty()) {
    append(file, "\x21\xFF\x0BICCRGBG1012");
    append_blocks(file, stored.icc);
  }
  if (!stored.xmp.empty()) {
    append(file, "\x21\xFF\x0BXMP DataXMP");
    file.insert(file.end(), stored.xmp.begin(), stored.xmp.end());
    file.push_back(1);
    for (int byte = 255; byte >= 0; --byte) file.push_back(static_cast<std::uint8_t>(byte));
    file.push_back(0);
  }
}

void append_image(Bytes& file, const StoredGif& stored,
                  const std::function<unsigned(std::uint32_t x, std::uint32_t y)>& index) {
  const Size frame = stored.frame.value_or(stored.screen);
  append(file, std::string_view("\x21\xF9\x04", 3));
  file.push_back(stored.transparent ? 1 : 0);
  append_u16(file, 10);
  file.push_back(stored.transparent.value_or(0));
  file.push_back(0);
  file.push_back(0x2C);
  for (const std::uint32_t value : {stored.left_px, stored.top_px, frame.width_px, frame.height_px}) {
    append_u16(file, value);
  }
  const unsigned table = stored.own_palette ? 0x80U | (stored.bits - 1) : 0;
  file.push_back(static_cast<std::uint8_t>(table | (stored.interlaced ? 0x40U : 0)));
  if (stored.own_palette) file.insert(file.end(), stored.palette.begin(), stored.palette.end());
  Bytes indexes;
  for (const std::uint32_t y : stored_order(frame.height_px, stored.interlaced)) {
    for (std::uint32_t x = 0; x < frame.width_px; ++x) indexes.push_back(static_cast<std::uint8_t>(index(x, y)));
  }
  const unsigned code_bits = std::max(2U, stored.bits);
  file.push_back(static_cast<std::uint8_t>(code_bits));
  append_blocks(file, compressed(indexes, code_bits, stored.clears));
}

}  // namespace

Bytes make_gif(const StoredGif& stored, const std::function<unsigned(std::uint32_t x, std::uint32_t y)>& index) {
  Bytes file;
  append(file, "GIF89a");
  append_u16(file, stored.screen.width_px);
  append_u16(file, stored.screen.height_px);
  file.push_back(static_cast<std::uint8_t>(stored.own_palette ? 0 : 0x80U | (stored.bits - 1)));
  file.push_back(0);
  file.push_back(stored.aspect);
  if (!stored.own_palette) file.insert(file.end(), stored.palette.begin(), stored.palette.end());
  append_extensions(file, stored);
  for (unsigned frame = 0; frame < stored.frames; ++frame) append_image(file, stored, index);
  file.push_back(0x3B);
  return file;
}

}  // namespace resizer::imaging::testing_support
