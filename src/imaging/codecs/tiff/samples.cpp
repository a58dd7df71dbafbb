#include "imaging/codecs/tiff/samples.hpp"

#include <cmath>
#include <cstring>
#include <limits>
#include <opencv2/core.hpp>

#include "imaging/core/packed_rows.hpp"

namespace resizer::imaging {
namespace {

/// Calls put(index, value) for each of `count` integers of any length. libtiff converts whole bytes to native order;
/// other lengths start in the high bits of the first byte.
template <class Put>
void for_each_integer(ByteView stored, unsigned bits, std::size_t count, const Put& put) {
  const unsigned bytes = bits / 8;
  if (bits % 8 == 0) {
    for (std::size_t index = 0; index < count; ++index) {
      std::uint32_t value = 0;
      std::memcpy(&value, stored.data() + index * bytes, bytes);  // little-endian, as on all supported machines
      put(index, value);
    }
    return;
  }
  std::uint64_t window = 0;
  unsigned available = 0;
  std::size_t next = 0;
  const std::uint64_t mask = (std::uint64_t{1} << bits) - 1;
  for (std::size_t index = 0; index < count; ++index) {
    for (; available < bits; available += 8) window = window << 8U | stored[next++];
    available -= bits;
    put(index, static_cast<std::uint32_t>((window >> available) & mask));
  }
}

/// Adobe Photoshop TIFF technical note 3: 1 sign bit, 7 of the exponent, 16 of the mantissa.
float float_of_24_bits(std::uint32_t value) noexcept {
  constexpr int kBias = 63;
  constexpr int kMantissaBits = 16;
  constexpr std::uint32_t kHighestExponent = 127;
  const std::uint32_t mantissa = value & 0xFFFFU;
  const std::uint32_t exponent = (value >> 16U) & kHighestExponent;
  const float sign = (value >> 23U) != 0 ? -1.0F : 1.0F;
  if (exponent == kHighestExponent) {
    return mantissa != 0 ? std::numeric_limits<float>::quiet_NaN() : sign * std::numeric_limits<float>::infinity();
  }
  const std::uint32_t whole = exponent == 0 ? mantissa : mantissa | 1U << 16U;
  const int power = (exponent == 0 ? 1 : static_cast<int>(exponent)) - kBias - kMantissaBits;
  return sign * std::ldexp(static_cast<float>(whole), power);
}

std::uint32_t white_of(unsigned bits) noexcept {
  return static_cast<std::uint32_t>((std::uint64_t{1} << bits) - 1);
}

/// The bit to flip so that signed integers start at zero.
std::uint32_t sign_of(const TiffImage& image) noexcept {
  return image.numbers == TiffNumbers::signed_integers ? 1U << (image.bits - 1U) : 0;
}

}  // namespace

TiffSamples::TiffSamples(const TiffImage& image) : image_(image) {
  if (image.bits > 8) return;
  const std::uint32_t white = white_of(image.bits);
  for (std::uint32_t value = 0; value <= white; ++value) {
    const std::uint32_t level = value ^ sign_of(image);
    const bool is_index = image.color == TiffColor::palette;
    levels_[value] = static_cast<std::uint8_t>(is_index ? level : (2 * 255 * level + white) / (2 * white));
  }
}

/// The row in the sample type of the format, sharing `stored` if that is the same.
cv::Mat TiffSamples::widened(ByteView stored, std::uint32_t width_px, unsigned channels) {
  const unsigned bits = image_.bits;
  const SampleType sample = image_.format.sample;
  const auto width = static_cast<int>(width_px);
  const auto count = std::size_t{width_px} * channels;
  const auto as_stored = [&](int depth) {
    // cv::Mat has no const view; this one is not written to.
    return cv::Mat(1, width, CV_MAKETYPE(depth, static_cast<int>(channels)), const_cast<std::uint8_t*>(stored.data()));
  };
  const bool is_float = image_.numbers == TiffNumbers::floats;
  const bool is_delivered = image_.numbers != TiffNumbers::signed_integers && bits == 8 * image_.format.sample_bytes();
  if (is_delivered) return as_stored(CV_MAT_DEPTH(mat_type(sample)));
  if (is_float && bits != 24) {
    as_stored(bits == 16 ? CV_16F : CV_64F).convertTo(wide_, CV_32F);
    return wide_;
  }
  wide_.create(1, width, CV_MAKETYPE(CV_MAT_DEPTH(mat_type(sample)), static_cast<int>(channels)));
  if (is_float) {
    auto* target = wide_.ptr<float>();
    for_each_integer(stored, bits, count,
                     [=](std::size_t at, std::uint32_t value) { target[at] = float_of_24_bits(value); });
  } else if (sample == SampleType::u8) {
    auto* target = wide_.ptr<std::uint8_t>();
    for_each_integer(stored, bits, count, [&](std::size_t at, std::uint32_t value) { target[at] = levels_[value]; });
  } else {
    auto* target = wide_.ptr<std::uint16_t>();
    const std::uint32_t sign = sign_of(image_);
    const double scale = bits > 16 ? 65535.0 / white_of(bits) : 1;
    for_each_integer(stored, bits, count, [=](std::size_t at, std::uint32_t value) {
      const std::uint32_t level = value ^ sign;
      target[at] = static_cast<std::uint16_t>(scale == 1 ? level : static_cast<std::uint32_t>(level * scale + 0.5));
    });
  }
  return wide_;
}

void TiffSamples::split(ByteView stored, std::uint32_t width_px, const RowBuffers& rows, std::size_t y) {
  const PixelFormat& format = image_.format;
  const cv::Mat row = widened(stored, width_px, image_.samples);
  if (image_.samples == format.planes()) {
    split_row({row.data, row.total() * row.elemSize()}, format, width_px, rows, y);
    return;
  }
  for (unsigned index = 0; index < used_samples(); ++index) {
    cv::Mat target(1, row.cols, mat_type(format.sample), rows[plane_of(index)].row(y));
    cv::extractChannel(row, target, static_cast<int>(used_sample(index)));
  }
}

void TiffSamples::put(ByteView stored, std::uint32_t width_px, unsigned index, const RowBuffers& rows, std::size_t y) {
  const cv::Mat row = widened(stored, width_px, 1);
  cv::Mat target(1, row.cols, mat_type(image_.format.sample), rows[plane_of(index)].row(y));
  row.copyTo(target);
}

}  // namespace resizer::imaging
