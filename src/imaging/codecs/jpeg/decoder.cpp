#include <algorithm>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "imaging/codecs/jpeg/codec.hpp"
#include "imaging/codecs/jpeg/errors.hpp"
#include "imaging/codecs/jpeg/image_end.hpp"
#include "imaging/codecs/jpeg/library_scan.hpp"
#include "imaging/codecs/jpeg/metadata.hpp"
#include "imaging/codecs/jpeg/motion_photo.hpp"
#include "imaging/codecs/jpeg/planes.hpp"
#include "imaging/codecs/jpeg/scaled_decoder.hpp"
#include "imaging/codecs/jpeg/scaled_scan.hpp"
#include "imaging/codecs/jpeg/segments.hpp"
#include "imaging/core/damage.hpp"
#include "util/error.hpp"

namespace resizer::imaging {
namespace {

/// Decodes with a JpegScaledDecoder if possible, otherwise with libjpeg.
class JpegDecoder final : public Decoder {
 public:
  explicit JpegDecoder(ByteView bytes);
  ~JpegDecoder() override { jpeg_destroy_decompress(&codec_); }

  const ImageInfo& info() const noexcept override { return info_; }
  DecoderRequirement requirement(const DecodeRequest& request) const noexcept override;
  DecodedLayout start(const DecodeRequest& request) override;
  void read(const RowBuffers& rows) override;
  void finish() override;

 private:
  DecodedLayout start_library_scan(DctSizes sizes, unsigned fraction_bits);
  void finish_library_scan();
  ImageEnd image_end();
  void judge(ImageEnd end);

  ByteView file_;
  ByteView scan_;  ///< The data from the first scan on, without its header.
  JpegErrors errors_;
  Damage damage_;
  jpeg_decompress_struct codec_{};
  ImageInfo info_;
  JpegPlanes planes_;
  DctSizes scaled_sizes_;
  std::unique_ptr<JpegScaledDecoder> scaled_;
  std::optional<JpegLibraryScan> library_scan_;
  /// Finds the end of the scan that libjpeg decodes, which libjpeg does not report. Opened before libjpeg reads on.
  std::unique_ptr<JpegScaledScan> end_finder_;
  bool has_several_scans_ = false;
  bool is_cut_short_ = false;  ///< libjpeg failed after the scans.
  unsigned batches_ = 0;       ///< Read so far.
};

/// Limits the number of scans. Each one covers the whole image, however short it is, so a few kilobytes could keep a
/// decoder busy for hours. Progressive files in the wild have about ten.
void check_scans(const jpeg_decompress_struct& codec, ByteView bytes) {
  constexpr std::size_t kMaxScans = 100;
  if (codec.progressive_mode == FALSE && codec.comps_in_scan == codec.num_components) return;
  const std::size_t scans = count_scans(bytes);
  if (scans <= kMaxScans) return;
  throw util::Error(util::ErrorCode::too_large, "a JPEG of " + std::to_string(scans) + " scans; at most " +
                                                    std::to_string(kMaxScans) + " are decoded");
}

/// Whether the parameters of a sequential scan differ from those of ITU-T T.81, table B.3. Early Samsung phones wrote
/// such files; decoders ignore the values.
bool has_odd_scan_header(const jpeg_decompress_struct& codec) noexcept {
  return codec.progressive_mode == FALSE &&
         (codec.Ss != 0 || codec.Se != DCTSIZE2 - 1 || codec.Ah != 0 || codec.Al != 0);
}

/// Whether every component has had a scan.
bool has_all_components(const jpeg_decompress_struct& codec) noexcept {
  const std::span<const jpeg_component_info> components(codec.comp_info,
                                                        static_cast<std::size_t>(codec.num_components));
  return std::ranges::all_of(components, [](const auto& component) { return component.quant_table != nullptr; });
}

/// Whether all bits of all coefficients are known, so that no further scan can follow (ITU-T T.81, G.1.1.1).
bool has_all_bits(const jpeg_decompress_struct& codec) noexcept {
  if (codec.progressive_mode == FALSE || codec.coef_bits == nullptr) return has_all_components(codec);
  // The type is libjpeg's. NOLINTNEXTLINE(modernize-avoid-c-arrays)
  const std::span<const int[DCTSIZE2]> components(codec.coef_bits, static_cast<std::size_t>(codec.num_components));
  return std::ranges::all_of(components, [](const auto& coef_bits) {
    return std::ranges::all_of(coef_bits, [](int bits) { return bits == 0; });
  });
}

JpegDecoder::JpegDecoder(ByteView bytes) : file_(bytes) {
  codec_.err = errors_.manager();
  errors_.set_file(bytes);
  try {
    errors_.guard([&] {
      jpeg_create_decompress(&codec_);
      jpeg_mem_src(&codec_, bytes.data(), bytes.size());
      jpeg_read_header(&codec_, TRUE);
    });
    has_several_scans_ = jpeg_has_multiple_scans(&codec_) != 0;
    scan_ = {codec_.src->next_input_byte, codec_.src->bytes_in_buffer};
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

/// libjpeg stores all coefficients of a file with several scans, whatever the output size. Otherwise a few rows of
/// blocks are enough.
DecoderRequirement JpegDecoder::requirement(const DecodeRequest& /*request*/) const noexcept {
  constexpr std::uint64_t kRowsOfBlocks = 4;
  constexpr std::uint64_t kBatchRows = std::uint64_t{MAX_SAMP_FACTOR} * kDctBlock;
  std::uint64_t coefficients = 0;
  for (int index = 0; index < codec_.num_components; ++index) {
    const jpeg_component_info& component = codec_.comp_info[index];
    const auto padded = [](JDIMENSION blocks, int factor) { return blocks + static_cast<std::uint64_t>(factor); };
    coefficients += padded(component.width_in_blocks, component.h_samp_factor) *
                    padded(component.height_in_blocks, component.v_samp_factor) * DCTSIZE2;
  }
  const std::uint64_t rows = kRowsOfBlocks * kBatchRows * info_.size.width_px * codec_.num_components;
  return {(has_several_scans_ ? coefficients * sizeof(JCOEF) : 0) + rows, kBatchRows, planes_.raw ? kFractionBits : 0};
}

DecodedLayout JpegDecoder::start(const DecodeRequest& request) {
  damage_.judge_by(request.fail_on);
  if (has_odd_scan_header(codec_)) {
    damage_.odd({util::ErrorCode::corrupt, "corrupt JPEG: invalid parameters of a sequential scan"});
  }
  scaled_sizes_ = choose_dct_sizes(planes_, request, DctScaling::band_limited);
  if (planes_.raw) {
    scaled_ = JpegScaledDecoder::open(codec_, scan_, scaled_sizes_);
    if (scaled_) return raw_layout(codec_, planes_, scaled_sizes_, DctScaling::band_limited);
  }
  return start_library_scan(choose_dct_sizes(planes_, request, DctScaling::means), 0);
}

DecodedLayout JpegDecoder::start_library_scan(DctSizes sizes, unsigned fraction_bits) {
  if (!has_several_scans_) end_finder_ = JpegScaledScan::open(codec_, scan_, {1, 1});
  library_scan_.emplace(codec_, errors_, planes_, sizes);
  DecodedLayout layout;
  try {
    layout = library_scan_->start(fraction_bits);
  } catch (const util::Error& error) {
    // All scans are read here. Errors after the last one do not affect pixels.
    if (!has_several_scans_ || codec_.input_scan_number == 0) throw;
    is_cut_short_ = has_all_bits(codec_);
    if (!is_cut_short_) damage_.lost(error);
    layout = library_scan_->start_with_scans_read();
  }
  errors_.report(damage_);
  return layout;
}

void JpegDecoder::read(const RowBuffers& rows) {
  if (scaled_ && !scaled_->read(rows)) {
    // The data is invalid, which libjpeg knows how to handle. It decodes the rows so far again, with the same result or
    // nearly so.
    scaled_.reset();
    start_library_scan(scaled_sizes_, kFractionBits);
    for (unsigned batch = 0; batch < batches_; ++batch) library_scan_->read(rows);
  }
  if (library_scan_) library_scan_->read(rows);
  ++batches_;
  errors_.report(damage_);
}

void JpegDecoder::finish() {
  if (library_scan_) {
    finish_library_scan();
  } else {
    judge(judge_image_end(file_, file_.size() - scaled_->rest().size()));
  }
  damage_.add_to(info_.warnings);
}

void JpegDecoder::finish_library_scan() {
  try {
    if (!is_cut_short_) library_scan_->finish();
  } catch (const util::Error&) {  // after the last pixel
    is_cut_short_ = true;
  }
  errors_.report(damage_);
  if (!has_all_components(codec_)) damage_.lost({util::ErrorCode::corrupt, "corrupt JPEG: a component has no scan"});
  if (is_cut_short_ || errors_.end().is_uncertain()) judge(image_end());
}

ImageEnd JpegDecoder::image_end() {
  const JpegErrors::End& end = errors_.end();
  if (!has_several_scans_) {
    if (!end_finder_ || !end_finder_->skip()) return ImageEnd::doubtful;
    return judge_image_end(file_, file_.size() - end_finder_->rest().size());
  }
  if (codec_.arith_code != FALSE || !has_all_bits(codec_)) return ImageEnd::doubtful;
  if (end.junk_bytes == 0) return ImageEnd::odd;
  if (!end.rest_bytes) return ImageEnd::doubtful;
  return judge_image_end(file_, file_.size() - *end.rest_bytes, kMaxBytesAhead);
}

void JpegDecoder::judge(ImageEnd end) {
  constexpr auto kMessage = "the image does not end where its data does";
  const bool is_cut = errors_.end().is_file_end;
  switch (end) {
    case ImageEnd::proper:
      break;
    case ImageEnd::odd:
      damage_.odd({util::ErrorCode::corrupt, std::string("corrupt JPEG: ") + kMessage});
      break;
    case ImageEnd::doubtful:
      damage_.lost(is_cut ? util::Error(util::ErrorCode::truncated, "truncated JPEG: the data ends too early")
                          : util::Error(util::ErrorCode::corrupt, std::string("corrupt JPEG: ") + kMessage));
      break;
  }
}

}  // namespace

std::unique_ptr<Decoder> open_jpeg(ByteView bytes) {
  return std::make_unique<JpegDecoder>(bytes);
}

}  // namespace resizer::imaging
