#pragma once

#include "noise.hpp"
#include "vec.hpp"

/// Stars on a plane divided into cells of size 1, at most one in each: few bright ones, many faint ones, warm and cold.
/// `radius` is that of the faintest.
inline Color stars(float x, float y, float radius, float share, std::uint32_t seed) {
  const int ix = noise::floor_int(x);
  const int iy = noise::floor_int(y);
  if (noise::at(ix, iy, seed) > share) return {};
  const float dx = x - static_cast<float>(ix) - 0.2F - 0.6F * noise::at(ix, iy, seed + 1);
  const float dy = y - static_cast<float>(iy) - 0.2F - 0.6F * noise::at(ix, iy, seed + 2);
  const float rarity = noise::at(ix, iy, seed + 3);
  const float brightness = 0.10F + 1.4F * std::pow(rarity, 24.0F);
  const float spread = radius * (1 + 0.9F * std::pow(rarity, 24.0F));
  const float warmth = noise::at(ix, iy, seed + 4);
  const Color tint = mix(Color{0.75F, 0.85F, 1.2F}, Color{1.2F, 0.92F, 0.70F}, warmth * warmth);
  return tint * (brightness * std::exp(-(dx * dx + dy * dy) / (2 * spread * spread)));
}
