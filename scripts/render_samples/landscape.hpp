#pragma once

#include <functional>
#include <limits>
#include <vector>

#include "picture.hpp"
#include "vec.hpp"

/// Hills seen by a level camera. Its lens is shifted rather than tilted, so every column of the picture is one upright
/// slice through the land, which is walked once from the eye outwards. x goes right, y away from the camera, z up.
struct View {
  Vec3 eye;
  float focal_px = 1000;
  float horizon_px = 0;  ///< The row in which the horizon lies.
  float near_m = 5;
  float far_m = 40000;
  float steps = 3000;  ///< Along the way from near to far; geometric.
};

struct Landscape {
  /// Above water level in metres.
  std::function<float(float x, float y)> height;
  /// Of the land at a point seen along `ray` (of length 1) from a distance in metres.
  std::function<Color(Vec3 point, Vec3 ray, float distance)> land;
  std::function<Color(Vec3 ray)> sky;
  float water_level = -std::numeric_limits<float>::max();
  /// Of water, given what it reflects.
  std::function<Color(Vec3 point, Vec3 ray, float distance, Color reflection)> water;
  /// How much the surface leans, which bends reflections; in x and y.
  std::function<Vec3(Vec3 point, float distance)> ripples;
};

Picture render(const Landscape& landscape, const View& view, int width_px, int height_px);

/// Values on a square grid, mostly heights, bilinear between its points; computed once so that looking them up is
/// cheap.
class GridMap {
 public:
  GridMap(Vec3 corner, float width_m, float depth_m, float spacing_m,
          const std::function<float(float x, float y)>& height);

  float operator()(float x, float y) const;
  Vec3 normal(float x, float y) const;
  /// How much of the sun reaches the point: 0 to 1, soft at the edges. Looks `reach_m` far.
  float sunlight(Vec3 point, Vec3 sun, float reach_m) const;

 private:
  Vec3 corner_;
  float spacing_m_;
  int columns_;
  int rows_;
  std::vector<float> heights_;
};

/// The normal of a surface given by three heights, two of them `step` metres along x and y.
inline Vec3 normal_of(float here, float along_x, float along_y, float step) {
  return normalized({here - along_x, here - along_y, step});
}
