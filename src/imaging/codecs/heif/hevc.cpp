#include <array>
#include <utility>

#include "imaging/codecs/heif/hevc_parameters.hpp"
#include "imaging/codecs/heif/iso_boxes.hpp"
#include "imaging/codecs/heif/libde265.hpp"
#include "util/error.hpp"

namespace resizer::imaging {
namespace {

using util::Error;
using util::ErrorCode;

constexpr unsigned kSequenceParameters = 33;

[[noreturn]] void raise_damaged() {
  throw Error(ErrorCode::corrupt, "HEIF: the pixels are damaged");
}

void check(de265_error error) {
  if (error == DE265_OK) return;
  if (error == DE265_ERROR_OUT_OF_MEMORY) {
    throw Error(ErrorCode::out_of_memory, "HEIF: not enough memory for the image");
  }
  raise_damaged();
}

/// A NAL unit header (Rec. ITU-T H.265, 7.3.1.2) and the first bit after it.
struct UnitHeader {
  unsigned type = 0;
  unsigned layer = 0;
  bool begins_picture = false;  ///< The first slice of one (7.3.6.1).
};

UnitHeader header_of(ByteView unit) noexcept {
  constexpr std::size_t kBytes = 2;
  constexpr unsigned kFirstNotSlice = 32;
  if (unit.size() <= kBytes) return {.type = UINT8_MAX};
  const unsigned type = unit[0] >> 1U & 0x3FU;
  return {type, (unit[0] & 1U) << 5U | unit[1] >> 3U, type < kFirstNotSlice && (unit[2] & 0x80U) != 0};
}

/// The contents of 'hvcC' (ISO/IEC 14496-15, 8.3.3.1).
struct Configuration {
  std::size_t length_bytes = 4;
  std::vector<ByteView> units;
};

Configuration read_configuration(ByteView body) {
  constexpr std::size_t kFieldBytes = 21;
  Cursor cursor(body);
  cursor.take(kFieldBytes);
  Configuration configuration{(cursor.u8() & 3U) + std::size_t{1}, {}};
  for (unsigned arrays = cursor.u8(); arrays > 0; --arrays) {
    cursor.u8();
    for (unsigned units = cursor.u16(); units > 0; --units) configuration.units.push_back(cursor.take(cursor.u16()));
  }
  return configuration;
}

ByteView sequence_parameters(const Configuration& configuration) {
  for (const ByteView unit : configuration.units) {
    if (header_of(unit).type == kSequenceParameters) return unit;
  }
  throw Error(ErrorCode::corrupt, "HEIF: the image has no parameters");
}

struct FreeDecoder {
  void operator()(void* decoder) const noexcept { libde265().de265_free_decoder(decoder); }
};
using HevcDecoder = std::unique_ptr<void, FreeDecoder>;  // libde265's handles are void pointers

/// Pushes a stream with start codes: in de265_push_NAL() each emulation prevention byte moves all bytes after it.
void push_unit(void* decoder, ByteView unit) {
  constexpr std::array<std::uint8_t, 3> kStartCode{0, 0, 1};
  check(libde265().de265_push_data(decoder, kStartCode.data(), static_cast<int>(kStartCode.size()), 0, nullptr));
  check(libde265().de265_push_data(decoder, unit.data(), static_cast<int>(unit.size()), 0, nullptr));
  libde265().de265_push_end_of_NAL(decoder);
}

/// Pushes the parameters and the slices of the first picture, which is all that an item should contain. Sequence
/// parameters outside the configuration are skipped, as they could change the size.
void push_picture(void* decoder, const CodedItem& item) {
  const Configuration configuration = read_configuration(item.configuration);
  const ByteView parameters = sequence_parameters(configuration);
  for (const ByteView unit : configuration.units) {
    const bool is_other = header_of(unit).type == kSequenceParameters && unit.data() != parameters.data();
    if (!is_other) push_unit(decoder, unit);
  }
  unsigned pictures = 0;
  for (Cursor cursor(item.data); !cursor.rest().empty();) {
    const ByteView unit = cursor.take(cursor.integer(configuration.length_bytes));
    const auto [type, layer, begins_picture] = header_of(unit);
    if (layer != 0 || type == kSequenceParameters) continue;
    if (begins_picture && ++pictures > 1) break;
    push_unit(decoder, unit);
  }
}

/// An IDR picture needs no others; other pictures have up to 16 references, and libde265 generates missing ones.
unsigned pictures_held(const CodedItem& item, std::size_t length_bytes) {
  constexpr unsigned kAloneWithLeading = 19;  // Rec. ITU-T H.265, table 7-1: IDR_W_RADL
  constexpr unsigned kAlone = 20;             // IDR_N_LP
  constexpr unsigned kMaxReferences = 16;
  for (Cursor cursor(item.data); !cursor.rest().empty();) {
    const auto [type, layer, begins_picture] = header_of(cursor.take(cursor.integer(length_bytes)));
    if (layer == 0 && begins_picture) return type == kAlone || type == kAloneWithLeading ? 1 : 1 + kMaxReferences;
  }
  raise_damaged();
}

/// libde265 continues with invented pixels after a warning.
bool met_damage(void* decoder) noexcept {
  for (de265_error warning = libde265().de265_get_warning(decoder); warning != DE265_OK;
       warning = libde265().de265_get_warning(decoder)) {
    if (warning != DE265_WARNING_NO_WPP_CANNOT_USE_MULTITHREADING) return true;
  }
  return false;
}

Subsampling chroma_of(de265_chroma chroma) noexcept {
  if (chroma == de265_chroma_420) return {1, 1};
  return {static_cast<std::uint8_t>(chroma == de265_chroma_422 ? 1 : 0), 0};
}

}  // namespace

CodedHeader read_hevc_header(const CodedItem& item) {
  const Configuration configuration = read_configuration(item.configuration);
  CodedHeader header = read_hevc_parameters(sequence_parameters(configuration));
  header.pictures_held = pictures_held(item, configuration.length_bytes);
  return header;
}

CodedPicture decode_hevc(const CodedItem& item, const CodedLimits& limits) {
  const CodedHeader header = read_hevc_header(item);
  if (header.layout.size != limits.size || header.pictures_held > limits.pictures_held) {
    throw Error(ErrorCode::corrupt, "HEIF: tiles of different formats");
  }
  // Without threads unless de265_start_worker_threads() is called.
  HevcDecoder decoder(libde265().de265_new_decoder());
  if (!decoder) throw Error(ErrorCode::out_of_memory, "HEIF: not enough memory for the image");
  push_picture(decoder.get(), item);
  check(libde265().de265_flush_data(decoder.get()));
  for (int more = 1; more != 0 && libde265().de265_peek_next_picture(decoder.get()) == nullptr;) {
    more = 0;
    check(libde265().de265_decode(decoder.get(), &more));
  }
  const de265_image* picture = libde265().de265_get_next_picture(decoder.get());
  if (picture == nullptr || met_damage(decoder.get())) raise_damaged();

  const de265_chroma chroma = libde265().de265_get_chroma_format(picture);
  CodedPicture decoded;
  decoded.layout = {.size = {static_cast<std::uint32_t>(libde265().de265_get_image_width(picture, 0)),
                             static_cast<std::uint32_t>(libde265().de265_get_image_height(picture, 0))},
                    .gray = chroma == de265_chroma_mono,
                    .chroma = chroma_of(chroma),
                    .depth_bits = static_cast<std::uint8_t>(libde265().de265_get_bits_per_pixel(picture, 0))};
  for (unsigned plane = 0; plane < decoded.layout.planes(); ++plane) {
    int stride = 0;
    decoded.planes[plane].data = libde265().de265_get_image_plane(picture, static_cast<int>(plane), &stride);
    decoded.planes[plane].stride_bytes = stride;
  }
  decoded.owner = std::shared_ptr<const void>(std::move(decoder));
  return decoded;
}

}  // namespace resizer::imaging
