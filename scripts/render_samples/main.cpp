// Renders data/input_images: render_samples FOLDER [SCALE [NAME...]]. Every run gives the same bytes. With a scale
// below 1 it gives previews.

#include <algorithm>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <iostream>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "encode.hpp"
#include "picture.hpp"
#include "scenes/scenes.hpp"

namespace {

struct Webp {
  float quality;
};
struct Png {};

struct Sample {
  std::string_view name;
  Picture (*render)(int width, int height);
  int width;
  int height;
  Development development;  ///< Exposure, contrast, saturation, vignette, grain.
  std::variant<JpegOptions, Webp, Png> format;
};

const std::vector<Sample>& samples() {
  static const std::vector<Sample> all{
      {"img1.jpg", render_alpine_lake, 4608, 3072, {1.10F, 1.10F, 1.10F}, JpegOptions{.quality = 86}},
      {"img2.webp", render_aurora, 4200, 2800, {1.60F, 1.05F, 1.15F}, Webp{89}},
      {"img3.jpg", render_dunes, 6000, 4000, {0.85F, 1.12F, 1.10F}, JpegOptions{.quality = 89}},
      {"img4.jpg", render_glass, 3600, 2400, {0.55F, 1.05F, 1.10F}, JpegOptions{.quality = 84, .chroma_step = 1}},
      {"img5.jpg", render_misty_ridges, 3024, 4032, {0.80F, 1.12F, 1.25F}, JpegOptions{.quality = 91, .turned = true}},
      {"img6.webp", render_nebula, 4200, 2800, {1.15F, 1.08F, 1.10F}, Webp{93}},
      {"img7.png", render_poster, 3600, 2400, {1.00F, 1.00F, 1.10F, 0, 0.0006F}, Png{}},
      {"img8.jpg", render_sea, 4800, 3200, {0.65F, 1.15F, 1.10F}, JpegOptions{.quality = 87, .progressive = true}},
      {"img9.jpg", render_leaf, 4032, 3024, {0.62F, 1.12F, 1.05F}, JpegOptions{.quality = 86, .with_profile = true}},
      {"img10.jpg", render_fractal, 3600, 2400, {1.00F, 1.05F, 1.10F}, JpegOptions{.quality = 82}},
  };
  return all;
}

void save(const std::filesystem::path& path, const Sample& sample, double scale) {
  const auto scaled = [scale](int length) { return static_cast<int>(length * scale); };
  const Picture picture = sample.render(scaled(sample.width), scaled(sample.height));
  const Pixels pixels{picture.width, picture.height, develop(picture, sample.development)};
  if (const auto* jpeg = std::get_if<JpegOptions>(&sample.format)) save_jpeg(path, pixels, *jpeg);
  if (const auto* webp = std::get_if<Webp>(&sample.format)) save_webp(path, pixels, webp->quality);
  if (std::holds_alternative<Png>(sample.format)) save_png(path, pixels);
  std::cout << path.string() << ": " << std::filesystem::file_size(path) << " bytes\n" << std::flush;
}

void render_samples(std::span<const std::string> arguments) {
  const std::filesystem::path folder = arguments[0];
  const double scale = arguments.size() > 1 ? std::stod(arguments[1]) : 1;
  const auto names = arguments.subspan(std::min<std::size_t>(2, arguments.size()));
  std::filesystem::create_directories(folder);
  for (const Sample& sample : samples()) {
    if (names.empty() || std::ranges::count(names, sample.name) > 0) save(folder / sample.name, sample, scale);
  }
}

}  // namespace

int main(int argc, char** argv) {
  try {
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    if (arguments.empty()) {
      std::cerr << "usage: render_samples FOLDER [SCALE [NAME...]]\n";
      return EXIT_FAILURE;
    }
    render_samples(arguments);
    return EXIT_SUCCESS;
  } catch (const std::exception& error) {
    std::cerr << "render_samples: " << error.what() << '\n';
    return EXIT_FAILURE;
  }
}
