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

/// Whether a warning speaks of something that costs no pixel.
bool JpegErrors::is_harmless(const jpeg_common_struct& codec) {
  switch (codec.err->msg_code) {
    case JWRN_HIT_MARKER:
    case JWRN_HUFF_BAD_CODE:
    case JWRN_ARITH_BAD_CODE:
    case JWRN_MUST_RESYNC:
    case JWRN_BOGUS_PROGRESSION:
    case JWRN_NOT_SEQUENTIAL:
      return false;
    case JWRN_EXTRANEOUS_DATA: {
      // Junk between segments is ignored by everyone, and some cameras pad a scan. More bytes than that behind a scan
      // are what a decoder that lost its place left: of the bit flips that libjpeg notices at all, nine in ten show so.
      constexpr int kMaxPaddingBytes = 8;
      const bool behind_scan = reinterpret_cast<const jpeg_decompress_struct&>(codec).input_scan_number > 0;
      return !behind_scan || codec.err->msg_parm.i[0] <= kMaxPaddingBytes;
    }
    default:
      return true;
  }
}

void JpegErrors::on_message(j_common_ptr codec, int level) {
  if (level >= 0) return;  // traces
  auto* hooks = reinterpret_cast<Hooks*>(codec->err);
  if (codec->err->msg_code == JWRN_JPEG_EOF) {
    hooks->truncated = true;
    return;
  }
  const bool harmless = is_harmless(*codec);
  if (!hooks->corrupt && !(harmless && hooks->odd)) codec->err->format_message(codec, hooks->message.data());
  (harmless ? hooks->odd : hooks->corrupt) = true;
}

void JpegErrors::report(Damage& damage) const {
  if (hooks_.truncated) damage.lost({ErrorCode::truncated, "truncated JPEG: the data ends too early"});
  const auto told = [this] { return Error(ErrorCode::corrupt, std::string("corrupt JPEG: ") + hooks_.message.data()); };
  if (hooks_.corrupt) damage.lost(told());
  if (hooks_.odd) damage.odd(told());
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
