#include "shards/image_cost.hpp"

#include <algorithm>
#include <cmath>

#include "model/format.hpp"

namespace resizer::shards {
namespace {

using model::Format;

/// Nanoseconds of a core, fitted to measured images of each format.
struct Rates {
  double per_byte = 0;           ///< Of the input: entropy decoding.
  double per_pixel = 0;          ///< Of the input, however small it is decoded.
  double per_encoded_pixel = 0;  ///< Of an output.
};

Rates rates_of(Format format) noexcept {
  switch (format) {
    case Format::jpeg:
      return {.per_byte = 3.3, .per_pixel = 0.3, .per_encoded_pixel = 3.1};
    case Format::png:
      return {.per_byte = 3, .per_pixel = 3, .per_encoded_pixel = 21};
    case Format::webp:
      return {.per_byte = 20, .per_pixel = 4, .per_encoded_pixel = 70};
    case Format::tiff:
      return {.per_byte = 1, .per_pixel = 5, .per_encoded_pixel = 28};
    case Format::avif:
    case Format::heic:
      return {.per_byte = 30, .per_pixel = 5.5, .per_encoded_pixel = 140};
    case Format::jxl:
      return {.per_byte = 50, .per_pixel = 21, .per_encoded_pixel = 45};
    case Format::gif:
      return {.per_byte = 10, .per_pixel = 5, .per_encoded_pixel = 0};
    case Format::bmp:
      return {.per_byte = 0.3, .per_pixel = 2, .per_encoded_pixel = 0};
    case Format::raw:  // read as a whole, for a JPEG in it
      return {.per_byte = 0.3, .per_pixel = 1.6, .per_encoded_pixel = 0};
  }
  return {};
}

constexpr double kPerImage = 400'000;     ///< Opening and writing files.
constexpr double kPerDecodedPixel = 1.8;  ///< Resampling, of the image as it is decoded.
/// More of a JPEG is not the image, but previews, videos and padding, which are not decoded.
constexpr double kMostBytesPerJpegPixel = 0.5;
constexpr double kBytesPerJpegPixel = 0.4;  ///< Of photos, as cameras store them.

struct Sides {
  double width = 0;
  double height = 0;
};

/// An output's sides, from those of the upright input.
struct OutputSides {
  Sides input;
  const model::ResizeOptions& options;

  Sides operator()(const model::Box& box) const {
    const double by_width = box.width_px ? *box.width_px / input.width : HUGE_VAL;
    const double by_height = box.height_px ? *box.height_px / input.height : HUGE_VAL;
    const bool is_exact = box.width_px && box.height_px && options.fit != model::Fit::inside;
    if (is_exact && options.fit != model::Fit::outside) {
      return {static_cast<double>(*box.width_px), static_cast<double>(*box.height_px)};
    }
    return scaled(is_exact ? std::max(by_width, by_height) : std::min(by_width, by_height));
  }
  Sides operator()(model::LongEdge edge) const { return scaled(edge.length_px / std::max(input.width, input.height)); }
  Sides operator()(model::Percent percent) const { return scaled(percent.value / 100); }

  Sides scaled(double factor) const {
    const double allowed = options.upscale ? factor : std::min(factor, 1.0);
    return {input.width * allowed, input.height * allowed};
  }
};

Format format_of(const std::filesystem::path& path) {
  return model::format_of_extension(path.extension().native()).value_or(Format::jpeg);
}

/// How many pixels are decoded: a JPEG in eighths of its size, so that at least shrink_on_load times the output is
/// left.
double decoded_pixels(const model::ImageFacts& input, double shrink, const model::ResizeOptions& options) {
  const double pixels = static_cast<double>(input.width_px) * input.height_px;
  if (input.format != Format::jpeg || !options.shrink_on_load) return pixels;
  const double eighths = std::clamp(std::ceil(8 * *options.shrink_on_load / std::max(shrink, 1e-3)), 1.0, 8.0);
  return pixels * eighths * eighths / 64;
}

}  // namespace

double cost_of(const model::ImageFacts& input, const model::Job& job, const model::ResizeOptions& options) {
  Sides upright{std::max(1.0, static_cast<double>(input.width_px)),
                std::max(1.0, static_cast<double>(input.height_px))};
  constexpr unsigned kFirstTurned = 5;  // of EXIF's orientations
  if (options.auto_orient && input.orientation >= kFirstTurned) std::swap(upright.width, upright.height);
  const Rates rates = rates_of(input.format);
  const double pixels = upright.width * upright.height;
  // All formats of a size follow one another.
  const std::size_t formats = std::max<std::size_t>(1, job.outputs.size() / options.sizes.size());
  double encoding = 0;
  double largest = 1;
  for (std::size_t k = 0; k < job.outputs.size(); ++k) {
    const Sides sides = std::visit(OutputSides{upright, options}, options.sizes.at(k / formats));
    largest = std::max(largest, sides.width * sides.height);
    encoding += sides.width * sides.height * rates_of(format_of(job.outputs[k])).per_encoded_pixel;
  }
  const double decoded = decoded_pixels(input, std::sqrt(pixels / largest), options);
  const double bytes = std::min(static_cast<double>(input.bytes),
                                input.format == Format::jpeg ? pixels * kMostBytesPerJpegPixel : HUGE_VAL);
  const double nanoseconds =
      kPerImage + bytes * rates.per_byte + pixels * rates.per_pixel + decoded * kPerDecodedPixel + encoding;
  return nanoseconds / 1e9;
}

model::ImageFacts likely_facts(const model::Job& job) {
  constexpr double kAspect = 4.0 / 3;
  model::ImageFacts facts;
  facts.format = format_of(job.input);
  facts.bytes = job.input_bytes;
  const double height = std::sqrt(static_cast<double>(job.input_bytes) / kBytesPerJpegPixel / kAspect);
  facts.width_px = static_cast<std::uint32_t>(height * kAspect) + 1;
  facts.height_px = static_cast<std::uint32_t>(height) + 1;
  return facts;
}

}  // namespace resizer::shards
