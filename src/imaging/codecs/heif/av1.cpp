#include <dav1d/dav1d.h>

#include <algorithm>
#include <cerrno>
#include <optional>

#include "imaging/codecs/heif/coded.hpp"
#include "util/error.hpp"

namespace resizer::imaging {
namespace {

using util::Error;
using util::ErrorCode;

[[noreturn]] void raise_damaged() {
  throw Error(ErrorCode::corrupt, "HEIF: the pixels are damaged");
}

[[noreturn]] void raise(int result) {
  if (result == DAV1D_ERR(ENOMEM)) throw Error(ErrorCode::out_of_memory, "HEIF: not enough memory for the image");
  raise_damaged();
}

/// An open bitstream unit (AV1 Bitstream and Decoding Process, 5.3).
struct Unit {
  unsigned type = 0;
  ByteView bytes;  ///< With its header.
};

class UnitReader {
 public:
  explicit UnitReader(ByteView data) noexcept : rest_(data) {}

  std::optional<Unit> next() noexcept {
    if (rest_.empty()) return std::nullopt;
    const unsigned header = rest_[0];
    const bool has_extension = (header & 4U) != 0;
    const bool has_size = (header & 2U) != 0;
    std::size_t head_bytes = has_extension ? 2 : 1;
    std::uint64_t body_bytes = 0;
    if (has_size) {
      constexpr unsigned kMaxBytes = 8;  // leb128, 4.10.5
      bool goes_on = true;
      for (unsigned i = 0; goes_on && i < kMaxBytes && head_bytes < rest_.size(); ++i) {
        const std::uint64_t byte = rest_[head_bytes++];
        body_bytes |= (byte & 0x7FU) << (7 * i);
        goes_on = (byte & 0x80U) != 0;
      }
    }
    const std::size_t present = rest_.size() - std::min(head_bytes, rest_.size());
    if (!has_size || body_bytes > present) body_bytes = present;
    const Unit unit{header >> 3U & 15U, rest_.first(std::min(head_bytes, rest_.size()) + body_bytes)};
    rest_ = rest_.subspan(unit.bytes.size());
    return unit;
  }

 private:
  ByteView rest_;
};

std::optional<Dav1dSequenceHeader> find_sequence_header(ByteView units) {
  UnitReader reader(units);
  while (const auto unit = reader.next()) {
    if (unit->type != DAV1D_OBU_SEQ_HDR) continue;
    Dav1dSequenceHeader header;
    const int result = dav1d_parse_sequence_header(&header, unit->bytes.data(), unit->bytes.size());
    if (result != 0) raise(result);
    return header;
  }
  return std::nullopt;
}

/// A picture has up to four layers; a frame that is not shown may go before each. More are no still picture, and would
/// take as long as their number says.
unsigned count_frames(ByteView units) {
  constexpr unsigned kMaxFrames = 8;
  unsigned frames = 0;
  UnitReader reader(units);
  while (const auto unit = reader.next()) {
    if (unit->type == DAV1D_OBU_FRAME || unit->type == DAV1D_OBU_FRAME_HDR) ++frames;
  }
  if (frames > kMaxFrames) throw Error(ErrorCode::corrupt, "HEIF: a still image of more than 8 frames");
  return frames;
}

/// Each frame may stay as a reference; film grain is laid on a copy.
unsigned pictures_held(const Dav1dSequenceHeader& header, ByteView data) {
  return std::max(1U, count_frames(data)) + (header.film_grain_present != 0 ? 1 : 0);
}

std::optional<Dav1dSequenceHeader> sequence_header(const CodedItem& item) {
  constexpr std::size_t kFieldBytes = 4;  // AV1 Codec ISO Media File Format Binding, 2.3.3: then the units
  std::optional<Dav1dSequenceHeader> header = find_sequence_header(item.data);
  if (header || item.configuration.size() <= kFieldBytes) return header;
  return find_sequence_header(item.configuration.subspan(kFieldBytes));
}

Subsampling chroma_of(Dav1dPixelLayout layout) noexcept {
  if (layout == DAV1D_PIXEL_LAYOUT_I420) return {1, 1};
  return {static_cast<std::uint8_t>(layout == DAV1D_PIXEL_LAYOUT_I422 ? 1 : 0), 0};
}

struct CloseDecoder {
  void operator()(Dav1dContext* context) const noexcept { dav1d_close(&context); }
};
using Av1Decoder = std::unique_ptr<Dav1dContext, CloseDecoder>;

Av1Decoder open_decoder(unsigned operating_point, Size max_size) {
  constexpr std::uint64_t kMostPixels = 1U << 30U;
  Dav1dSettings settings;
  dav1d_default_settings(&settings);
  settings.n_threads = 1;
  settings.max_frame_delay = 1;
  settings.all_layers = 0;
  settings.operating_point = static_cast<int>(operating_point);
  settings.frame_size_limit =
      static_cast<unsigned>(std::clamp(std::uint64_t{max_size.width_px} * max_size.height_px, std::uint64_t{1},
                                       kMostPixels));  // 0 would be no limit
  settings.logger = {};
  Dav1dContext* context = nullptr;
  if (const int result = dav1d_open(&context, &settings); result != 0) raise(result);
  return Av1Decoder(context);
}

/// The bytes as dav1d's, which does not own them.
class BorrowedData {
 public:
  explicit BorrowedData(ByteView bytes) {
    if (bytes.empty()) throw Error(ErrorCode::truncated, "HEIF: an image has no data");
    const auto keep = [](const std::uint8_t*, void*) {};
    if (const int result = dav1d_data_wrap(&data_, bytes.data(), bytes.size(), keep, nullptr); result != 0) {
      raise(result);
    }
  }
  BorrowedData(const BorrowedData&) = delete;
  BorrowedData& operator=(const BorrowedData&) = delete;
  ~BorrowedData() { dav1d_data_unref(&data_); }

  Dav1dData* get() noexcept { return &data_; }
  bool is_sent() const noexcept { return data_.sz == 0; }

 private:
  Dav1dData data_{};
};

struct Picture : Dav1dPicture {
  Picture() : Dav1dPicture{} {}
  Picture(const Picture&) = delete;
  Picture& operator=(const Picture&) = delete;
  ~Picture() { dav1d_picture_unref(this); }
};

}  // namespace

CodedHeader read_av1_header(const CodedItem& item) {
  const std::optional<Dav1dSequenceHeader> header = sequence_header(item);
  if (!header) raise_damaged();
  constexpr std::array<std::uint8_t, 3> kDepths{8, 10, 12};
  CodedHeader read;
  read.layout = {
      .size = {static_cast<std::uint32_t>(header->max_width), static_cast<std::uint32_t>(header->max_height)},
      .gray = header->layout == DAV1D_PIXEL_LAYOUT_I400,
      .chroma = chroma_of(header->layout),
      .depth_bits = kDepths.at(static_cast<std::size_t>(header->hbd))};
  read.color = {.primaries = static_cast<std::uint16_t>(header->pri),
                .transfer = static_cast<std::uint16_t>(header->trc),
                .matrix = static_cast<std::uint16_t>(header->mtrx),
                .full_range = header->color_range != 0};
  read.states_range = true;
  read.may_be_smaller = header->reduced_still_picture_header == 0;
  read.pictures_held = pictures_held(*header, item.data);
  return read;
}

CodedPicture decode_av1(const CodedItem& item, const CodedLimits& limits) {
  const std::optional<Dav1dSequenceHeader> header = sequence_header(item);
  if (!header || pictures_held(*header, item.data) > limits.pictures_held) raise_damaged();
  const Av1Decoder decoder = open_decoder(item.operating_point, limits.size);
  BorrowedData data(item.data);
  const auto picture = std::make_shared<Picture>();
  int got = DAV1D_ERR(EAGAIN);
  while (got == DAV1D_ERR(EAGAIN)) {
    const bool all_sent = data.is_sent();
    const int sent = all_sent ? 0 : dav1d_send_data(decoder.get(), data.get());
    if (sent != 0 && sent != DAV1D_ERR(EAGAIN)) raise(sent);
    got = dav1d_get_picture(decoder.get(), picture.get());
    if (got == DAV1D_ERR(EAGAIN) && all_sent) raise_damaged();
  }
  if (got != 0) raise(got);
  CodedPicture decoded;
  decoded.layout = {.size = {static_cast<std::uint32_t>(picture->p.w), static_cast<std::uint32_t>(picture->p.h)},
                    .gray = picture->p.layout == DAV1D_PIXEL_LAYOUT_I400,
                    .chroma = chroma_of(picture->p.layout),
                    .depth_bits = static_cast<std::uint8_t>(picture->p.bpc)};
  for (unsigned plane = 0; plane < decoded.layout.planes(); ++plane) {
    decoded.planes[plane] = {static_cast<const std::uint8_t*>(picture->data[plane]),
                             picture->stride[plane == 0 ? 0 : 1]};
  }
  decoded.owner = picture;
  return decoded;
}

}  // namespace resizer::imaging
