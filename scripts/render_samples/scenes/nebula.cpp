#include "noise.hpp"
#include "scenes/scenes.hpp"
#include "stars.hpp"

// Glowing gas, dust before it, and stars in front and behind.
namespace {

constexpr float kStarSize = 1.0F / 1500;  // In picture heights, however many pixels it has.

/// Noise whose coordinates are bent by noise: filaments and billows.
struct Gas {
  float density;
  float bend_x;
  float bend_y;
};

Gas gas(float x, float y) {
  const float ax = noise::fbm(x * 1.1F, y * 1.1F, 6, 301);
  const float ay = noise::fbm(x * 1.1F + 5.2F, y * 1.1F + 1.3F, 6, 302);
  const float bx = noise::fbm(x + 0.9F * ax + 1.7F, y + 0.9F * ay + 9.2F, 6, 303);
  const float by = noise::fbm(x + 0.9F * ax + 8.3F, y + 0.9F * ay + 2.8F, 6, 304);
  return {noise::fbm(1.3F * x + 0.8F * bx, 1.3F * y + 0.8F * by, 11, 305), bx, by};
}

/// A bright star with the four spikes that a telescope's spider gives it. Lengths in picture heights.
Color bright_star(float dx, float dy, float size, Color tint) {
  const float distance = std::sqrt(dx * dx + dy * dy);
  const float core = std::exp(-square(distance / (0.0016F * size)));
  const float halo = 0.00018F * size / (distance * distance / size * 60 + 0.0009F);
  const float spike = std::exp(-std::abs(dx) / 0.00055F) * std::exp(-std::abs(dy) / (0.016F * size)) +
                      std::exp(-std::abs(dy) / 0.00055F) * std::exp(-std::abs(dx) / (0.016F * size));
  return tint * (6 * core + halo + 0.9F * spike) + Color{3, 3, 3} * core;
}

Color bright_stars(float x, float y) {
  Color light;
  for (int k = 0; k < 26; ++k) {
    const float dx = x - 1.55F * noise::at(k, 1, 320);
    const float dy = y - noise::at(k, 2, 320);
    const float size = 0.35F + 1.5F * std::pow(noise::at(k, 3, 320), 4.0F);
    if (dx * dx + dy * dy > square(0.14F * size)) continue;
    const Color tint = mix(Color{0.55F, 0.75F, 1.3F}, Color{1.3F, 0.75F, 0.45F}, square(noise::at(k, 4, 320)));
    light += bright_star(dx, dy, size, tint) * smoothstep(0.14F, 0.05F, std::sqrt(dx * dx + dy * dy) / size);
  }
  return light;
}

Color shade(float x, float y, float spot) {
  const float u = 1.9F * x + 0.3F;
  const float v = 1.9F * y + 0.9F;
  const Gas near = gas(u, v);
  const float body = std::exp(-square((x - 0.80F) / 0.62F) - square((y - 0.52F + 0.25F * (x - 0.8F)) / 0.40F));
  const float glow = clamp01(0.30F + 1.1F * near.density + 0.35F * near.bend_x);
  const float filaments = noise::ridged(u * 1.5F + 0.6F * near.bend_x, v * 1.5F + 0.6F * near.bend_y, 10, 310);

  const Color hydrogen{1.0F, 0.16F, 0.20F};
  const Color oxygen{0.08F, 0.55F, 0.62F};
  const Color blue{0.16F, 0.24F, 0.85F};
  const float ionised = clamp01(0.5F + 1.5F * near.bend_y);
  Color color = mix(hydrogen, oxygen, smoothstep(0.30F, 0.85F, ionised)) * (1.3F * body * glow * glow);
  color += blue * (0.22F * body * clamp01(0.4F + near.bend_x - 0.6F * near.density));
  color += Color{1.0F, 0.62F, 0.42F} * (1.5F * body * body * std::pow(filaments, 2.2F) * glow);
  color += Color{1.0F, 0.86F, 0.80F} * (1.1F * std::exp(-(square(x - 0.86F) + square(y - 0.47F)) / 0.018F) * glow);

  const float dust = noise::fbm(u * 1.2F - 0.55F * near.bend_y, v * 1.2F + 0.55F * near.bend_x, 10, 311);
  const float clear = 1 - 0.94F * smoothstep(0.02F, 0.38F, dust) * (0.35F + 0.65F * body);
  const Color behind = stars(x * 420, y * 420, 0.55F * spot * 420, 0.12F, 330) * 0.5F +
                       stars(x * 130, y * 130, 0.75F * spot * 130, 0.22F, 340) * 0.8F;
  color = (color + behind) * Color{clear, clear * 0.93F + 0.01F, clear * 0.9F + 0.01F};
  color += stars(x * 60, y * 60, 1.0F * spot * 60, 0.15F, 350) * 1.5F + bright_stars(x, y);
  return color + Color{0.006F, 0.005F, 0.012F};
}

}  // namespace

Picture render_nebula(int width, int height) {
  Picture picture(width, height);
  const float pixel = 1 / static_cast<float>(height);
  const float spot = std::max(pixel, kStarSize);
  paint(picture, [&](float x, float y) { return shade(x * pixel, y * pixel, spot); });
  return picture;
}
