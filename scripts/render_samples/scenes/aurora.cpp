#include "landscape.hpp"
#include "noise.hpp"
#include "scenes/scenes.hpp"
#include "stars.hpp"

// Northern lights above a frozen shore; the lake is still open.
namespace {

const Vec3 moon_direction = normalized({0.75F, -0.45F, 0.42F});
constexpr Color kMoonlight{0.12F, 0.15F, 0.22F};
constexpr float kStarSize = 1.0F / 1500;  // At distance 1.
constexpr Color kGlow{0.012F, 0.055F, 0.036F};

float ground(float x, float y) {
  const float shore = std::sqrt(square((x + 300) / 2000) + square((y - 500) / 1500)) +
                      0.13F * noise::gradient(x / 420, y / 420, 103) + 0.05F * noise::gradient(x / 130, y / 130, 104);
  const float rise = smoothstep(1.0F, 3.2F, shore);
  return (shore - 1) * 70 +
         rise * (720 * noise::eroded(x / 2300 + 0.6F, y / 2300 + 0.1F, 9, 111) +
                 420 * noise::ridged(x / 1200, y / 1200, 7, 113) - 200) +
         30 * noise::fbm(x / 260, y / 260, 6, 112) * clamp01(shore - 0.98F) * 2;
}

/// How bright the curtains are above a point of the ground, seen from far enough to be a map; units of 100 km.
float curtain(float x, float y) {
  const float wx = x + 0.55F * noise::fbm(x * 0.8F, y * 0.8F, 3, 120);
  const float wy = y + 0.55F * noise::fbm(x * 0.8F + 9, y * 0.8F, 3, 121);
  const float fold = noise::gradient(wx * 0.75F, wy * 1.15F, 122) + 0.12F * noise::gradient(wx * 2.3F, wy * 2.3F, 123);
  const float line = std::exp(-square(fold / 0.015F)) + 0.06F * std::exp(-square(fold / 0.10F));
  const float streaks =
      0.62F + 1.1F * noise::fbm(wx * 5, wy * 5, 3, 124) + 0.85F * noise::fbm(wx * 26, wy * 26, 3, 126);
  return line * std::max(0.12F, streaks) * smoothstep(-0.55F, 0.25F, noise::fbm(x * 0.45F, y * 0.45F, 2, 125));
}

class Aurora {
 public:
  explicit Aurora(float pixel) : pixel_(pixel) {}

  Landscape landscape() const {
    return {[this](float x, float y) { return height(x, y); },
            [this](Vec3 point, Vec3, float distance) { return land(point, distance); },
            [this](Vec3 ray) { return sky(ray); },
            0,
            [](Vec3, Vec3 ray, float, Color reflection) {
              const float fresnel = 0.04F + 0.96F * std::pow(1 - clamp01(-ray.z), 5.0F);
              return mix(Color{0.002F, 0.006F, 0.009F}, reflection, 0.25F + 0.75F * fresnel);
            },
            [](Vec3 point, float distance) {
              const float strength = 1 / (1 + distance / 140) + 0.03F;
              return Vec3{0.012F * noise::fbm(point.x / 2.4F, point.y / 2.4F, 3, 130),
                          0.035F * noise::fbm(point.x / 4, point.y / 1.5F, 3, 131), 0} *
                     strength;
            }};
  }

 private:
  static float forest(float x, float y, float height) {
    return smoothstep(1, 4, height) * smoothstep(330, 210, height + 160 * noise::fbm(x / 500, y / 500, 4, 141)) *
           smoothstep(-0.35F, -0.1F, noise::fbm(x / 210, y / 210, 4, 142));
  }

  float height(float x, float y) const {
    const float base = map_(x, y) + 0.8F * noise::fbm(x / 9, y / 9, 3, 143);
    const float trees = base < 0.5F ? 0 : forest(x, y, base);
    if (trees <= 0) return base;
    const noise::Cells tree = noise::cells(x / 7, y / 7, 144);
    return base + trees * (8 + 13 * noise::unit(tree.id)) * clamp01(1.1F - 1.9F * tree.nearest);
  }

  Color land(Vec3 point, float distance) const {
    const float step = std::max(0.5F, distance / 4000);
    const Vec3 normal =
        normal_of(height(point.x, point.y), height(point.x + step, point.y), height(point.x, point.y + step), step);
    const float base = map_(point.x, point.y);
    const float level = map_.normal(point.x, point.y).z;
    const float grit = noise::fbm(point.x / 11, point.y / 11 + point.z / 7, 5, 150);
    Color color =
        mix(Color{0.07F, 0.07F, 0.08F}, Color{0.82F, 0.86F, 0.92F}, smoothstep(0.60F, 0.78F, level + 0.2F * grit));
    const float trees = forest(point.x, point.y, base) * smoothstep(1.5F, 5, point.z - base);
    color = mix(color, Color{0.012F, 0.02F, 0.018F}, clamp01(trees * 1.4F));
    const float moon = std::max(0.0F, dot(normal, moon_direction));
    const float shadow = moon > 0 ? map_.sunlight(point + normal * 12, moon_direction, 6000) : 0;
    const Color light =
        kMoonlight * (moon * shadow) + kGlow * (0.4F + 0.6F * clamp01(normal.z)) + Color{0.012F, 0.018F, 0.032F};
    return mix(color * light, Color{0.020F, 0.045F, 0.055F}, 1 - std::exp(-distance * 5.5e-5F));
  }

  Color sky(Vec3 ray) const {
    const float up = std::max(ray.z, 0.01F);
    Color color = mix(Color{0.022F, 0.060F, 0.075F}, Color{0.004F, 0.009F, 0.026F}, std::pow(clamp01(up * 2), 0.6F));
    const float x = ray.x / ray.y;
    const float y = ray.z / ray.y;
    color += stars(x * 150, y * 150, 0.6F * kStarSize * 150, 0.3F, 160) * 0.35F +
             stars(x * 45, y * 45, 0.7F * kStarSize * 45, 0.35F, 170);
    constexpr int kSteps = 90;
    const float jitter = noise::at(noise::floor_int(x / pixel_), noise::floor_int(y / pixel_), 180);
    Color light;
    for (int k = 0; k < kSteps; ++k) {
      const float rise = (static_cast<float>(k) + jitter) / kSteps;  // Through the curtain, from its hem upwards.
      const float away = (0.42F + 0.62F * rise) / (up + 0.03F);
      const float fade = smoothstep(0, 0.05F, rise) * std::exp(-rise * 3.6F);
      const Color tint = mix(Color{0.10F, 1.0F, 0.42F}, Color{0.55F, 0.18F, 0.85F}, smoothstep(0.10F, 0.62F, rise));
      light += tint * (fade * curtains_(ray.x * away, ray.y * away));
    }
    return color + light * (7.5F / kSteps) * (1 / (1 + 0.35F / (up + 0.08F)));
  }

  float pixel_;  ///< Size of a pixel at distance 1.
  GridMap map_{{-7000, -1000, 0}, 14000, 13000, 6, ground};
  GridMap curtains_{{-12, -1, 0}, 24, 22, 0.006F, curtain};
};

}  // namespace

Picture render_aurora(int width, int height) {
  const auto focal_px = 0.62F * static_cast<float>(width);
  const Aurora scene(1 / focal_px);
  return render(scene.landscape(), {{0, -900, 9}, focal_px, 0.74F * static_cast<float>(height), 6, 11000, 3500}, width,
                height);
}
