#include "noise.hpp"
#include "scenes/scenes.hpp"

// A travel poster in flat colors: evening hills over a lake, reeds, geese. Made for PNG, which likes even areas.
namespace {

constexpr int kHills = 6;
constexpr float kShore = 0.735F;

Color palette(float f) {
  constexpr Color kNight{0.055F, 0.045F, 0.16F};
  constexpr Color kPlum{0.26F, 0.07F, 0.24F};
  constexpr Color kCoral{0.90F, 0.25F, 0.19F};
  constexpr Color kGold{1.15F, 0.66F, 0.26F};
  if (f < 0.33F) return mix(kNight, kPlum, f / 0.33F);
  if (f < 0.70F) return mix(kPlum, kCoral, (f - 0.33F) / 0.37F);
  return mix(kCoral, kGold, (f - 0.70F) / 0.30F);
}

float hill_edge(int hill, float x) {
  const auto near = static_cast<float>(hill) / (kHills - 1);
  const float shift = 9.1F * static_cast<float>(hill);
  const float peaks = noise::ridged(x * mix(1.5F, 0.8F, near) + shift, 0.4F, 4, 601 + static_cast<std::uint32_t>(hill));
  const float trees = near > 0.5F ? 0.012F * near * std::abs(noise::fbm(x * 60, shift, 4, 620)) : 0;
  return mix(0.56F, 0.775F, near) - mix(0.20F, 0.10F, near) * peaks - trees;
}

Color land_and_sky(float x, float y) {
  for (int hill = kHills - 1; hill >= 0; --hill) {
    const auto near = static_cast<float>(hill) / (kHills - 1);
    const float below = y - hill_edge(hill, x);
    if (below <= 0) continue;
    const float lit =
        noise::ridged(x * 5 + 3 * near, y * 9, 3, 630 + static_cast<std::uint32_t>(hill)) > 0.47F ? 0.05F : 0.0F;
    const float mist = 0.10F * std::floor(clamp01(below * 5) * 6) / 6;
    return palette(0.62F * (1 - near) + lit * (1 - near) + mist * (1 - 0.6F * near));
  }
  const float sun = std::sqrt(square(x - 0.98F) + square(y - 0.43F));
  if (sun < 0.115F) return {1.7F, 1.25F, 0.72F};
  const float rings = std::floor(9 * std::exp(-1.45F * sun)) / 9;
  const float cloud = noise::fbm(x * 1.4F, y * 8, 3, 640) + 0.25F * noise::gradient(x * 5, y * 22, 641);
  const float band = cloud > 0.24F && y < 0.5F ? 0.10F : 0.0F;
  return palette(clamp01(0.30F + 0.68F * rings + band * (1 - 0.3F * rings)));
}

/// Reeds in the corner: stalks that lean with the wind, some with a head.
bool reed(float x, float y) {
  for (int stalk = 0; stalk < 46; ++stalk) {
    const float root =
        stalk % 3 == 0 ? 1.18F + 0.34F * noise::at(stalk, 1, 650) : 0.36F * square(noise::at(stalk, 1, 650));
    const float tip = 0.60F + 0.30F * noise::at(stalk, 2, 650);
    if (y < tip) continue;
    const float up = (1 - y) / (1 - tip);
    const float lean = (0.10F * noise::at(stalk, 3, 650) - 0.035F) * up * up;
    const float half = 0.0032F * (1.15F - up) + (stalk % 4 == 0 && up > 0.80F && up < 0.97F ? 0.0052F : 0.0F);
    if (std::abs(x - root - lean) < half) return true;
  }
  return false;
}

bool bird(float x, float y, float bird_x, float bird_y, float size) {
  const float dx = std::abs(x - bird_x) / size;
  const float wing = 0.34F * std::sin(std::min(dx, 1.0F) * 2.5F) - 0.10F * dx;
  return dx < 1 && std::abs((bird_y - y) / size - wing) < 0.075F * (1.02F - dx);
}

Color shade(float x, float y) {
  if (reed(x, y)) return palette(0.0F) * 0.45F;
  for (int k = 0; k < 7; ++k) {
    const float spread = static_cast<float>(k) - 3;
    if (bird(x, y, 0.52F + 0.052F * spread, 0.25F + 0.022F * std::abs(spread), 0.017F)) return palette(0.02F) * 0.6F;
  }
  if (y < kShore) return land_and_sky(x, y);
  const float depth = y - kShore;
  const float wave =
      0.007F * (1 + 9 * depth) * std::sin(depth * 190 / (1 + 5 * depth) + 3 * noise::gradient(x * 3, y * 16, 660));
  const Color mirrored = land_and_sky(x + wave, kShore - 1.35F * depth);
  const bool glitter = std::abs(x - 0.98F) < 0.10F + 0.18F * depth && noise::gradient(x * 9, y * 95, 661) > 0.16F;
  return glitter ? Color{1.6F, 1.05F, 0.55F} : mirrored * Color{0.72F, 0.70F, 0.86F};
}

}  // namespace

Picture render_poster(int width, int height) {
  Picture picture(width, height);
  const float pixel = 1 / static_cast<float>(height);
  paint(picture, [&](float x, float y) {
    Color sum;
    for (const float across : {-1.0F, 0.0F, 1.0F}) {
      for (const float down : {-1.0F, 0.0F, 1.0F}) sum += shade((x + across / 3) * pixel, (y + down / 3) * pixel);
    }
    return sum * (1.0F / 9);
  });
  return picture;
}
