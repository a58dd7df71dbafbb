#include "imaging/codecs/heif/libheif.hpp"

#include <new>
#include <string>

#include "util/error.hpp"

namespace resizer::imaging {
namespace {

using util::Error;
using util::ErrorCode;

ErrorCode code_of(const heif_error& error) noexcept {
  switch (error.code) {
    case heif_error_Memory_allocation_error:
      return error.subcode == heif_suberror_Security_limit_exceeded ? ErrorCode::too_large : ErrorCode::out_of_memory;
    case heif_error_Unsupported_filetype:
    case heif_error_Unsupported_feature:
      return ErrorCode::unsupported_format;
    default:
      return ErrorCode::internal;
  }
}

}  // namespace

LibHeif::LibHeif() : SharedLibrary(RESIZER_LIBHEIF) {}

const LibHeif& libheif() {
  static const LibHeif library;
  if (!library.problem().empty()) {
    throw Error(ErrorCode::unsupported_format, "AVIF cannot be written here: " + library.problem());
  }
  [[maybe_unused]] static const bool has_plugins = [] {
    check_heif(library.heif_init(nullptr));
    return true;
  }();
  return library;
}

HeifContext make_heif_context() {
  HeifContext context(libheif().heif_context_alloc());
  if (!context) throw std::bad_alloc();
  return context;
}

void check_heif(const heif_error& error) {
  if (error.code == heif_error_Ok) return;
  throw Error(code_of(error), std::string("HEIF: ") + (error.message != nullptr ? error.message : "unknown error"));
}

}  // namespace resizer::imaging
