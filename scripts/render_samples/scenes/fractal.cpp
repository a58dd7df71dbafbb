#include <complex>

#include "noise.hpp"
#include "scenes/scenes.hpp"

// Sea horses at the edge of the Mandelbrot set, lit from the side as if cut from enamel.
namespace {

constexpr std::complex<double> kMiddle{-0.74370, 0.13184};
constexpr double kHeight = 0.00040;
constexpr int kMaxIterations = 3000;

Color palette(float f) {
  const auto wave = [&](float shift) { return 0.5F + 0.5F * std::cos(2 * kPi * (f + shift)); };
  const Color spectrum{wave(0.02F), wave(0.16F), wave(0.34F)};
  return Color{0.015F, 0.02F, 0.05F} + spectrum * spectrum * Color{1.0F, 0.72F, 0.62F};
}

Color shade(std::complex<double> c) {
  double zx = 0;
  double zy = 0;
  std::complex<double> derivative = 1;
  for (int iteration = 1; iteration <= kMaxIterations; ++iteration) {
    derivative = {2 * (zx * derivative.real() - zy * derivative.imag()) + 1,
                  2 * (zx * derivative.imag() + zy * derivative.real())};
    const double next_x = zx * zx - zy * zy + c.real();
    zy = 2 * zx * zy + c.imag();
    zx = next_x;
    const double size2 = zx * zx + zy * zy;
    if (size2 < 1e6) continue;
    // The potential around the set gives a smooth count, its slope the light, its distance the outline.
    const double smooth = iteration + 1 - std::log2(0.5 * std::log(size2));
    const std::complex<double> z{zx, zy};
    const std::complex<double> slope = z / derivative;
    const std::complex<double> direction = slope / std::abs(slope);
    const auto facing = static_cast<float>(direction.real() * -0.6 + direction.imag() * 0.8);
    const double distance = std::sqrt(size2) * std::log(std::sqrt(size2)) / std::abs(derivative);
    const float relief = clamp01((facing + 1.25F) / 2.25F);
    const float gloss = std::pow(relief, 26.0F);
    const auto outline = static_cast<float>(1 - std::exp(-distance / (kHeight * 0.0011)));
    const auto turn = static_cast<float>(0.29 * std::log2(smooth) + 0.0042 * smooth);
    return palette(turn) * (0.25F + 1.05F * relief) * (0.12F + 0.88F * outline) +
           Color{1, 0.95F, 0.9F} * (0.28F * gloss * outline);
  }
  return {0.004F, 0.004F, 0.010F};
}

}  // namespace

Picture render_fractal(int width, int height) {
  Picture picture(width, height);
  const double scale = kHeight / height;
  paint(picture, [&](float x, float y) {
    Color sum;
    for (const double across : {-0.25, 0.25}) {
      for (const double down : {-0.25, 0.25}) {
        sum += shade(kMiddle +
                     std::complex<double>((x - 0.5 * width + across) * scale, (y - 0.5 * height + down) * scale));
      }
    }
    return sum * 0.25F;
  });
  return picture;
}
