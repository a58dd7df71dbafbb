#include <array>

#include "landscape.hpp"
#include "noise.hpp"
#include "scenes/scenes.hpp"

// Open sea in the evening, cumulus clouds above it.
namespace {

const Vec3 sun_direction = normalized({0.28F, 0.94F, 0.125F});
constexpr Color kSunlight{6.5F, 3.6F, 1.7F};

/// The air without clouds; the sun's glow widens with roughness of the surface that mirrors it.
Color air(Vec3 ray, float roughness) {
  const float up = std::max(ray.z, 0.0F);
  Color color = mix(Color{0.90F, 0.50F, 0.28F}, Color{0.25F, 0.38F, 0.62F}, std::pow(clamp01(up * 3.4F), 0.55F));
  color = mix(color, Color{0.09F, 0.19F, 0.44F}, smoothstep(0.10F, 0.60F, up));
  const float toward = clamp01(dot(ray, sun_direction));
  color += kSunlight * (0.10F * std::pow(toward, 9.0F) + 0.22F * std::pow(toward, 160.0F));
  return color + kSunlight * (2.4F / (1 + 30 * roughness) * std::pow(toward, 5000 / (1 + 260 * roughness)));
}

/// Cumulus clouds between two heights, walked through ray by ray into a picture of the sky of their own, which is
/// coarse because clouds are soft.
class Clouds {
 public:
  Clouds(int width, int height, float focal_px) : light_(width, height), clear_(width, height), focal_px_(focal_px) {
    in_parallel(height, [&](int y) {
      for (int x = 0; x < width; ++x) {
        const float across = (static_cast<float>(x) + 0.5F - 0.5F * static_cast<float>(width)) / focal_px;
        const float up = (static_cast<float>(height - y) - 0.5F) / focal_px;
        const auto [light, clear] = march(normalized({across, 1, up}), noise::at(x, y, 820));
        light_.at(x, y) = light;
        clear_.at(x, y) = {clear, clear, clear};
      }
    });
  }

  Color sky(Vec3 ray, float roughness) const {
    const float x = ray.x / std::max(ray.y, 0.05F) * focal_px_ + 0.5F * static_cast<float>(light_.width);
    const float y = static_cast<float>(light_.height) - std::max(ray.z, 0.0F) / std::max(ray.y, 0.05F) * focal_px_;
    return air(ray, roughness) * sample(clear_, x, y) + sample(light_, x, y);
  }

 private:
  static constexpr float kBase = 900;
  static constexpr float kTop = 2700;

  static float density(Vec3 p, int octaves) {
    const float rise = (p.z - kBase) / (kTop - kBase);
    if (rise < 0 || rise > 1) return 0;
    const float cover = 0.5F + 0.5F * noise::fbm(p.x / 6500 + 3.3F, p.y / 6500 + 0.4F, 3, 801);
    const float shape = noise::fbm3(p * (1.0F / 900), octaves, 810);
    const float profile = smoothstep(0, 0.10F, rise) * (1 - 0.75F * rise);
    return clamp01((shape * profile + 0.60F * cover - 0.80F) * 9);
  }

  struct Passage {
    Color light;      ///< Added on the way.
    float clear = 1;  ///< Share of what is behind that still shows.
  };
  static Passage march(Vec3 ray, float jitter) {
    constexpr int kSteps = 90;
    if (ray.z < 0.012F) return {};
    const float enter = kBase / ray.z;
    const float step = (std::min(kTop / ray.z, 60000.0F) - enter) / kSteps;
    if (step <= 0) return {};
    const float forward = clamp01(dot(ray, sun_direction));
    const float phase = 0.45F + 1.6F * std::pow(forward, 6.0F) + 2.5F * std::pow(forward, 60.0F);
    float clear = 1;
    Color light;
    float t = enter + step * jitter;
    for (int k = 0; k < kSteps && clear > 0.02F; ++k, t += step) {
      const Vec3 point = ray * t;
      const float here = density(point, 7);
      if (here <= 0) continue;
      float shade = 0;
      for (const float ahead : {70.0F, 147.0F, 309.0F, 648.0F})
        shade += density(point + sun_direction * ahead, 4) * ahead * 0.9F;
      const float lit = std::exp(-shade * 0.0045F) * 0.85F + 0.15F * std::exp(-shade * 0.0009F);
      const float rise = (point.z - kBase) / (kTop - kBase);
      const Color glow =
          kSunlight * (0.24F * phase * lit) + mix(Color{0.10F, 0.095F, 0.14F}, Color{0.20F, 0.24F, 0.34F}, rise);
      const float absorbed = 1 - std::exp(-here * step * 0.0052F);
      const float haze = std::exp(-t * 3.2e-5F);
      light += mix(air(ray, 1), glow, haze) * (clear * absorbed);
      clear *= 1 - absorbed;
    }
    return {light, clear};
  }

  Picture light_;
  Picture clear_;
  float focal_px_;
};

struct Wave {
  float x, y;  ///< Direction times wave number, in radians a meter.
  float height_m;
  float phase;
};

class Sea {
 public:
  Sea(const Clouds& clouds, float pixel) : clouds_(clouds), pixel_(pixel) {
    float length_m = 34;
    for (std::size_t k = 0; k < waves_.size(); ++k, length_m *= 0.815F) {
      const int id = static_cast<int>(k);
      const float turn = 4.35F + 1.9F * (noise::at(id, 0, 830) - 0.5F);
      const float number = 2 * kPi / length_m;
      waves_[k] = {std::cos(turn) * number, std::sin(turn) * number,
                   0.0115F * length_m * (0.7F + 0.6F * noise::at(id, 1, 830)), 2 * kPi * noise::at(id, 2, 830)};
    }
  }

  Landscape landscape() const {
    return {[this](float x, float y) { return height(x, y); },
            [this](Vec3 point, Vec3 ray, float distance) { return water(point, ray, distance); },
            [this](Vec3 ray) { return clouds_.sky(ray, 0); },
            -1e9F,
            {},
            {}};
  }

 private:
  /// Sharp crests, broad troughs. Waves that are finer than a pixel at this distance are left out.
  float height(float x, float y) const {
    const float distance = std::sqrt(x * x + y * y);
    const float bend = 1.1F * noise::gradient(x / 37, y / 37, 840);
    float sum = 0;
    for (const Wave& wave : waves_) {
      const float visible = 1 - smoothstep(0.06F, 0.30F, distance * distance * pixel_ * pixel_ * 2 / wave.height_m);
      if (visible <= 0) break;
      const float s = 0.5F + 0.5F * std::sin(wave.x * x + wave.y * y + wave.phase + bend);
      sum += wave.height_m * visible * (2 * s * s * (0.5F + 0.5F * s) - 0.6F);
    }
    return sum;
  }

  Color water(Vec3 point, Vec3 ray, float distance) const {
    const float step = std::max(0.015F, distance * pixel_);
    Vec3 normal =
        normal_of(height(point.x, point.y), height(point.x + step, point.y), height(point.x, point.y + step), step);
    const float near = 1 / (1 + distance / 35);
    normal = normalized(normal + Vec3{0.16F * noise::fbm(point.x * 1.7F, point.y * 1.7F, 5, 850),
                                      0.16F * noise::fbm(point.x * 1.7F + 9, point.y * 1.7F, 5, 851), 0} *
                                     (0.25F + 0.75F * near));
    const float cosine = std::max(0.02F, -dot(ray, normal));
    const float fresnel = 0.02F + 0.98F * std::pow(1 - cosine, 5.0F);
    Vec3 mirrored = reflected(ray, normal);
    mirrored = normalized({mirrored.x, mirrored.y, std::abs(mirrored.z) + 0.02F});
    const float roughness = 0.02F + 0.35F * smoothstep(20, 900, distance);
    const Color sky = clouds_.sky(mirrored, roughness);
    const float crest = clamp01(0.30F + 0.55F * point.z);
    const Color deep = mix(Color{0.006F, 0.030F, 0.050F}, Color{0.035F, 0.17F, 0.17F}, crest * crest);
    const float foam = smoothstep(0.62F, 1.15F, point.z + 0.9F * noise::fbm(point.x * 0.9F, point.y * 0.9F, 7, 860)) *
                       smoothstep(-0.1F, 0.35F, noise::fbm(point.x * 5, point.y * 5, 5, 861)) * near;
    const Color color = mix(mix(deep, sky, fresnel), Color{0.62F, 0.58F, 0.56F}, 0.7F * foam);
    return mix(color, air({ray.x, ray.y, 0.0F}, 1) * 0.85F, 1 - std::exp(-distance * 9e-5F));
  }

  const Clouds& clouds_;
  float pixel_;  ///< Size of a pixel at distance 1.
  std::array<Wave, 22> waves_{};
};

}  // namespace

Picture render_sea(int width, int height) {
  const float focal_px = 0.85F * static_cast<float>(width);
  const float horizon_px = 0.60F * static_cast<float>(height);
  const Clouds clouds(width / 3, static_cast<int>(horizon_px) / 3, focal_px / 3);
  const Sea sea(clouds, 1 / focal_px);
  return render(sea.landscape(), {{0, 0, 4.2F}, focal_px, horizon_px, 2.5F, 9000, 5000}, width, height);
}
