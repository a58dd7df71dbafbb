#include "imaging/color/zimg_graph.hpp"

#include <zimg.h>

#include <algorithm>
#include <array>
#include <string>

#include "util/error.hpp"

namespace resizer::imaging {
namespace {

constexpr std::size_t kMaxCachedGraphs = 8;
constexpr unsigned kZimgAlphaPlane = 3;

zimg_color_family_e family_of(const PixelFormat& format) {
  switch (format.family) {
    case ColorFamily::gray:
      return ZIMG_COLOR_GREY;
    case ColorFamily::ycbcr:
      return ZIMG_COLOR_YUV;
    case ColorFamily::rgb:
      return ZIMG_COLOR_RGB;
    case ColorFamily::cmyk:
      break;
  }
  throw util::Error(util::ErrorCode::internal, "zimg cannot convert CMYK");
}

zimg_matrix_coefficients_e matrix_of(const PixelFormat& format) noexcept {
  if (format.family == ColorFamily::rgb) return ZIMG_MATRIX_RGB;
  switch (format.matrix) {
    case Matrix::bt601:
      return ZIMG_MATRIX_BT470_BG;
    case Matrix::bt709:
      return ZIMG_MATRIX_BT709;
    case Matrix::fcc:
      return ZIMG_MATRIX_FCC;
    case Matrix::smpte240m:
      return ZIMG_MATRIX_ST240_M;
    case Matrix::ycgco:
      return ZIMG_MATRIX_YCGCO;
    case Matrix::bt2020:
      return ZIMG_MATRIX_BT2020_NCL;
    case Matrix::chromaticity_derived:
      return ZIMG_MATRIX_CHROMATICITY_DERIVED_NCL;
    case Matrix::ictcp:
      return ZIMG_MATRIX_ICTCP;
  }
  return ZIMG_MATRIX_UNSPECIFIED;
}

/// Transfer and primaries required by a matrix, the same on both sides of a conversion so that nothing else changes.
struct ColorSpace {
  zimg_transfer_characteristics_e transfer = ZIMG_TRANSFER_UNSPECIFIED;
  zimg_color_primaries_e primaries = ZIMG_PRIMARIES_UNSPECIFIED;
};

ColorSpace color_space_of(const PixelFormat& format) noexcept {
  if (format.family != ColorFamily::ycbcr) return {};
  switch (format.matrix) {
    case Matrix::chromaticity_derived:
      return {ZIMG_TRANSFER_UNSPECIFIED, static_cast<zimg_color_primaries_e>(format.primaries)};
    case Matrix::ictcp:
      return {ZIMG_TRANSFER_ST2084, ZIMG_PRIMARIES_BT2020};
    default:
      return {};
  }
}

zimg_pixel_type_e sample_type_of(const PixelFormat& format) noexcept {
  switch (format.sample) {
    case SampleType::u8:
      return ZIMG_PIXEL_BYTE;
    case SampleType::u16:
      return ZIMG_PIXEL_WORD;
    case SampleType::f32:
      return ZIMG_PIXEL_FLOAT;
  }
  return ZIMG_PIXEL_BYTE;
}

zimg_alpha_type_e alpha_of(const PixelFormat& format) noexcept {
  switch (format.alpha) {
    case Alpha::none:
      return ZIMG_ALPHA_NONE;
    case Alpha::straight:
      return ZIMG_ALPHA_STRAIGHT;
    case Alpha::premultiplied:
      return ZIMG_ALPHA_PREMULTIPLIED;
  }
  return ZIMG_ALPHA_NONE;
}

zimg_image_format describe(const PixelFormat& format, Size size, ColorSpace space) {
  zimg_image_format described;
  zimg_image_format_default(&described, ZIMG_API_VERSION);
  described.width = size.width_px;
  described.height = size.height_px;
  described.pixel_type = sample_type_of(format);
  described.depth = format.depth_bits;
  described.color_family = family_of(format);
  described.matrix_coefficients = matrix_of(format);
  described.transfer_characteristics = space.transfer;
  described.color_primaries = space.primaries;
  described.pixel_range = format.range == Range::full ? ZIMG_RANGE_FULL : ZIMG_RANGE_LIMITED;
  described.alpha = alpha_of(format);
  if (format.family == ColorFamily::ycbcr) {
    described.subsample_w = format.subsampling.log2_x;
    described.subsample_h = format.subsampling.log2_y;
    described.chroma_location = ZIMG_CHROMA_CENTER;
  }
  return described;
}

unsigned zimg_plane(const PixelFormat& format, unsigned index) noexcept {
  return index < format.color_planes() ? index : kZimgAlphaPlane;
}

[[noreturn]] void raise_last_error(const char* what) {
  std::array<char, 256> message{};
  zimg_get_last_error(message.data(), message.size());
  throw util::Error(util::ErrorCode::internal, std::string(what) + ": " + message.data());
}

}  // namespace

ZimgGraph::ZimgGraph(const GraphSpec& spec) : spec_(spec) {
  const ColorSpace space = color_space_of(spec.from);
  const zimg_image_format from = describe(spec.from, spec.size, space);
  const zimg_image_format to = describe(spec.to, spec.size, space);
  zimg_graph_builder_params params;
  zimg_graph_builder_params_default(&params, ZIMG_API_VERSION);
  // Only chroma changes its size here, by integer factors.
  params.resample_filter = params.resample_filter_uv = ZIMG_RESIZE_BILINEAR;
  // Not AUTO_64B: 512-bit resampling in zimg 3.0.4 is wrong by up to half the range in places.
  params.cpu_type = ZIMG_CPU_AUTO;
  graph_.reset(zimg_filter_graph_build(&from, &to, &params));
  if (graph_ == nullptr) raise_last_error("cannot create a conversion graph");

  if (zimg_filter_graph_get_tmp_size(graph_.get(), &scratch_bytes_) != ZIMG_ERROR_SUCCESS) {
    raise_last_error("cannot get the buffer size of a conversion graph");
  }
}

void ZimgGraph::Free::operator()(zimg_filter_graph* graph) const noexcept {
  zimg_filter_graph_free(graph);
}

void ZimgGraph::process(const Image& source, const Image& target, AlignedBuffer& scratch) const {
  zimg_image_buffer_const from{};
  from.version = ZIMG_API_VERSION;
  for (unsigned index = 0; index < spec_.from.planes(); ++index) {
    const cv::Mat& plane = source.planes[index];
    from.plane[zimg_plane(spec_.from, index)] = {plane.data, static_cast<std::ptrdiff_t>(plane.step), ZIMG_BUFFER_MAX};
  }
  zimg_image_buffer to{};
  to.version = ZIMG_API_VERSION;
  for (unsigned index = 0; index < spec_.to.planes(); ++index) {
    const cv::Mat& plane = target.planes[index];
    to.plane[zimg_plane(spec_.to, index)] = {plane.data, static_cast<std::ptrdiff_t>(plane.step), ZIMG_BUFFER_MAX};
  }
  const auto status = zimg_filter_graph_process(graph_.get(), &from, &to, scratch.reserve(scratch_bytes_), nullptr,
                                                nullptr, nullptr, nullptr);
  if (status != ZIMG_ERROR_SUCCESS) raise_last_error("conversion failed");
}

const ZimgGraph& GraphCache::get(const GraphSpec& spec) {
  const auto found =
      std::find_if(graphs_.begin(), graphs_.end(), [&](const ZimgGraph& graph) { return graph.spec() == spec; });
  if (found != graphs_.end()) {
    std::rotate(found, found + 1, graphs_.end());
  } else {
    ZimgGraph made(spec);
    if (graphs_.size() == kMaxCachedGraphs) graphs_.erase(graphs_.begin());
    graphs_.push_back(std::move(made));
  }
  return graphs_.back();
}

}  // namespace resizer::imaging
