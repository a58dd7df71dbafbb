#include "imaging/codecs/jxl/libjxl.hpp"

#include <new>

#include "util/error.hpp"

namespace resizer::imaging {

LibJxl::LibJxl() : SharedLibrary(RESIZER_LIBJXL) {}

const LibJxl& libjxl() {
  static const LibJxl library;
  if (!library.problem().empty()) {
    throw util::Error(util::ErrorCode::unsupported_format,
                      "JPEG XL cannot be read or written here: " + library.problem());
  }
  return library;
}

JxlDecoderHandle make_jxl_decoder() {
  JxlDecoderHandle decoder(libjxl().JxlDecoderCreate(nullptr));
  if (!decoder) throw std::bad_alloc();
  return decoder;
}

JxlEncoderHandle make_jxl_encoder() {
  JxlEncoderHandle encoder(libjxl().JxlEncoderCreate(nullptr));
  if (!encoder) throw std::bad_alloc();
  return encoder;
}

}  // namespace resizer::imaging
