#include "imaging/codecs/heif/libde265.hpp"

#include "util/error.hpp"

namespace resizer::imaging {

LibDe265::LibDe265() : SharedLibrary(RESIZER_LIBDE265) {}

const LibDe265& libde265() {
  static const LibDe265 library;
  if (!library.problem().empty()) {
    throw util::Error(util::ErrorCode::unsupported_format, "HEIC cannot be read here: " + library.problem());
  }
  return library;
}

}  // namespace resizer::imaging
