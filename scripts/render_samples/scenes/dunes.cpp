#include "landscape.hpp"
#include "noise.hpp"
#include "scenes/scenes.hpp"

// A sea of sand in the last light.
namespace {

const Vec3 sun_direction = normalized({-0.86F, 0.40F, 0.21F});
constexpr Color kSunlight{4.4F, 2.35F, 1.15F};
constexpr float kEyeX = 300;
constexpr float kEyeY = 100;
constexpr Color kSkylight{0.17F, 0.20F, 0.30F};

/// One wavelength of a dune: the wind blows sand up a long back, and it slides down a short, steep face.
float profile(float phase) {
  const float u = phase - std::floor(phase);
  constexpr float kCrest = 0.70F;
  if (u < kCrest) {
    const float s = u / kCrest;
    return s * s * (1.9F - 0.9F * s);
  }
  const float s = (u - kCrest) / (1 - kCrest);
  return (1 - s) * (1 - s) * (1 + 0.55F * s);
}

float dunes(float x, float y, float wavelength, std::uint32_t seed) {
  const float sweep = 0.85F * noise::fbm(x / (wavelength * 2.1F), y / (wavelength * 2.6F), 3, seed);
  const float phase = (x * 0.93F + y * 0.36F) / wavelength + 1.25F * sweep;
  const float tall =
      0.35F + 0.9F * clamp01(0.5F + noise::gradient(x / (wavelength * 2.9F), y / (wavelength * 2.9F), seed + 9));
  return profile(phase) * tall * wavelength * 0.17F;
}

float ground(float x, float y) {
  const float large = dunes(x + 60, y, 420, 211);
  const float small = dunes(x, y, 95, 221) * smoothstep(62, 12, large);
  return large + 0.55F * small + 5 * noise::gradient(x / 160, y / 160, 230);
}

class Dunes {
 public:
  Landscape landscape() const {
    return {[this](float x, float y) { return map_(x, y); },
            [this](Vec3 point, Vec3 ray, float distance) { return land(point, ray, distance); },
            sky,
            -1e9F,
            {},
            {}};
  }

 private:
  /// Slope of the ripples that the wind draws; they bend around each other and fade where a pixel holds several.
  static Vec3 ripples(Vec3 point, float distance, Vec3 normal) {
    const float bend = 1.8F * noise::fbm(point.x / 3.2F, point.y / 3.2F, 4, 240) +
                       5 * noise::gradient(point.x / 22, point.y / 22, 241);
    const float phase = (point.x * 0.95F + point.y * 0.30F) * 9.5F + 3.1F * bend;
    const float wave = std::cos(phase) + 0.35F * std::cos(2 * phase + 0.8F);
    const float fade = 1 / (1 + square(distance / 120));
    const float firm =
        smoothstep(0.80F, 0.94F, normal.z) * (0.55F + 0.9F * noise::fbm(point.x / 15, point.y / 15, 2, 242));
    return Vec3{0.95F, 0.30F, 0} * (0.30F * wave * fade * std::max(0.0F, firm));
  }

  static Color hazy(Color color, float distance) {
    return mix(color, Color{0.80F, 0.50F, 0.34F}, 1 - std::exp(-distance * 1.2e-4F));
  }

  Color land(Vec3 point, Vec3 ray, float distance) const {
    const Vec3 broad = map_.normal(point.x, point.y);
    const float grit = noise::fbm(point.x * 14, point.y * 14, 5, 250) / (1 + distance / 90);
    const Vec3 uneven{0.06F * noise::fbm(point.x / 2.2F, point.y / 2.2F, 4, 251),
                      0.06F * noise::fbm(point.x / 2.2F, point.y / 2.2F, 4, 252), 0};
    const Vec3 normal = normalized(broad + ripples(point, distance, broad) + uneven);
    const float tone = 0.5F + 0.6F * noise::fbm(point.x / 90, point.y / 90, 4, 253);
    const Color sand = mix(Color{0.50F, 0.255F, 0.125F}, Color{0.60F, 0.335F, 0.175F}, tone) * (1 + 0.55F * grit);
    const float facing = std::max(0.0F, dot(normal, sun_direction));
    const float sun = facing > 0 ? map_.sunlight(point + broad * 0.6F, sun_direction, 900) : 0;
    const Color bounce = Color{0.16F, 0.085F, 0.04F} * clamp01(1.15F - normal.z + 0.35F * ray.y);
    const float glint = std::pow(clamp01(dot(reflected(ray, normal), sun_direction)), 14.0F);
    return hazy(sand * (kSunlight * (facing * sun) + kSkylight * (0.35F + 0.65F * normal.z) + bounce) +
                    kSunlight * (0.035F * glint * sun),
                distance);
  }

  static Color sky(Vec3 ray) {
    const float up = std::max(ray.z, 0.0F);
    Color color = mix(Color{0.98F, 0.60F, 0.36F}, Color{0.26F, 0.38F, 0.62F}, std::pow(clamp01(up * 2.6F), 0.6F));
    color = mix(color, Color{0.08F, 0.17F, 0.42F}, smoothstep(0.12F, 0.62F, up));
    const float toward = clamp01(dot(ray, normalized({sun_direction.x, sun_direction.y, 0.1F})));
    color += Color{1.1F, 0.50F, 0.18F} * (0.42F * std::pow(toward, 5.0F) * (1 - clamp01(up * 1.6F)));
    const float x = ray.x / (up + 0.10F);
    const float y = ray.y / (up + 0.10F);
    const float warp = noise::fbm(x * 0.6F, y * 0.4F, 5, 260);
    const float wisps = noise::fbm(x * 0.35F + warp, y * 1.1F + 1.4F * warp, 9, 261);
    return mix(color, Color{1.35F, 0.80F, 0.55F},
               0.55F * smoothstep(0.05F, 0.8F, wisps) * smoothstep(0.03F, 0.18F, up));
  }

  GridMap map_{{kEyeX - 3000, kEyeY - 80, 0}, 6000, 5200, 0.9F, ground};
};

}  // namespace

Picture render_dunes(int width, int height) {
  const Dunes scene;
  const float eye = ground(kEyeX, kEyeY) + 34;
  const View view{
      {kEyeX, kEyeY, eye}, 0.9F * static_cast<float>(width), 0.36F * static_cast<float>(height), 4, 5000, 5000};
  return render(scene.landscape(), view, width, height);
}
