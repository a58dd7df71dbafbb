#include "imaging/tiff_samples.hpp"

#include <cmath>
#include <opencv2/core.hpp>

#include "imaging/packed_rows.hpp"

namespace resizer::imaging {
namespace {

/// Samples of 1 to 15 bits, the first in the high bits of the first byte, each replaced by value_of(it).
template <class Sample, class ValueOf>
void expand_bits(ByteView stored, unsigned bits, std::size_t count, Sample* target, const ValueOf& value_of) {
  std::uint32_t window = 0;
  unsigned available = 0;
  std::size_t next = 0;
  const std::uint32_t mask = (1U << bits) - 1;
  for (std::size_t index = 0; index < count; ++index) {
    while (available < bits) {
      window = (window << 8U) | stored[next++];
      available += 8;
    }
    available -= bits;
    target[index] = static_cast<Sample>(value_of((window >> available) & mask));
  }
}

int float_depth(unsigned bits) noexcept {
  return bits == 16 ? CV_16F : bits == 32 ? CV_32F : CV_64F;
}

}  // namespace

/// The row as samples of the format's type, shared with `stored` where they are that already.
cv::Mat TiffSamples::widened(ByteView stored, std::uint32_t width_px, unsigned channels) {
  const unsigned bits = picture_.bits;
  const int depth = picture_.floating ? float_depth(bits) : CV_MAT_DEPTH(mat_type(picture_.format.sample));
  const int type = CV_MAKETYPE(depth, static_cast<int>(channels));
  const auto width = static_cast<int>(width_px);
  const bool whole_samples = picture_.floating || bits == 8 || bits == 16;
  if (whole_samples) {
    // cv::Mat has no const header; nothing writes through this one.
    cv::Mat row(1, width, type, const_cast<std::uint8_t*>(stored.data()));
    if (!picture_.floating || bits == 32) return row;
    row.convertTo(wide_, CV_32F);
    return wide_;
  }
  wide_.create(1, width, type);
  const std::size_t count = std::size_t{width_px} * channels;
  const auto as_is = [](std::uint32_t value) { return value; };
  if (picture_.format.sample == SampleType::u16) {
    expand_bits(stored, bits, count, wide_.ptr<std::uint16_t>(), as_is);
  } else if (picture_.has_palette) {
    expand_bits(stored, bits, count, wide_.ptr<std::uint8_t>(), as_is);
  } else {
    const double white = (1U << bits) - 1;
    expand_bits(stored, bits, count, wide_.ptr<std::uint8_t>(),
                [=](std::uint32_t value) { return std::lround(value * 255 / white); });
  }
  return wide_;
}

void TiffSamples::split(ByteView stored, std::uint32_t width_px, const RowBuffers& rows, std::size_t y) {
  const PixelFormat& format = picture_.format;
  const cv::Mat row = widened(stored, width_px, picture_.samples);
  if (picture_.has_palette) {
    look_up(row, rows, y);
  } else if (picture_.samples == format.planes()) {
    split_row({row.data, row.total() * row.elemSize()}, format, width_px, rows, y);
  } else {
    for (unsigned plane = 0; plane < format.planes(); ++plane) {
      cv::Mat target(1, row.cols, mat_type(format.sample), rows[plane].row(y));
      cv::extractChannel(row, target, static_cast<int>(sample_of(plane)));
    }
  }
  if (picture_.min_is_white) invert(width_px, rows, y);
}

void TiffSamples::put(ByteView stored, std::uint32_t width_px, unsigned plane, const RowBuffers& rows, std::size_t y) {
  const cv::Mat row = widened(stored, width_px, 1);
  cv::Mat target(1, row.cols, mat_type(picture_.format.sample), rows[plane].row(y));
  row.copyTo(target);
  if (picture_.min_is_white && plane == 0) invert(width_px, rows, y);
}

void TiffSamples::look_up(const cv::Mat& indexes, const RowBuffers& rows, std::size_t y) const {
  const auto* index = indexes.ptr<std::uint8_t>();
  const int step = indexes.channels();
  for (int x = 0; x < indexes.cols; ++x, index += step) {
    for (std::size_t channel = 0; channel < 3; ++channel) rows[channel].row(y)[x] = palette_[*index][channel];
  }
}

void TiffSamples::invert(std::uint32_t width_px, const RowBuffers& rows, std::size_t y) const {
  const PixelFormat& format = picture_.format;
  cv::Mat gray(1, static_cast<int>(width_px), mat_type(format.sample), rows[0].row(y));
  const double white = format.sample == SampleType::f32 ? 1.0 : (1U << format.depth_bits) - 1;
  cv::subtract(cv::Scalar(white), gray, gray);
}

}  // namespace resizer::imaging
