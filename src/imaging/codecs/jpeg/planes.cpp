#include "imaging/codecs/jpeg/planes.hpp"

#include <algorithm>
#include <bit>
#include <optional>
#include <string>

#include "imaging/codecs/jpeg/inverse_dct.hpp"
#include "util/error.hpp"

namespace resizer::imaging {
namespace {

constexpr int kMaxSubsamplingLog2 = 2;

/// log2(whole / part) if that is 0, 1 or 2.
std::optional<std::uint8_t> log2_ratio(int whole, int part) noexcept {
  for (int log2 = 0; log2 <= kMaxSubsamplingLog2; ++log2) {
    if (part << log2 == whole) return static_cast<std::uint8_t>(log2);
  }
  return std::nullopt;
}

std::optional<Subsampling> chroma_subsampling(const jpeg_decompress_struct& codec) noexcept {
  const jpeg_component_info& luma = codec.comp_info[0];
  const jpeg_component_info& blue = codec.comp_info[1];
  const jpeg_component_info& red = codec.comp_info[2];
  if (luma.h_samp_factor != codec.max_h_samp_factor || luma.v_samp_factor != codec.max_v_samp_factor) return {};
  if (blue.h_samp_factor != red.h_samp_factor || blue.v_samp_factor != red.v_samp_factor) return {};
  const auto log2_x = log2_ratio(luma.h_samp_factor, blue.h_samp_factor);
  const auto log2_y = log2_ratio(luma.v_samp_factor, blue.v_samp_factor);
  if (!log2_x || !log2_y) return {};
  return Subsampling{*log2_x, *log2_y};
}

/// How many times to halve chroma relative to luma, compared with the file; negative: to double it, up to 4:4:4.
int chroma_steps(Subsampling stored, const DecodeRequest& request) noexcept {
  const int wanted = std::min(request.chroma.log2_x - stored.log2_x, request.chroma.log2_y - stored.log2_y);
  return std::max(wanted, -std::min<int>(stored.log2_x, stored.log2_y));
}

ColorFamily color_family(const jpeg_decompress_struct& codec) {
  switch (codec.jpeg_color_space) {
    case JCS_GRAYSCALE:
      return ColorFamily::gray;
    case JCS_YCbCr:
      return ColorFamily::ycbcr;
    case JCS_RGB:
      return ColorFamily::rgb;
    case JCS_CMYK:
    case JCS_YCCK:
      return ColorFamily::cmyk;
    default:
      throw util::Error(util::ErrorCode::unsupported_format,
                        "unsupported JPEG: " + std::to_string(codec.num_components) + " components of unknown color");
  }
}

/// The factor by which a size must exceed 8 / max_shrink. It is 1.25 for one or two samples: waves that are cut off at
/// the edges of a block leak into its lowest frequencies, more so the fewer there are.
double margin_of(unsigned size, DctScaling scaling) noexcept {
  constexpr unsigned kFew = 2;
  return scaling == DctScaling::band_limited && size <= kFew ? 1.25 : 1;
}

}  // namespace

JpegPlanes describe_planes(const jpeg_decompress_struct& codec) {
  JpegPlanes planes;
  planes.format.family = color_family(codec);
  if (planes.format.family == ColorFamily::gray) {
    planes.raw = true;
  } else if (planes.format.family != ColorFamily::cmyk) {
    const auto subsampling = chroma_subsampling(codec);
    const bool is_rgb = planes.format.family == ColorFamily::rgb;
    planes.raw = subsampling.has_value() && (!is_rgb || *subsampling == Subsampling{});
    if (planes.raw) planes.format.subsampling = *subsampling;
  }
  return planes;
}

DctSizes choose_dct_sizes(const JpegPlanes& planes, const DecodeRequest& request, DctScaling scaling) noexcept {
  const int coarser = planes.format.family == ColorFamily::ycbcr ? chroma_steps(planes.format.subsampling, request) : 0;
  const auto is_possible = [&](unsigned size) {
    if (scaling == DctScaling::means || std::has_single_bit(size)) return std::has_single_bit(size);
    // The sizes of chroma and luma differ by a power of two.
    return coarser < 0 ? size << static_cast<unsigned>(-coarser) <= kDctBlock : size % (1U << coarser) == 0;
  };
  DctSizes sizes;
  const auto is_enough = [&](unsigned size) {
    return size * request.max_shrink >= kDctBlock * margin_of(size, scaling);
  };
  for (unsigned size = kDctBlock - 1; size > 0 && is_enough(size); --size) {
    if (is_possible(size)) sizes.luma = size;
  }
  sizes.chroma = sizes.luma;
  for (int step = 0; step < coarser && sizes.chroma % 2 == 0; ++step) sizes.chroma /= 2;
  for (int step = 0; step > coarser && sizes.chroma * 2 <= kDctBlock; --step) sizes.chroma *= 2;
  return sizes;
}

DecodedLayout raw_layout(const jpeg_decompress_struct& codec, const JpegPlanes& planes, DctSizes sizes,
                         DctScaling scaling) {
  DecodedLayout layout;
  layout.format = planes.format;
  const int coarser = std::countr_zero(sizes.luma) - std::countr_zero(sizes.chroma);  // by a power of two
  layout.format.subsampling = {static_cast<std::uint8_t>(planes.format.subsampling.log2_x + coarser),
                               static_cast<std::uint8_t>(planes.format.subsampling.log2_y + coarser)};
  layout.scale = static_cast<double>(sizes.luma) / kDctBlock;
  layout.size = {static_cast<std::uint32_t>(ceil_div(std::size_t{codec.image_width} * sizes.luma, kDctBlock)),
                 static_cast<std::uint32_t>(ceil_div(std::size_t{codec.image_height} * sizes.luma, kDctBlock))};
  layout.batch_rows = static_cast<unsigned>(codec.max_v_samp_factor) * sizes.luma;
  if (scaling == DctScaling::band_limited) layout.fraction_bits = kFractionBits;
  const std::size_t batches =
      ceil_div(codec.image_height, static_cast<std::size_t>(codec.max_v_samp_factor) * kDctBlock);
  for (std::size_t index = 0; index < layout.format.planes(); ++index) {
    const jpeg_component_info& component = codec.comp_info[index];
    const unsigned dct = index == 0 || planes.format.family != ColorFamily::ycbcr ? sizes.luma : sizes.chroma;
    const bool is_mean = scaling == DctScaling::means || dct == 1;
    layout.mean_of[index] =
        static_cast<std::uint8_t>(is_mean ? kDctBlock >> static_cast<unsigned>(std::countr_zero(dct)) : 1);
    const std::size_t mcu_columns =
        ceil_div(codec.image_width, static_cast<std::size_t>(codec.max_h_samp_factor) * kDctBlock);
    // The inverse DCT stores whole vectors.
    const std::size_t surplus = scaling == DctScaling::band_limited ? kMaxSamplesStored : 0;
    layout.row_capacity_bytes[index] =
        (mcu_columns * static_cast<std::size_t>(component.h_samp_factor) * dct + surplus) * layout.row_sample_bytes();
    layout.row_capacity[index] = batches * static_cast<std::size_t>(component.v_samp_factor) * dct;
  }
  return layout;
}

}  // namespace resizer::imaging
