#include "imaging/support/pictures.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <opencv2/core.hpp>

namespace resizer::imaging::testing_support {
namespace {

double white_of(const PixelFormat& format) {
  return format.sample == SampleType::f32 ? 1.0 : static_cast<double>((1U << format.depth_bits) - 1);
}

/// 0 to 1: waves that differ from plane to plane, and a disc with a sharp edge.
double level_at(unsigned plane, double x, double y) {
  const double waves = 0.5 + 0.2 * std::sin(7 * x + 3 * plane) + 0.2 * std::cos(11 * y - 2.0 * plane + 5 * x);
  const bool in_disc = std::hypot(x - 0.4, y - 0.6) < 0.2;
  return in_disc ? 0.85 * waves : waves;
}

}  // namespace

Image make_picture(const PixelFormat& format, Size size) {
  Image image = make_image(format, size);
  for (unsigned index = 0; index < format.planes(); ++index) {
    cv::Mat& plane = image.planes[index];
    for (int y = 0; y < plane.rows; ++y) {
      for (int x = 0; x < plane.cols; ++x) {
        const double level = level_at(index, (x + 0.5) / plane.cols, (y + 0.5) / plane.rows) * white_of(format);
        switch (format.sample) {
          case SampleType::u8:
            plane.at<std::uint8_t>(y, x) = static_cast<std::uint8_t>(std::lround(level));
            break;
          case SampleType::u16:
            plane.at<std::uint16_t>(y, x) = static_cast<std::uint16_t>(std::lround(level));
            break;
          case SampleType::f32:
            plane.at<float>(y, x) = static_cast<float>(level);
            break;
        }
      }
    }
  }
  return image;
}

Image make_flat(const PixelFormat& format, Size size, double value) {
  Image image = make_image(format, size);
  for (cv::Mat& plane : image.planes) plane.setTo(value);
  return image;
}

double psnr_db(const Image& a, const Image& b) {
  if (a.format != b.format || a.size != b.size) return -1;
  double squares = 0;
  double samples = 0;
  for (std::size_t index = 0; index < a.planes.size(); ++index) {
    squares += cv::norm(a.planes[index], b.planes[index], cv::NORM_L2SQR);
    samples += static_cast<double>(a.planes[index].total());
  }
  constexpr double kEqualDb = 99;
  if (squares == 0) return kEqualDb;
  return std::min(kEqualDb, 10 * std::log10(white_of(a.format) * white_of(a.format) * samples / squares));
}

Image decode(const Codec& codec, const Bytes& file) {
  const std::unique_ptr<Decoder> decoder = codec.open(file);
  DecodeRequest request;
  request.chroma = decoder->info().pixels.subsampling;
  const DecodedLayout layout = decoder->start(request);
  Image image = read_all(*decoder, layout);
  decoder->finish();
  return image;
}

void copy_row(const DecodedLayout& layout, const std::uint8_t* row, std::size_t width, std::uint8_t* target) {
  if (layout.fraction_bits == 0) {
    std::memcpy(target, row, width * layout.format.sample_bytes());
    return;
  }
  const auto* const samples = reinterpret_cast<const std::uint16_t*>(row);
  std::transform(samples, samples + width, target, [&](unsigned sample) {
    return static_cast<std::uint8_t>((sample + (1U << layout.fraction_bits) / 2) >> layout.fraction_bits);
  });
}

namespace {

/// All rows of an image, as many and as long as the decoder may write.
class WholePlanes {
 public:
  explicit WholePlanes(const DecodedLayout& layout) : layout_(layout) {
    for (unsigned plane = 0; plane < layout.format.planes(); ++plane) {
      const auto height = static_cast<int>(layout.row_capacity[plane]);
      const auto width = static_cast<int>((layout.row_capacity_bytes[plane] + 63) / 64 * 64);
      planes_[plane] = cv::Mat1b::zeros(height, width);
      rows_[plane] = {planes_[plane].data, static_cast<std::ptrdiff_t>(planes_[plane].step[0])};
    }
  }
  const RowBuffers& rows() const { return rows_; }

  Image image() const {
    Image image = make_image(layout_.format, layout_.size);
    for (unsigned plane = 0; plane < layout_.format.planes(); ++plane) {
      const Size size = plane_size(layout_.size, layout_.format.subsampling_of(plane));
      for (std::uint32_t y = 0; y < size.height_px; ++y) {
        copy_row(layout_, planes_[plane].ptr(static_cast<int>(y)), size.width_px,
                 image.planes[plane].ptr(static_cast<int>(y)));
      }
    }
    return image;
  }

 private:
  const DecodedLayout& layout_;
  std::array<cv::Mat1b, kMaxPlanes> planes_;
  RowBuffers rows_;
};

}  // namespace

Image read_all(Decoder& decoder, const DecodedLayout& layout) {
  const WholePlanes planes(layout);
  for (std::size_t y = 0; y < layout.size.height_px; y += layout.batch_rows) decoder.read(planes.rows());
  return planes.image();
}

PictureDecoder::PictureDecoder(Image image, unsigned batch_rows) : image_(std::move(image)), batch_rows_(batch_rows) {
  info_.size = image_.size;
  info_.pixels = image_.format;
}

DecodedLayout PictureDecoder::start(const DecodeRequest& /*request*/) {
  DecodedLayout layout;
  layout.format = image_.format;
  layout.size = image_.size;
  layout.batch_rows = batch_rows_;
  for (std::size_t plane = 0; plane < image_.planes.size(); ++plane) {
    layout.row_capacity_bytes[plane] =
        static_cast<std::size_t>(image_.planes[plane].cols) * image_.format.sample_bytes();
    layout.row_capacity[plane] = static_cast<std::size_t>(image_.planes[plane].rows);
  }
  return layout;
}

void PictureDecoder::read(const RowBuffers& rows) {
  for (unsigned plane = 0; plane < image_.format.planes(); ++plane) {
    const cv::Mat& source = image_.planes[plane];
    const unsigned log2_y = image_.format.subsampling_of(plane).log2_y;
    const auto height = static_cast<unsigned>(source.rows);
    const unsigned end = std::min((next_row_ + batch_rows_) >> log2_y, height);
    for (unsigned y = next_row_ >> log2_y; y < end; ++y) {
      std::memcpy(rows[plane].row(y), source.ptr(static_cast<int>(y)),
                  static_cast<std::size_t>(source.cols) * image_.format.sample_bytes());
    }
  }
  next_row_ += batch_rows_;
}

PixelFormat format_of(ColorFamily family, Subsampling subsampling) {
  PixelFormat format;
  format.family = family;
  format.subsampling = subsampling;
  return format;
}

std::filesystem::path shared_dir() {
  return RESIZER_SHARED_DIR;
}

}  // namespace resizer::imaging::testing_support
