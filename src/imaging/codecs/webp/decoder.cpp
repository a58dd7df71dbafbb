#include <webp/decode.h>

#include <algorithm>
#include <new>

#include "imaging/codecs/webp/codec.hpp"
#include "imaging/codecs/webp/file.hpp"
#include "imaging/core/packed_rows.hpp"
#include "imaging/metadata/exif.hpp"
#include "util/error.hpp"

namespace resizer::imaging {
namespace {

/// Of a lossless image.
constexpr std::uint32_t kBatchRows = 16;

/// Of the planes or the packed pixels that libwebp decodes to.
PixelFormat pixel_format(const WebpFile& file) noexcept {
  PixelFormat format;
  // Areas outside a frame that is smaller than the image are transparent.
  format.alpha = file.has_alpha || !file.covers_canvas() ? Alpha::straight : Alpha::none;
  if (file.lossless || !file.covers_canvas()) return format;
  format.family = ColorFamily::ycbcr;
  format.range = Range::limited;
  format.subsampling = {1, 1};
  return format;
}

void check(VP8StatusCode status, Damage& damage) {
  switch (status) {
    case VP8_STATUS_OK:
      return;
    case VP8_STATUS_OUT_OF_MEMORY:
      throw util::Error(util::ErrorCode::out_of_memory, "WebP: not enough memory to decode the image");
    case VP8_STATUS_SUSPENDED:
    case VP8_STATUS_NOT_ENOUGH_DATA:
      return damage.lost({util::ErrorCode::truncated, "WebP: the file ends within the pixels"});
    default:
      return damage.lost({util::ErrorCode::corrupt, "WebP: the pixels are damaged"});
  }
}

/// Initializes the buffers for pixels that libwebp does not reach.
void blacken(const WebPYUVABuffer& planes) {
  constexpr std::uint8_t kBlackLuma = 16;
  constexpr std::uint8_t kNoColor = 128;
  std::fill_n(planes.y, planes.y_size, kBlackLuma);
  std::fill_n(planes.u, planes.u_size, kNoColor);
  std::fill_n(planes.v, planes.v_size, kNoColor);
  if (planes.a != nullptr) std::fill_n(planes.a, planes.a_size, std::uint8_t{0});
}

/// The configuration, except for the output buffers.
WebPDecoderConfig decoder_config() {
  WebPDecoderConfig config;
  if (WebPInitDecoderConfig(&config) == 0) throw util::Error(util::ErrorCode::internal, "libwebp has another version");
  config.output.is_external_memory = 1;
  return config;
}

struct DeleteDecoder {
  void operator()(WebPIDecoder* decoder) const noexcept { WebPIDelete(decoder); }
};

/// Incrementally, since WebPDecode() rejects truncated data entirely.
VP8StatusCode decode_in_part(ByteView bitstream, WebPDecoderConfig& config) {
  const std::unique_ptr<WebPIDecoder, DeleteDecoder> decoder(WebPIDecode(nullptr, 0, &config));
  if (!decoder) return VP8_STATUS_OUT_OF_MEMORY;
  return WebPIAppend(decoder.get(), bitstream.data(), bitstream.size());
}

/// libwebp decodes a frame at once: lossy ones that cover the image directly into the caller's planes, others into
/// packed pixels, which are split a few rows at a time.
class WebpDecoder final : public Decoder {
 public:
  explicit WebpDecoder(ByteView bytes) : file_(read_webp_file(bytes)) {
    info_.size = file_.canvas;
    info_.pixels = pixel_format(file_);
    info_.compression = file_.lossless ? Compression::lossless : Compression::lossy;
    const ExifSummary exif = summarize_exif(file_.metadata.exif);
    info_.orientation = exif.orientation;
    if (exif.broken) info_.warnings.add(model::Warning::exif_broken);
    if (file_.animated) info_.warnings.add(model::Warning::animation_dropped);
    info_.metadata = std::move(file_.metadata);
  }

  const ImageInfo& info() const noexcept override { return info_; }

  /// Lossless: packed pixels here, and four bytes per pixel in libwebp. Lossy: an alpha plane in libwebp, which is a
  /// lossless image itself.
  DecoderRequirement requirement(const DecodeRequest& /*request*/) const noexcept override {
    constexpr std::uint64_t kArgbBytes = 4;
    constexpr std::uint64_t kAlphaBytes = 3;
    const std::uint64_t pixels = std::uint64_t{file_.frame.width_px} * file_.frame.height_px;
    const std::uint64_t in_library = file_.lossless ? kArgbBytes : file_.has_alpha ? kAlphaBytes : 0;
    const std::uint64_t packed = is_packed() ? info_.pixels.planes() : 0;
    return {(in_library + packed) * pixels, is_packed() ? kBatchRows : info_.size.height_px + 1};
  }

  DecodedLayout start(const DecodeRequest& request) override {
    file_.damage.judge_by(request.fail_on);
    const Size size = info_.size;
    DecodedLayout layout{.format = info_.pixels, .size = size};
    layout.batch_rows = is_packed() ? kBatchRows : (size.height_px + 1) / 2 * 2;
    for (unsigned index = 0; index < info_.pixels.planes(); ++index) {
      const Size plane = plane_size(size, info_.pixels.subsampling_of(index));
      layout.row_capacity_bytes[index] = plane.width_px;
      layout.row_capacity[index] = plane.height_px;
    }
    return layout;
  }

  void read(const RowBuffers& rows) override {
    if (!is_packed()) return decode_planes(rows);
    if (packed_.empty()) decode_packed();
    const std::uint32_t end = std::min(next_row_ + kBatchRows, info_.size.height_px);
    for (; next_row_ < end; ++next_row_) deliver_row(rows);
  }

  void finish() override { file_.damage.add_to(info_.warnings); }

 private:
  /// A row of the canvas: that of the frame, and transparency outside.
  void deliver_row(RowBuffers rows) const {
    for (unsigned plane = 0; plane < info_.pixels.planes(); ++plane) {
      if (!file_.covers_canvas()) std::fill_n(rows[plane].row(next_row_), info_.size.width_px, std::uint8_t{0});
      rows[plane].data += file_.left_px;
    }
    const std::uint32_t frame_row = next_row_ - file_.top_px;
    if (next_row_ < file_.top_px || frame_row >= file_.frame.height_px) return;
    const std::size_t row_bytes = std::size_t{file_.frame.width_px} * info_.pixels.planes();
    split_row(ByteView(packed_).subspan(frame_row * row_bytes, row_bytes), info_.pixels, file_.frame.width_px, rows,
              next_row_);
  }

  bool is_packed() const noexcept { return info_.pixels.family == ColorFamily::rgb; }

  void decode(WebPDecoderConfig& config) {
    check(file_.damage.is_tolerated() ? decode_in_part(file_.bitstream, config)
                                      : WebPDecode(file_.bitstream.data(), file_.bitstream.size(), &config),
          file_.damage);
  }

  void decode_planes(const RowBuffers& rows) {
    WebPDecoderConfig config = decoder_config();
    config.output.colorspace = info_.pixels.has_alpha() ? MODE_YUVA : MODE_YUV;
    WebPYUVABuffer& planes = config.output.u.YUVA;
    const auto bytes_of = [&](unsigned index) {
      const Size plane = plane_size(info_.size, info_.pixels.subsampling_of(index));
      return static_cast<std::size_t>(rows[index].stride_bytes) * (plane.height_px - 1) + plane.width_px;
    };
    planes.y = rows[0].row(0);
    planes.y_stride = static_cast<int>(rows[0].stride_bytes);
    planes.y_size = bytes_of(0);
    planes.u = rows[1].row(0);
    planes.u_stride = static_cast<int>(rows[1].stride_bytes);
    planes.u_size = bytes_of(1);
    planes.v = rows[2].row(0);
    planes.v_stride = static_cast<int>(rows[2].stride_bytes);
    planes.v_size = bytes_of(2);
    if (info_.pixels.has_alpha()) {
      planes.a = rows[3].row(0);
      planes.a_stride = static_cast<int>(rows[3].stride_bytes);
      planes.a_size = bytes_of(3);
    }
    if (file_.damage.is_tolerated()) blacken(planes);
    decode(config);
  }

  void decode_packed() {
    const std::size_t row_bytes = std::size_t{file_.frame.width_px} * info_.pixels.planes();
    packed_.resize(row_bytes * file_.frame.height_px);
    WebPDecoderConfig config = decoder_config();
    config.output.colorspace = info_.pixels.has_alpha() ? MODE_RGBA : MODE_RGB;
    config.output.u.RGBA = {packed_.data(), static_cast<int>(row_bytes), packed_.size()};
    decode(config);
  }

  WebpFile file_;
  ImageInfo info_;
  std::uint32_t next_row_ = 0;
  Bytes packed_;  // the frame
};

}  // namespace

std::unique_ptr<Decoder> open_webp(ByteView bytes) {
  return std::make_unique<WebpDecoder>(bytes);
}

}  // namespace resizer::imaging
