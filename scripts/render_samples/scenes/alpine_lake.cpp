#include "landscape.hpp"
#include "noise.hpp"
#include "scenes/scenes.hpp"

// First light on a mountain range behind a lake.
namespace {

const Vec3 sun_direction = normalized({-0.80F, -0.50F, 0.30F});
constexpr Color kSunlight{4.6F, 2.15F, 0.95F};
constexpr Color kSkylight{0.20F, 0.29F, 0.50F};

float ground(float x, float y) {
  const float shore =
      std::sqrt(square(x / 2300) + square((y - 900) / 1900)) + 0.10F * noise::gradient(x / 500, y / 500, 3);
  const float rise = smoothstep(1.0F, 4.2F, shore);
  const float mountains = noise::eroded(x / 2500 + 3.1F, y / 2500 + 7.7F, 9, 900);
  const float hills = noise::fbm(x / 420, y / 420, 6, 12) * clamp01(shore - 0.97F);
  const float spurs = noise::ridged(x / 1300, y / 1300, 7, 15);
  return (shore - 1) * 80 + rise * (mountains * 1900 + spurs * 750 - 350) + 110 * hills;
}

class AlpineLake {
 public:
  Landscape landscape() const {
    return {[this](float x, float y) { return height(x, y); },
            [this](Vec3 point, Vec3, float distance) { return land(point, distance); },
            sky,
            0,
            water,
            ripples};
  }

 private:
  /// The map and what is too fine for it.
  float surface(float x, float y) const {
    const float base = map_(x, y);
    return base + 5.5F * noise::fbm(x / 23, y / 23, 4, 14) * smoothstep(100, 700, base);
  }

  float height(float x, float y) const {
    const float base = surface(x, y);
    if (base < 1 || base > 900) return base;
    const float trees = forest(x, y, base);
    if (trees <= 0) return base;
    const noise::Cells tree = noise::cells(x / 8, y / 8, 40);
    return base + trees * (9 + 12 * noise::unit(tree.id)) * clamp01(1.1F - 1.9F * tree.nearest);
  }

  static float forest(float x, float y, float height) {
    const float edge = 640 + 260 * noise::fbm(x / 600, y / 600, 4, 31);
    return smoothstep(1.5F, 6, height) * smoothstep(edge, edge - 150, height) *
           smoothstep(-0.55F, -0.3F, noise::fbm(x / 350, y / 350, 4, 32));
  }

  static Color hazy(Color color, Vec3 point, float distance) {
    const float valley = std::exp(-std::max(0.0F, point.z) / 130);
    const float haze = 1 - std::exp(-distance * (1.1e-5F + 7.5e-5F * valley));
    return mix(color, Color{0.36F, 0.40F, 0.55F}, haze);
  }

  Color land(Vec3 point, float distance) const {
    const float step = std::max(0.7F, distance / 4000);
    const Vec3 normal =
        normal_of(height(point.x, point.y), height(point.x + step, point.y), height(point.x, point.y + step), step);
    const float base = map_(point.x, point.y);
    const float level = map_.normal(point.x, point.y).z;
    const float grit = noise::fbm(point.x / 14, point.y / 14 + point.z / 9, 5, 60);
    const float patch = noise::fbm(point.x / 300, point.y / 300, 4, 62);
    Color color = mix(Color{0.15F, 0.13F, 0.13F}, Color{0.33F, 0.29F, 0.27F}, clamp01(0.5F + grit + 0.6F * patch));
    color *= 0.9F + 0.35F * noise::fbm(point.z / 26 + grit * 0.5F, point.x / 900, 4, 61);
    const float meadow = smoothstep(0.70F, 0.88F, level) * smoothstep(1150, 650, base + 250 * grit);
    color = mix(color, Color{0.10F, 0.105F, 0.045F} * (1 + 0.6F * grit), meadow);
    const float trees = forest(point.x, point.y, base) * smoothstep(1.5F, 5, point.z - base);
    color = mix(color, Color{0.022F, 0.034F, 0.020F} * (1 + 0.9F * grit), clamp01(trees * 1.5F));
    const float snow =
        smoothstep(800, 1150, base + 350 * grit + 350 * patch) * smoothstep(0.40F, 0.56F, level + 0.16F * grit);
    color = mix(color, Color{0.84F, 0.87F, 0.94F}, snow);

    // Mountains behind the camera still keep the valley in the shade.
    const float dawn = smoothstep(380, 820, point.z + 130 * noise::gradient(point.x / 1500, point.y / 1500, 64));
    const float facing = dawn * std::max(0.0F, dot(normal, sun_direction));
    const float sun = facing > 0 ? facing * map_.sunlight(point + normal * 16, sun_direction, 9000) : 0;
    const float open = 0.3F + 0.7F * clamp01(normal.z + 0.25F * normal.y);
    return hazy(color * (kSunlight * sun + kSkylight * open), point, distance);
  }

  static Color sky(Vec3 ray) {
    const float up = std::max(ray.z, 0.0F);
    Color color = mix(Color{0.92F, 0.60F, 0.48F}, Color{0.34F, 0.42F, 0.66F}, std::pow(clamp01(up * 2.6F), 0.6F));
    color = mix(color, Color{0.08F, 0.16F, 0.40F}, smoothstep(0.2F, 0.75F, up));
    const float across = ray.x / (up + 0.15F);
    const float away = ray.y / (up + 0.15F);
    const float warp = noise::fbm(across * 0.7F, away * 0.5F, 5, 50);
    const float cirrus = noise::fbm(across * 0.5F + 1.2F * warp + 2, away * 1.6F + 0.8F * warp, 9, 51);
    const float cover = smoothstep(0.0F, 0.75F, cirrus + 0.08F) * smoothstep(0.03F, 0.16F, up);
    return mix(color, Color{1.25F, 0.62F, 0.50F}, 0.8F * cover) * 0.62F;
  }

  static Vec3 ripples(Vec3 point, float distance) {
    const float breeze = smoothstep(-0.1F, 0.4F, noise::fbm(point.x / 330, point.y / 110, 3, 70));
    const float strength = (0.25F + 0.75F * breeze) / (1 + distance / 160) + 0.02F * breeze;
    const float y = noise::fbm(point.x / 3.1F, point.y / 1.3F, 3, 72);
    return Vec3{0.010F * noise::fbm(point.x / 2, point.y / 2, 3, 71), 0.040F * y, 0} * strength;
  }

  static Color water(Vec3 point, Vec3 ray, float distance, Color reflection) {
    const float fresnel = 0.03F + 0.97F * std::pow(1 - clamp01(-ray.z), 5.0F);
    const Color depth{0.010F, 0.034F, 0.044F};
    return hazy(mix(depth, reflection * Color{0.90F, 0.94F, 0.97F}, 0.2F + 0.8F * fresnel), point, 0.5F * distance);
  }

  GridMap map_{{-9000, -1200, 0}, 18000, 17000, 6, ground};
};

}  // namespace

Picture render_alpine_lake(int width, int height) {
  const AlpineLake scene;
  const View view{{0, -900, 12}, 0.95F * static_cast<float>(width), 0.60F * static_cast<float>(height), 8, 15000, 4000};
  return render(scene.landscape(), view, width, height);
}
