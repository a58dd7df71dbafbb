#include "imaging/codecs/webp/file.hpp"

#include <webp/demux.h>
#include <webp/mux.h>

#include <algorithm>
#include <memory>
#include <new>
#include <string>

#include "imaging/metadata/exif.hpp"
#include "util/error.hpp"

namespace resizer::imaging {
namespace {

struct DeleteDemuxer {
  void operator()(WebPDemuxer* demuxer) const noexcept { WebPDemuxDelete(demuxer); }
};
using Demuxer = std::unique_ptr<WebPDemuxer, DeleteDemuxer>;

struct DeleteMux {
  void operator()(WebPMux* mux) const noexcept { WebPMuxDelete(mux); }
};
using Mux = std::unique_ptr<WebPMux, DeleteMux>;

WebPData as_data(ByteView bytes) noexcept {
  return {bytes.data(), bytes.size()};
}

/// A file truncated after the header of its first image can still be opened.
Demuxer open_container(ByteView bytes, Damage& damage) {
  const WebPData data = as_data(bytes);
  WebPDemuxState state = WEBP_DEMUX_PARSE_ERROR;
  Demuxer demuxer(WebPDemuxPartial(&data, &state));
  if (state == WEBP_DEMUX_DONE && demuxer) return demuxer;
  if (state == WEBP_DEMUX_PARSE_ERROR) {
    throw util::Error(util::ErrorCode::corrupt, "WebP: the container breaks the rules of its format");
  }
  const util::Error cut(util::ErrorCode::truncated, "WebP: the file ends too early");
  if (state != WEBP_DEMUX_PARSED_HEADER || !demuxer) throw util::Error(cut);
  damage.lost(cut);
  return demuxer;
}

/// The container allows more, but no frame can be larger, and no encoder writes a canvas that is mostly empty.
void check_canvas(Size canvas) {
  constexpr std::uint32_t kMaxFrameSidePx = 1U << 14U;  // lossless (RFC 9649, 3.4); lossy has one less
  if (std::max(canvas.width_px, canvas.height_px) <= kMaxFrameSidePx) return;
  throw util::Error(util::ErrorCode::corrupt, "WebP: a canvas of " + std::to_string(canvas.width_px) + " x " +
                                                  std::to_string(canvas.height_px) +
                                                  " pixels is larger than any image in this format");
}

/// The first chunk with this name, as far as it is within the file.
ByteView chunk(const Demuxer& demuxer, const char* fourcc) {
  WebPChunkIterator iterator;
  if (WebPDemuxGetChunk(demuxer.get(), fourcc, 1, &iterator) == 0) return {};
  const ByteView bytes{iterator.chunk.bytes, iterator.chunk.size};
  WebPDemuxReleaseChunkIterator(&iterator);
  return bytes;
}

void read_metadata(const Demuxer& demuxer, WebpFile& file) {
  const auto copy = [&](ByteView bytes, Bytes& target, const char* name) {
    if (bytes.size() <= kMaxMetadataBytes) {
      target.assign(bytes.begin(), bytes.end());
    } else {
      file.damage.odd(
          {util::ErrorCode::corrupt, std::string("WebP: ") + name + " is larger than any program writes it"});
    }
  };
  copy(chunk(demuxer, "ICCP"), file.metadata.icc, "the ICC profile");
  copy(without_exif_prefix(chunk(demuxer, "EXIF")), file.metadata.exif, "EXIF");
  copy(chunk(demuxer, "XMP "), file.metadata.xmp, "XMP");
}

void read_first_frame(const Demuxer& demuxer, WebpFile& file) {
  WebPIterator frame;
  if (WebPDemuxGetFrame(demuxer.get(), 1, &frame) == 0) {
    throw util::Error(util::ErrorCode::corrupt, "WebP: there is no image in the file");
  }
  file.bitstream = {frame.fragment.bytes, frame.fragment.size};
  file.left_px = static_cast<std::uint32_t>(frame.x_offset);
  file.top_px = static_cast<std::uint32_t>(frame.y_offset);
  file.animated = frame.num_frames > 1;
  WebPDemuxReleaseIterator(&frame);

  WebPBitstreamFeatures features;
  const VP8StatusCode status = WebPGetFeatures(file.bitstream.data(), file.bitstream.size(), &features);
  if (status == VP8_STATUS_NOT_ENOUGH_DATA) {
    throw util::Error(util::ErrorCode::truncated, "WebP: the image ends within its header");
  }
  if (status != VP8_STATUS_OK) throw util::Error(util::ErrorCode::corrupt, "WebP: the image's header is damaged");
  constexpr int kLosslessFormat = 2;  // as decode.h has it
  file.frame = {static_cast<std::uint32_t>(features.width), static_cast<std::uint32_t>(features.height)};
  file.has_alpha = features.has_alpha != 0;
  file.lossless = features.format == kLosslessFormat;
  if (file.left_px + file.frame.width_px > file.canvas.width_px ||
      file.top_px + file.frame.height_px > file.canvas.height_px) {
    throw util::Error(util::ErrorCode::corrupt, "WebP: the first frame reaches beyond the image");
  }
}

void set_chunk(const Mux& mux, const char* fourcc, const std::vector<std::uint8_t>& bytes) {
  if (bytes.empty()) return;
  constexpr int kByReference = 0;
  const WebPData data = as_data(bytes);
  if (WebPMuxSetChunk(mux.get(), fourcc, &data, kByReference) != WEBP_MUX_OK) throw std::bad_alloc();
}

}  // namespace

WebpFile read_webp_file(ByteView bytes) {
  WebpFile file;
  const Demuxer demuxer = open_container(bytes, file.damage);
  file.canvas = {WebPDemuxGetI(demuxer.get(), WEBP_FF_CANVAS_WIDTH),
                 WebPDemuxGetI(demuxer.get(), WEBP_FF_CANVAS_HEIGHT)};
  check_canvas(file.canvas);
  read_metadata(demuxer, file);
  read_first_frame(demuxer, file);
  return file;
}

Bytes with_metadata(ByteView still, const Metadata& metadata) {
  constexpr int kByReference = 0;
  const WebPData image = as_data(still);
  const Mux mux(WebPMuxNew());
  if (!mux || WebPMuxSetImage(mux.get(), &image, kByReference) != WEBP_MUX_OK) throw std::bad_alloc();
  set_chunk(mux, "ICCP", metadata.icc);
  set_chunk(mux, "EXIF", metadata.exif);
  set_chunk(mux, "XMP ", metadata.xmp);
  WebPData assembled;
  WebPDataInit(&assembled);
  if (WebPMuxAssemble(mux.get(), &assembled) != WEBP_MUX_OK) throw std::bad_alloc();
  Bytes file(assembled.bytes, assembled.bytes + assembled.size);
  WebPDataClear(&assembled);
  return file;
}

}  // namespace resizer::imaging
