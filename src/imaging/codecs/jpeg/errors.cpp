#include "imaging/codecs/jpeg/errors.hpp"

#include <jerror.h>

#include <algorithm>
#include <functional>

#include "imaging/codecs/jpeg/image_end.hpp"
#include "util/error.hpp"

namespace resizer::imaging {

using util::Error;
using util::ErrorCode;

namespace {

/// The name of a process that libjpeg does not support, by its frame marker (ITU-T T.81, table B.1; T.87, C.1.1).
const char* name_of_process(int marker) noexcept {
  switch (marker) {
    case 0xC3:
    case 0xCB:
      return "lossless JPEG";
    case 0xC5:
    case 0xC6:
    case 0xC7:
    case 0xCD:
    case 0xCE:
    case 0xCF:
      return "hierarchical JPEG";
    case 0xF7:
      return "JPEG-LS";
    default:
      return nullptr;
  }
}

/// Whether junk in a file is padding.
bool is_padding(ByteView file, std::size_t offset, std::size_t bytes) noexcept {
  const ByteView junk = file.subspan(offset, bytes);
  const bool is_short = junk.size() <= kMaxPaddingBytes;
  const bool is_zero = std::ranges::all_of(junk, [](std::uint8_t byte) { return byte == 0; });
  return (is_short || is_zero) && !is_overwritten(file.first(offset + bytes), offset, kMaxBytesAhead);
}

/// The offset of the bytes of a file that libjpeg has just skipped. None if it reads from another buffer: at the end of
/// the file, or once the rest of a file is given up.
std::optional<std::size_t> offset_of_skipped(ByteView file, const JOCTET* next, std::size_t bytes) noexcept {
  const std::less<> is_before;
  const JOCTET* const end = file.data() + file.size();
  if (is_before(next, file.data()) || is_before(end, next)) return std::nullopt;
  const auto consumed_bytes = static_cast<std::size_t>(next - file.data());
  return consumed_bytes < bytes ? std::nullopt : std::optional(consumed_bytes - bytes);
}

}  // namespace

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

/// Whether a warning is about something that does not affect pixels.
bool JpegErrors::is_harmless(const jpeg_common_struct& codec) {
  switch (codec.err->msg_code) {
    case JWRN_HIT_MARKER:
    case JWRN_HUFF_BAD_CODE:
    case JWRN_ARITH_BAD_CODE:
    case JWRN_MUST_RESYNC:
    case JWRN_BOGUS_PROGRESSION:
      return false;
    default:
      return true;
  }
}

/// Records bytes between segments that libjpeg skipped. All decoders ignore junk before the first scan; after a scan it
/// may mean that the decoder lost sync. False if the image continues after it, so that it must have.
bool JpegErrors::record_junk(const jpeg_decompress_struct& codec, Hooks& hooks) {
  End& end = hooks.end;
  const auto bytes = static_cast<std::size_t>(codec.err->msg_parm.i[0]);
  if (codec.input_scan_number == 0) return true;
  // DHT, DAC, SOS, DQT and DRI: the image continues.
  constexpr std::array kOfTheImage{0xC4, 0xCC, 0xDA, 0xDB, 0xDD};
  const bool goes_on = std::ranges::find(kOfTheImage, codec.err->msg_parm.i[1]) != kOfTheImage.end();
  if (end.junk_bytes > 0) return !goes_on;
  const auto offset = offset_of_skipped(hooks.file, codec.src->next_input_byte, bytes);
  const bool may_be_last = bytes > kMaxPaddingBytes && !goes_on;
  if (offset && is_padding(hooks.file, *offset, bytes) && !may_be_last) return true;
  end.junk_bytes = bytes;
  if (offset) end.rest_bytes = hooks.file.size() - *offset;
  if (end.is_file_end) end.rest_bytes = std::min(bytes, hooks.file.size());
  return !goes_on;
}

void JpegErrors::on_message(j_common_ptr codec, int level) {
  if (level >= 0) return;  // traces
  auto* hooks = reinterpret_cast<Hooks*>(codec->err);
  if (codec->err->msg_code == JWRN_JPEG_EOF) {
    hooks->end.is_file_end = true;
    return;
  }
  const bool is_junk = codec->err->msg_code == JWRN_EXTRANEOUS_DATA;
  const bool harmless =
      is_junk ? record_junk(reinterpret_cast<const jpeg_decompress_struct&>(*codec), *hooks) : is_harmless(*codec);
  if (!hooks->corrupt && !(harmless && hooks->odd)) codec->err->format_message(codec, hooks->message.data());
  (harmless ? hooks->odd : hooks->corrupt) = true;
}

void JpegErrors::report(Damage& damage) const {
  const auto error = [this] {
    return Error(ErrorCode::corrupt, std::string("corrupt JPEG: ") + hooks_.message.data());
  };
  if (hooks_.corrupt && hooks_.end.is_file_end) {
    damage.lost({ErrorCode::truncated, "truncated JPEG: the data ends too early"});
  }
  if (hooks_.corrupt) damage.lost(error());
  if (hooks_.odd) damage.odd(error());
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
      throw Error(ErrorCode::unsupported_format,
                  "JPEG of " + std::to_string(hooks_.manager.msg_parm.i[0]) + " bits a sample is not supported");
    case JERR_SOF_UNSUPPORTED:
    case JERR_UNKNOWN_MARKER:
      if (const char* name = name_of_process(hooks_.manager.msg_parm.i[0])) {
        throw Error(ErrorCode::unsupported_format, std::string(name) + " is not supported");
      }
      throw Error(ErrorCode::corrupt, "corrupt JPEG: " + message);
    case JERR_CONVERSION_NOTIMPL:
#if JPEG_LIB_VERSION < 70  // later versions support arithmetic coding
    case JERR_ARITH_NOTIMPL:
#endif
    case JERR_NOT_COMPILED:
      throw Error(ErrorCode::unsupported_format, "unsupported JPEG: " + message);
    default:
      if (hooks_.end.is_file_end) throw Error(ErrorCode::truncated, "truncated JPEG: " + message);
      throw Error(ErrorCode::corrupt, "corrupt JPEG: " + message);
  }
}

}  // namespace resizer::imaging
