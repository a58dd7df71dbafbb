#include "imaging/jpeg_errors.hpp"

#include <jerror.h>

#include "resizer/util/error.hpp"

namespace resizer::imaging {

using util::Error;
using util::ErrorCode;

JpegErrors::JpegErrors() {
  jpeg_std_error(&hooks_.manager);
  hooks_.manager.error_exit = on_fatal;
  hooks_.manager.emit_message = on_message;
}

void JpegErrors::on_fatal(j_common_ptr codec) {
  auto* hooks = reinterpret_cast<Hooks*>(codec->err);
  hooks->fatal_code = codec->err->msg_code;
  codec->err->format_message(codec, hooks->message.data());
  std::longjmp(hooks->jump, 1);
}

void JpegErrors::on_message(j_common_ptr codec, int level) {
  if (level >= 0) return;  // traces
  auto* hooks = reinterpret_cast<Hooks*>(codec->err);
  switch (codec->err->msg_code) {
    case JWRN_JPEG_EOF:
      hooks->truncated = true;
      break;
    case JWRN_HIT_MARKER:
    case JWRN_HUFF_BAD_CODE:
    case JWRN_ARITH_BAD_CODE:
    case JWRN_MUST_RESYNC:
    case JWRN_BOGUS_PROGRESSION:
    case JWRN_NOT_SEQUENTIAL:
      if (!hooks->corrupt) codec->err->format_message(codec, hooks->message.data());
      hooks->corrupt = true;
      break;
    default:  // oddities that cost no pixel, such as padding between markers
      break;
  }
}

void JpegErrors::raise_if_damaged() const {
  if (hooks_.truncated) throw Error(ErrorCode::truncated, "truncated JPEG: the data ends too early");
  if (hooks_.corrupt) throw Error(ErrorCode::corrupt, std::string("corrupt JPEG: ") + hooks_.message.data());
}

void JpegErrors::raise_fatal() const {
  const std::string message = hooks_.message.data();
  switch (hooks_.fatal_code) {
    case JERR_OUT_OF_MEMORY:
      throw Error(ErrorCode::out_of_memory, "out of memory in the JPEG codec");
    case JERR_INPUT_EMPTY:
    case JERR_INPUT_EOF:
    case JERR_NO_SOI:
      throw Error(ErrorCode::truncated, "truncated JPEG: " + message);
    case JERR_BAD_PRECISION:
    case JERR_SOF_UNSUPPORTED:
    case JERR_CONVERSION_NOTIMPL:
#if JPEG_LIB_VERSION < 70  // later interfaces know arithmetic coding
    case JERR_ARITH_NOTIMPL:
#endif
    case JERR_NOT_COMPILED:
      throw Error(ErrorCode::unsupported_format, "unsupported JPEG: " + message);
    default:
      if (hooks_.truncated) throw Error(ErrorCode::truncated, "truncated JPEG: " + message);
      throw Error(ErrorCode::corrupt, "corrupt JPEG: " + message);
  }
}

}  // namespace resizer::imaging
