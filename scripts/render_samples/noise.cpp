#include "noise.hpp"

#include <array>

namespace noise {

float eroded(float x, float y, int octaves, std::uint32_t seed) {
  float sum = 0;
  float strength = 1;
  float dx = 0;
  float dy = 0;
  for (int octave = 0; octave < octaves; ++octave) {
    const Sample n = smooth(x, y, seed + static_cast<std::uint32_t>(octave));
    dx += n.dx;
    dy += n.dy;
    sum += strength * (0.5F + 0.5F * n.value) / (1 + 0.3F * (dx * dx + dy * dy));
    strength *= 0.5F;
    const float turned = 1.6F * x - 1.2F * y;
    y = 1.2F * x + 1.6F * y;
    x = turned;
  }
  return sum;
}

Cells cells(float x, float y, std::uint32_t seed) {
  const int ix = floor_int(x);
  const int iy = floor_int(y);
  Cells found;
  float nearest2 = 100;
  float second2 = 100;
  struct Point {
    float dx;
    float dy;
    std::uint32_t id;
  };
  std::array<Point, 9> points{};
  for (int k = 0; k < 9; ++k) {
    const int cx = ix + k % 3 - 1;
    const int cy = iy + k / 3 - 1;
    const std::uint32_t bits = hash(cx, cy, seed);
    const float dx = static_cast<float>(cx) + 0.1F + 0.8F * static_cast<float>(bits & 0xffffU) / 65535.0F - x;
    const float dy = static_cast<float>(cy) + 0.1F + 0.8F * static_cast<float>(bits >> 16) / 65535.0F - y;
    points.at(static_cast<std::size_t>(k)) = {dx, dy, bits};
    const float distance2 = dx * dx + dy * dy;
    if (distance2 < nearest2) {
      second2 = nearest2;
      nearest2 = distance2;
      found.id = bits;
      found.dx = dx;
      found.dy = dy;
    } else if (distance2 < second2) {
      second2 = distance2;
    }
  }
  found.nearest = std::sqrt(nearest2);
  found.second = std::sqrt(second2);
  found.edge = 100;
  for (const Point& point : points) {
    const float ex = point.dx - found.dx;
    const float ey = point.dy - found.dy;
    const float length2 = ex * ex + ey * ey;
    if (length2 < 1e-8F) continue;
    const float middle = 0.5F * ((point.dx + found.dx) * ex + (point.dy + found.dy) * ey) / std::sqrt(length2);
    found.edge = std::min(found.edge, middle);
  }
  return found;
}

float smooth3(Vec3 p, std::uint32_t seed) {
  const int iz = floor_int(p.z);
  const float fz = p.z - static_cast<float>(iz);
  const float uz = fz * fz * (3 - 2 * fz);
  const auto layer = [&](int z) { return smooth(p.x, p.y, seed + 0x632beU * static_cast<std::uint32_t>(z)).value; };
  return 0.5F + 0.5F * mix(layer(iz), layer(iz + 1), uz);
}

float fbm3(Vec3 p, int octaves, std::uint32_t seed) {
  float sum = 0;
  float strength = 0.5F;
  for (int octave = 0; octave < octaves; ++octave) {
    sum += strength * smooth3(p, seed + static_cast<std::uint32_t>(octave));
    p = Vec3{1.6F * p.x + 1.2F * p.y, 1.6F * p.y - 1.2F * p.x, 2.03F * p.z + 5.3F};
    strength *= 0.5F;
  }
  return sum;
}

}  // namespace noise
