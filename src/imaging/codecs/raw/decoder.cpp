#include <algorithm>
#include <optional>
#include <utility>

#include "imaging/codecs/jpeg/codec.hpp"
#include "imaging/codecs/jpeg/segments.hpp"
#include "imaging/codecs/raw/codec.hpp"
#include "imaging/codecs/raw/container.hpp"
#include "imaging/codecs/raw/contents.hpp"
#include "imaging/core/big_endian.hpp"
#include "imaging/metadata/exif.hpp"
#include "util/error.hpp"

namespace resizer::imaging {
namespace {

using util::Error;
using util::ErrorCode;

constexpr std::uint16_t kOrientationTag = 0x0112;

RawContents read_contents(ByteView file) {
  switch (raw_container(file).value_or(RawContainer::tiff)) {
    case RawContainer::tiff:
      return read_tiff_contents(file);
    case RawContainer::raf:
      return read_raf_contents(file);
    case RawContainer::cr3:
      return read_cr3_contents(file);
  }
  return {};
}

/// The pixels of a JPEG by its frame header; 0 if it is none of the kinds that previews have. RAW samples are often
/// stored as lossless JPEG.
std::uint64_t preview_pixels(ByteView bytes) noexcept {
  constexpr std::size_t kMaxHeaderBytes = std::size_t{4} << 20U;  // the search for a frame must end
  constexpr auto kLosslessFrame = static_cast<JpegMarker>(0xC3);
  constexpr auto kFirstFrame = static_cast<JpegMarker>(0xC0);
  if (bytes.size() < 2 || bytes[0] != kJpegMarkerPrefix || bytes[1] != 0xD8) return 0;
  JpegSegments segments(bytes.first(std::min(bytes.size(), kMaxHeaderBytes)));
  while (const auto segment = segments.next()) {
    if (segment->marker == JpegMarker::start_of_scan || segment->marker == JpegMarker::end_of_image) return 0;
    if (segment->marker < kFirstFrame || segment->marker >= kLosslessFrame) continue;
    const ByteView body = segment->body;
    if (body.size() < 5 || body[0] != 8) return 0;
    return std::uint64_t{big_endian_u16(&body[1])} * big_endian_u16(&body[3]);
  }
  return 0;
}

ByteView largest_preview(const std::vector<ByteView>& previews) {
  ByteView largest;
  std::uint64_t most_pixels = 0;
  for (const ByteView preview : previews) {
    const std::uint64_t pixels = preview_pixels(preview);
    if (pixels > most_pixels) {
      most_pixels = pixels;
      largest = preview;
    }
  }
  if (largest.empty()) {
    throw Error(ErrorCode::unsupported_format,
                "a RAW file without a JPEG preview; RAW data and previews of other kinds are not read");
  }
  return largest;
}

/// Cameras cut a few rows and columns from the edges of what they record.
bool is_reduced(Size preview, Size raw) noexcept {
  constexpr double kLeastShare = 0.9;
  return std::max(preview.width_px, preview.height_px) < kLeastShare * std::max(raw.width_px, raw.height_px);
}

/// Decodes the preview, and describes it as the RAW file does.
class RawDecoder final : public Decoder {
 public:
  explicit RawDecoder(ByteView file) : RawDecoder(read_contents(file)) {}

  const ImageInfo& info() const noexcept override { return info_; }
  DecoderRequirement requirement(const DecodeRequest& request) const noexcept override {
    return preview_->requirement(request);
  }
  DecodedLayout start(const DecodeRequest& request) override { return preview_->start(request); }
  void read(const RowBuffers& rows) override { preview_->read(rows); }
  void finish() override {
    preview_->finish();
    info_.warnings.add(preview_->info().warnings);
  }

 private:
  explicit RawDecoder(const RawContents& contents);

  std::unique_ptr<Decoder> preview_;
  ImageInfo info_;
};

/// The preview often has no metadata of its own. Where both have an orientation, that of the RAW file counts: it is the
/// one that other programs show and edit.
RawDecoder::RawDecoder(const RawContents& contents)
    : preview_(open_jpeg(largest_preview(contents.previews))), info_(preview_->info()) {
  info_.warnings.add(is_reduced(info_.size, contents.size) ? model::Warning::raw_preview_reduced
                                                           : model::Warning::raw_preview_used);
  if (contents.xmp.size() > kMaxMetadataBytes) {
    info_.metadata.has_more_xmp = true;
  } else if (!contents.xmp.empty()) {
    info_.metadata.xmp.assign(contents.xmp.begin(), contents.xmp.end());
  }
  if (contents.exif.empty()) return;
  info_.metadata.exif = exif_block(contents.exif);
  info_.metadata.lost_maker_note = contents.exif.lost_maker_note;
  if (contents.exif.broken) info_.warnings.add(model::Warning::exif_broken);
  const bool has_orientation =
      std::ranges::find(contents.exif.main, kOrientationTag, &ExifField::tag) != contents.exif.main.end();
  if (has_orientation) info_.orientation = summarize_exif(info_.metadata.exif).orientation;
}

}  // namespace

std::unique_ptr<Decoder> open_raw(ByteView bytes) {
  return std::make_unique<RawDecoder>(bytes);
}

}  // namespace resizer::imaging
