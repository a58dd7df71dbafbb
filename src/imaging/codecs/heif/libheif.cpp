#include "imaging/codecs/heif/libheif.hpp"

#include <new>
#include <string>

#include "imaging/codecs/heif/codec.hpp"
#include "util/error.hpp"

namespace resizer::imaging {
namespace {

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

void prepare_heif() {
  [[maybe_unused]] static const bool prepared = [] {
    check_heif(heif_init(nullptr));
    return true;
  }();
}

HeifContext make_heif_context() {
  prepare_heif();
  HeifContext context(heif_context_alloc());
  if (!context) throw std::bad_alloc();
  return context;
}

void check_heif(const heif_error& error) {
  if (error.code == heif_error_Ok) return;
  throw util::Error(code_of(error),
                    std::string("HEIF: ") + (error.message != nullptr ? error.message : "unknown error"));
}

}  // namespace resizer::imaging
