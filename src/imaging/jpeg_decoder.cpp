#include <memory>
#include <optional>
#include <string>

#include "imaging/damage.hpp"
#include "imaging/jpeg.hpp"
#include "imaging/jpeg_errors.hpp"
#include "imaging/jpeg_library_scan.hpp"
#include "imaging/jpeg_metadata.hpp"
#include "imaging/jpeg_planes.hpp"
#include "imaging/jpeg_scaled_scan.hpp"
#include "imaging/jpeg_segments.hpp"
#include "imaging/motion_photo.hpp"
#include "resizer/util/error.hpp"

namespace resizer::imaging {
namespace {

/// Decodes by JpegScaledScan, and by libjpeg what that does not take.
class JpegDecoder final : public Decoder {
 public:
  explicit JpegDecoder(ByteView bytes);
  ~JpegDecoder() override { jpeg_destroy_decompress(&codec_); }

  const ImageInfo& info() const noexcept override { return info_; }
  DecoderNeed need(const DecodeRequest& request) const noexcept override;
  DecodedLayout start(const DecodeRequest& request) override;
  void read(const RowBuffers& rows) override;
  void finish() override;

 private:
  DecodedLayout start_library_scan(DctSizes sizes, unsigned fraction_bits);

  JpegErrors errors_;
  Damage damage_;
  jpeg_decompress_struct codec_{};
  ImageInfo info_;
  JpegPlanes planes_;
  DctSizes scaled_sizes_;
  std::unique_ptr<JpegScaledScan> scaled_scan_;
  std::optional<JpegLibraryScan> library_scan_;
  unsigned batches_ = 0;  ///< That were read.
};

/// Every scan of a file that has several goes over the whole picture, however few bytes it has: a few kilobytes could
/// keep a decoder busy for hours. Progressive files in the wild have about ten.
void check_scans(const jpeg_decompress_struct& codec, ByteView bytes) {
  constexpr std::size_t kMaxScans = 100;
  if (codec.progressive_mode == FALSE && codec.comps_in_scan == codec.num_components) return;
  const std::size_t scans = count_scans(bytes);
  if (scans <= kMaxScans) return;
  throw util::Error(util::ErrorCode::too_large, "a JPEG of " + std::to_string(scans) + " scans; at most " +
                                                    std::to_string(kMaxScans) + " are decoded");
}

JpegDecoder::JpegDecoder(ByteView bytes) {
  codec_.err = errors_.manager();
  try {
    errors_.guard([&] {
      jpeg_create_decompress(&codec_);
      jpeg_mem_src(&codec_, bytes.data(), bytes.size());
      jpeg_read_header(&codec_, TRUE);
    });
    check_scans(codec_, bytes);
    planes_ = describe_planes(codec_);
    info_.size = {codec_.image_width, codec_.image_height};
    info_.pixels = planes_.format;
    collect_metadata(codec_, bytes, info_);
    if (has_samsung_video(bytes)) info_.warnings.add(model::Warning::motion_photo_dropped);
  } catch (...) {
    jpeg_destroy_decompress(&codec_);
    throw;
  }
}

/// A file of several scans is kept as coefficients of all blocks, whatever the size it is decoded to. Otherwise a few
/// rows of blocks are enough.
DecoderNeed JpegDecoder::need(const DecodeRequest& /*request*/) const noexcept {
  constexpr std::uint64_t kRowsOfBlocks = 4;
  constexpr std::uint64_t kBatchRows = std::uint64_t{MAX_SAMP_FACTOR} * kDctBlock;
  const bool several_scans = jpeg_has_multiple_scans(const_cast<j_decompress_ptr>(&codec_)) != 0;
  std::uint64_t coefficients = 0;
  for (int index = 0; index < codec_.num_components; ++index) {
    const jpeg_component_info& component = codec_.comp_info[index];
    const auto padded = [](JDIMENSION blocks, int factor) { return blocks + static_cast<std::uint64_t>(factor); };
    coefficients += padded(component.width_in_blocks, component.h_samp_factor) *
                    padded(component.height_in_blocks, component.v_samp_factor) * DCTSIZE2;
  }
  const std::uint64_t rows = kRowsOfBlocks * kBatchRows * info_.size.width_px * codec_.num_components;
  return {(several_scans ? coefficients * sizeof(JCOEF) : 0) + rows, kBatchRows, planes_.raw ? kFractionBits : 0};
}

DecodedLayout JpegDecoder::start(const DecodeRequest& request) {
  damage_.judge_by(request.fail_on);
  scaled_sizes_ = choose_dct_sizes(planes_, request, DctScaling::band_limited);
  if (planes_.raw) {
    const ByteView scan{codec_.src->next_input_byte, codec_.src->bytes_in_buffer};
    scaled_scan_ = JpegScaledScan::open(codec_, scan, scaled_sizes_);
    if (scaled_scan_) return raw_layout(codec_, planes_, scaled_sizes_, DctScaling::band_limited);
  }
  return start_library_scan(choose_dct_sizes(planes_, request, DctScaling::means), 0);
}

DecodedLayout JpegDecoder::start_library_scan(DctSizes sizes, unsigned fraction_bits) {
  const DecodedLayout layout = library_scan_.emplace(codec_, errors_, planes_, sizes).start(fraction_bits);
  errors_.report(damage_);
  return layout;
}

void JpegDecoder::read(const RowBuffers& rows) {
  if (scaled_scan_ && !scaled_scan_->read(rows)) {
    // Something is not as it should be, and libjpeg knows what to make of it. It makes the rows so far anew, which are
    // the same or next to.
    scaled_scan_.reset();
    start_library_scan(scaled_sizes_, kFractionBits);
    for (unsigned batch = 0; batch < batches_; ++batch) library_scan_->read(rows);
  }
  if (library_scan_) library_scan_->read(rows);
  ++batches_;
  errors_.report(damage_);
}

void JpegDecoder::finish() {
  try {
    if (library_scan_) library_scan_->finish();
  } catch (const util::Error& error) {  // behind the last pixel
    damage_.lost(error);
  }
  errors_.report(damage_);
  damage_.add_to(info_.warnings);
}

}  // namespace

std::unique_ptr<Decoder> open_jpeg(ByteView bytes) {
  return std::make_unique<JpegDecoder>(bytes);
}

}  // namespace resizer::imaging
