#include "imaging/support/png_testing.hpp"

#include "imaging/codecs/png/file.hpp"
#include "imaging/codecs/png/zlib_stream.hpp"
#include "imaging/core/big_endian.hpp"

namespace resizer::imaging::testing_support {

void append_chunk(Bytes& file, const char (&type)[5], const Bytes& data) {
  append_big_endian(file, static_cast<std::uint32_t>(data.size()));
  Bytes checked(type, type + 4);
  checked.insert(checked.end(), data.begin(), data.end());
  file.insert(file.end(), checked.begin(), checked.end());
  append_big_endian(file, crc32(checked));
}

Bytes make_png(const StoredPng& stored) {
  Bytes file(kPngSignature.begin(), kPngSignature.end());
  Bytes header;
  append_big_endian(header, stored.size.width_px);
  append_big_endian(header, stored.size.height_px);
  header.push_back(static_cast<std::uint8_t>(stored.bit_depth));
  header.push_back(static_cast<std::uint8_t>(stored.color));
  header.insert(header.end(), {0, 0, static_cast<std::uint8_t>(stored.interlaced)});
  append_chunk(file, "IHDR", header);
  if (!stored.palette.empty()) append_chunk(file, "PLTE", stored.palette);
  if (!stored.transparency.empty()) append_chunk(file, "tRNS", stored.transparency);
  append_chunk(file, "IDAT", deflate(stored.rows, kThoroughDeflate));
  append_chunk(file, "IEND", {});
  return file;
}

}  // namespace resizer::imaging::testing_support
