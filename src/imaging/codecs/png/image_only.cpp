#include <algorithm>
#include <array>

#include "imaging/codecs/png/codec.hpp"
#include "imaging/codecs/png/file.hpp"

namespace resizer::imaging {

/// The critical chunks, transparency, and color information (PNG third edition, table 9).
bool png_holds_image_only(ByteView file) noexcept {
  static constexpr std::array kImageChunks = {png_chunk_type("IHDR"), png_chunk_type("PLTE"), png_chunk_type("IDAT"),
                                              png_chunk_type("tRNS"), png_chunk_type("iCCP"), png_chunk_type("cICP"),
                                              png_chunk_type("mDCV"), png_chunk_type("cLLI"), png_chunk_type("sRGB"),
                                              png_chunk_type("gAMA"), png_chunk_type("cHRM"), png_chunk_type("sBIT")};
  PngChunkReader chunks(file.subspan(std::min(kPngSignature.size(), file.size())));
  while (const auto chunk = chunks.next()) {
    if (chunk->type == png_chunk_type("IEND")) return chunks.rest().empty();
    if (std::ranges::find(kImageChunks, chunk->type) == kImageChunks.end()) return false;
  }
  return false;
}

}  // namespace resizer::imaging
