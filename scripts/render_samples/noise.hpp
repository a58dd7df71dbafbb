#pragma once

#include <cstdint>

#include "vec.hpp"

/// Seeded noise: the same arguments give the same value everywhere and always.
namespace noise {

/// The mixing function lowbias32, which Chris Wellons found by search.
constexpr std::uint32_t hash(std::uint32_t value) {
  value ^= value >> 16;
  value *= 0x7feb352dU;
  value ^= value >> 15;
  value *= 0x846ca68bU;
  return value ^ (value >> 16);
}
constexpr std::uint32_t hash(int x, int y, std::uint32_t seed) {
  return hash(static_cast<std::uint32_t>(x) * 0x9e3779b1U ^ hash(static_cast<std::uint32_t>(y) + seed * 0x85ebca77U));
}
/// 0 to 1, the same for the same whole numbers.
constexpr float unit(std::uint32_t bits) {
  return static_cast<float>(bits >> 8) * (1.0F / 16777216.0F);
}
constexpr float at(int x, int y, std::uint32_t seed) {
  return unit(hash(x, y, seed));
}

inline int floor_int(float f) {
  return static_cast<int>(std::floor(f));
}

/// Smooth noise with its slope.
struct Sample {
  float value = 0;  ///< -1 to 1.
  float dx = 0;
  float dy = 0;
};

/// Value noise, quintic between the points of the unit grid.
inline Sample smooth(float x, float y, std::uint32_t seed) {
  const int ix = floor_int(x);
  const int iy = floor_int(y);
  const float fx = x - static_cast<float>(ix);
  const float fy = y - static_cast<float>(iy);
  const float ux = fx * fx * fx * (fx * (fx * 6 - 15) + 10);
  const float uy = fy * fy * fy * (fy * (fy * 6 - 15) + 10);
  const float a = at(ix, iy, seed);
  const float b = at(ix + 1, iy, seed) - a;
  const float c = at(ix, iy + 1, seed) - a;
  const float d = at(ix + 1, iy + 1, seed) - a - b - c;
  return {2 * (a + b * ux + c * uy + d * ux * uy) - 1, 60 * fx * fx * square(fx - 1) * (b + d * uy),
          60 * fy * fy * square(fy - 1) * (c + d * ux)};
}

/// Gradient noise, about -0.7 to 0.7: less blocky than value noise.
inline float gradient(float x, float y, std::uint32_t seed) {
  const int ix = floor_int(x);
  const int iy = floor_int(y);
  const float fx = x - static_cast<float>(ix);
  const float fy = y - static_cast<float>(iy);
  const float ux = fx * fx * fx * (fx * (fx * 6 - 15) + 10);
  const float uy = fy * fy * fy * (fy * (fy * 6 - 15) + 10);
  const auto corner = [&](int cx, int cy) {
    const std::uint32_t bits = hash(ix + cx, iy + cy, seed);
    const float gx = static_cast<float>(bits & 0xffffU) * (2.0F / 65535.0F) - 1;
    const float gy = static_cast<float>(bits >> 16) * (2.0F / 65535.0F) - 1;
    return gx * (fx - static_cast<float>(cx)) + gy * (fy - static_cast<float>(cy));
  };
  return mix(mix(corner(0, 0), corner(1, 0), ux), mix(corner(0, 1), corner(1, 1), ux), uy);
}

/// Octaves of gradient noise, each twice as fine and half as strong, turned against each other.
inline float fbm(float x, float y, int octaves, std::uint32_t seed) {
  float sum = 0;
  float strength = 1;
  for (int octave = 0; octave < octaves; ++octave) {
    sum += strength * gradient(x, y, seed + static_cast<std::uint32_t>(octave));
    const float turned = 1.6F * x + 1.2F * y;
    y = 1.6F * y - 1.2F * x;
    x = turned;
    strength *= 0.5F;
  }
  return sum;
}

/// As fbm, but folded at zero into sharp ridges: 0 to 1, high on the ridges.
inline float ridged(float x, float y, int octaves, std::uint32_t seed) {
  float sum = 0;
  float strength = 0.5F;
  float weight = 1;
  for (int octave = 0; octave < octaves; ++octave) {
    const float ridge =
        square(1 - std::min(1.0F, 1.6F * std::abs(gradient(x, y, seed + static_cast<std::uint32_t>(octave)))));
    sum += strength * ridge * weight;
    weight = clamp01(ridge * 2);
    const float turned = 1.6F * x + 1.2F * y;
    y = 1.6F * y - 1.2F * x;
    x = turned;
    strength *= 0.5F;
  }
  return sum;
}

/// Mountains: octaves of smooth noise that fade where the ground is already steep, which leaves ridges and even slopes
/// as erosion does. 0 to about 1.5.
float eroded(float x, float y, int octaves, std::uint32_t seed);

/// The nearest two of a jittered grid's points.
struct Cells {
  float nearest = 0;  ///< Distance to the nearest point.
  float second = 0;
  float edge = 0;        ///< Distance to the border with the nearest neighbor.
  std::uint32_t id = 0;  ///< Of the nearest point.
  float dx = 0, dy = 0;  ///< To the nearest point.
};
Cells cells(float x, float y, std::uint32_t seed);

/// Value noise in space, 0 to 1, and its octaves.
float smooth3(Vec3 p, std::uint32_t seed);
float fbm3(Vec3 p, int octaves, std::uint32_t seed);

}  // namespace noise
