#include <algorithm>
#include <cmath>

#include "model/format.hpp"
#include "planning/disk_space.hpp"

namespace resizer::planning {
namespace {

using model::Format;

/// As found for photos.
struct Density {
  double stored = 0;   ///< Bytes per pixel of an input.
  double written = 0;  ///< Bytes per pixel of an output of default quality.
};

Density density_of(Format format) noexcept {
  switch (format) {
    case Format::jpeg:
      return {.stored = 0.4, .written = 0.25};
    case Format::png:
      return {.stored = 2, .written = 1.6};
    case Format::webp:
      return {.stored = 0.2, .written = 0.16};
    case Format::tiff:
      return {.stored = 3, .written = 1.6};
    case Format::avif:
    case Format::heic:
      return {.stored = 0.15, .written = 0.14};
    case Format::jxl:
      return {.stored = 0.25, .written = 0.18};
    case Format::gif:
      return {.stored = 0.7, .written = 0.7};
    case Format::bmp:
      return {.stored = 3, .written = 3};
    case Format::raw:
      return {.stored = 1.2, .written = 0.25};
  }
  return {};
}

Format format_of(const std::filesystem::path& path) {
  return model::format_of_extension(path.extension().native()).value_or(Format::jpeg);
}

/// The pixels of a photo of 4:3 in each kind of size.
struct Pixels {
  double input;
  model::Fit fit;

  double operator()(const model::Box& box) const {
    constexpr double kAspect = 4.0 / 3;
    const double width = box.width_px.value_or(0);
    const double height = box.height_px.value_or(0);
    if (!box.height_px) return width * width / kAspect;
    if (!box.width_px) return height * height * kAspect;
    const double inside = std::min(width * width / kAspect, height * height * kAspect);
    const double outside = std::max(width * width / kAspect, height * height * kAspect);
    if (fit == model::Fit::inside) return inside;
    return fit == model::Fit::outside ? outside : width * height;
  }
  double operator()(model::LongEdge edge) const { return (*this)(model::Box{edge.length_px, std::nullopt}); }
  double operator()(model::Percent percent) const { return input * percent.value / 100 * percent.value / 100; }
};

/// Bytes per pixel of an output. Lossless formats are not far from each other.
double written_density(const model::ResizeOptions& options, Format format) {
  return density_of(options.lossless ? Format::png : format).written;
}

/// How much larger files are than at default quality: twice for every 16 steps.
double quality_factor(const model::ResizeOptions& options, Format format) {
  constexpr double kDefault = 80;
  constexpr double kStepsToDouble = 16;
  const bool is_lossless = model::traits_of(format).compressions == model::Compressions::lossless;
  return is_lossless || !options.quality ? 1 : std::exp2((*options.quality - kDefault) / kStepsToDouble);
}

}  // namespace

std::uint64_t estimate_output_bytes(const model::Job& job, std::size_t k, const model::ResizeOptions& options) {
  const double input = static_cast<double>(job.input_bytes) / density_of(format_of(job.input)).stored;
  // All formats of a size follow one another.
  const std::size_t formats = std::max<std::size_t>(1, job.outputs.size() / options.sizes.size());
  double pixels = std::visit(Pixels{.input = input, .fit = options.fit}, options.sizes.at(k / formats));
  if (!options.upscale) pixels = std::min(pixels, input);
  const Format format = format_of(job.outputs.at(k));
  const double bytes = pixels * written_density(options, format) * quality_factor(options, format);
  return std::min(static_cast<std::uint64_t>(bytes), options.target_bytes.value_or(UINT64_MAX));
}

}  // namespace resizer::planning
