#include <array>
#include <optional>

#include "noise.hpp"
#include "scenes/scenes.hpp"

// Glass balls on a chequered table by a window, through a lens with little depth of field.
namespace {

enum class Material : std::uint8_t { glass, mirror, clay };

struct Ball {
  Vec3 middle;
  float radius;
  Material material;
  Color tint;
};

constexpr std::array kBalls{
    Ball{{0.05F, 3.9F, 1.0F}, 1.0F, Material::glass, {0.97F, 0.99F, 1.0F}},
    Ball{{-1.95F, 5.1F, 0.85F}, 0.85F, Material::glass, {0.35F, 0.75F, 0.95F}},
    Ball{{1.95F, 4.7F, 0.78F}, 0.78F, Material::glass, {1.0F, 0.62F, 0.18F}},
    Ball{{0.95F, 6.6F, 1.15F}, 1.15F, Material::mirror, {0.95F, 0.93F, 0.90F}},
    Ball{{-0.98F, 2.75F, 0.36F}, 0.36F, Material::glass, {0.95F, 0.30F, 0.38F}},
    Ball{{1.02F, 2.62F, 0.30F}, 0.30F, Material::glass, {0.45F, 0.92F, 0.50F}},
    Ball{{-0.38F, 2.25F, 0.17F}, 0.17F, Material::mirror, {1.0F, 0.84F, 0.55F}},
    Ball{{-3.4F, 7.6F, 1.2F}, 1.2F, Material::clay, {0.70F, 0.20F, 0.12F}},
    Ball{{3.7F, 7.4F, 1.05F}, 1.05F, Material::clay, {0.14F, 0.26F, 0.50F}},
    Ball{{2.9F, 3.1F, 0.42F}, 0.42F, Material::clay, {0.80F, 0.66F, 0.35F}},
    Ball{{-2.75F, 3.2F, 0.46F}, 0.46F, Material::glass, {0.80F, 0.62F, 0.98F}},
};
const Vec3 sun_direction = normalized({-0.62F, 0.30F, 0.72F});
constexpr Color kSunlight{3.6F, 3.1F, 2.4F};
constexpr float kIndex = 1.5F;

/// A sequence of random numbers of its own for each pixel.
class Random {
 public:
  explicit Random(std::uint32_t seed) : state_(seed) {}
  float next() { return noise::unit(state_ = noise::hash(state_ + 0x9e3779b9U)); }

 private:
  std::uint32_t state_;
};

/// Distance to the nearest crossing beyond a hair's breadth.
std::optional<float> meet(const Ball& ball, Vec3 from, Vec3 ray) {
  const Vec3 to = from - ball.middle;
  const float b = dot(to, ray);
  const float root2 = b * b - dot(to, to) + ball.radius * ball.radius;
  if (root2 < 0) return std::nullopt;
  const float root = std::sqrt(root2);
  if (-b - root > 1e-3F) return -b - root;
  if (-b + root > 1e-3F) return -b + root;
  return std::nullopt;
}

/// A room at dusk: a bright window on the left, a warm lamp on the right, dim walls. Seen by way of a matt surface,
/// where nobody can tell, it is the same light without sharp edges, which needs fewer samples.
Color room(Vec3 ray, bool by_matt) {
  Color light = mix(Color{0.16F, 0.11F, 0.10F}, Color{0.20F, 0.24F, 0.34F}, 0.5F + 0.5F * ray.z);
  if (by_matt)
    return light + Color{1.1F, 1.2F, 1.4F} * square(clamp01(0.5F - 0.5F * ray.x)) +
           Color{0.5F, 0.3F, 0.14F} * clamp01(ray.x);
  const float azimuth = std::atan2(ray.x, ray.y);
  const bool pane = azimuth > -1.75F && azimuth < -0.55F && ray.z > 0.14F && ray.z < 0.74F;
  const bool bar = std::abs(azimuth + 1.15F) < 0.025F || std::abs(ray.z - 0.44F) < 0.014F;
  if (pane && !bar) light += Color{3.6F, 3.9F, 4.4F} * (0.7F + 0.5F * ray.z);
  light += Color{9, 5.2F, 2.2F} * smoothstep(0.965F, 0.985F, dot(ray, normalized({0.75F, 0.35F, 0.42F})));
  light += Color{0.9F, 0.55F, 0.30F} *
           (0.5F * std::exp(-square((azimuth - 0.35F) / 0.5F) - square((ray.z - 0.05F) / 0.16F)));
  return light;
}

/// How much sun passes the balls on its way to the point; glass tints it and gathers it behind its middle.
Color sun_at(Vec3 point, Random& random) {
  const Vec3 aim =
      normalized(sun_direction + Vec3{random.next() - 0.5F, random.next() - 0.5F, random.next() - 0.5F} * 0.07F);
  Color light = kSunlight;
  for (const Ball& ball : kBalls) {
    if (!meet(ball, point, aim)) continue;
    if (ball.material != Material::glass) return {};
    const Vec3 to = ball.middle - point;
    const Vec3 off = to - aim * dot(to, aim);
    const float centered = 1 - dot(off, off) / (ball.radius * ball.radius);
    light = light * ball.tint * ball.tint * (0.12F + 2.6F * std::pow(clamp01(centered), 5.0F));
  }
  return light;
}

Color table(Vec3 point) {
  const float u = point.x * 0.83F + point.y * 0.55F;
  const float v = point.y * 0.83F - point.x * 0.55F;
  const bool light = ((noise::floor_int(u * 1.35F) + noise::floor_int(v * 1.35F)) & 1) != 0;
  const float veins = noise::ridged(u * 1.1F + noise::fbm(u * 2, v * 2, 4, 701), v * 1.1F, 7, light ? 702 : 703);
  const Color stone =
      light ? mix(Color{0.78F, 0.74F, 0.68F}, Color{0.40F, 0.34F, 0.30F}, square(veins) * 0.9F)
            : mix(Color{0.035F, 0.045F, 0.055F}, Color{0.30F, 0.27F, 0.22F}, std::pow(veins, 3.0F) * 1.4F);
  return stone * (1 + 0.22F * noise::fbm(u * 55, v * 55, 3, 704));
}

float fresnel(float cosine, float at_normal) {
  return at_normal + (1 - at_normal) * std::pow(1 - clamp01(cosine), 5.0F);
}

/// Light that comes to `from` against `ray`; which way it took at each surface is drawn by lot.
Color trace(Vec3 from, Vec3 ray, Random& random) {
  Color share{1, 1, 1};
  Color light;
  bool by_matt = false;
  for (int bounce = 0; bounce < 9; ++bounce) {
    float distance = ray.z < 0 ? -from.z / ray.z : 1e9F;
    const Ball* ball = nullptr;
    for (const Ball& candidate : kBalls) {
      const std::optional<float> there = meet(candidate, from, ray);
      if (there && *there < distance) {
        distance = *there;
        ball = &candidate;
      }
    }
    if (distance > 60) return light + share * room(ray, by_matt);
    const Vec3 point = from + ray * distance;
    Vec3 normal = ball == nullptr ? Vec3{0, 0, 1} : (point - ball->middle) * (1 / ball->radius);
    const float cosine = dot(ray, normal);
    const bool leaving = cosine > 0;
    if (leaving) normal = normal * -1.0F;
    if (ball != nullptr && ball->material == Material::mirror) {
      share = share * ball->tint;
      ray = reflected(ray, normal);
    } else if (ball != nullptr && ball->material == Material::glass) {
      const float ratio = leaving ? kIndex : 1 / kIndex;
      const float inside2 = 1 - ratio * ratio * (1 - cosine * cosine);
      if (leaving) share = share * mix(Color{1, 1, 1}, ball->tint, clamp01(0.75F * distance / ball->radius));
      if (inside2 < 0 || random.next() < fresnel(leaving ? std::sqrt(inside2) : -cosine, 0.04F)) {
        ray = reflected(ray, normal);
      } else {
        ray = normalized(ray * ratio + normal * (ratio * std::abs(cosine) - std::sqrt(inside2)));
      }
    } else if (random.next() < fresnel(-cosine, 0.05F)) {
      const Vec3 rough{random.next() - 0.5F, random.next() - 0.5F, random.next() - 0.5F};
      ray = normalized(reflected(ray, normal) + rough * (ball == nullptr ? 0.015F : 0.10F));
    } else {
      share = share * (ball == nullptr ? table(point) : ball->tint);
      light += share * sun_at(point + normal * 1e-3F, random) * std::max(0.0F, dot(normal, sun_direction));
      by_matt = true;
      const float turn = 2 * kPi * random.next();
      const float up = 2 * random.next() - 1;
      const float flat = std::sqrt(1 - up * up);
      ray = normalized(normal * 1.001F + Vec3{flat * std::cos(turn), flat * std::sin(turn), up});
    }
    from = point + normal * (dot(ray, normal) > 0 ? 1e-3F : -1e-3F);
  }
  return light;
}

}  // namespace

Picture render_glass(int width, int height) {
  constexpr int kSamples = 24;
  constexpr float kFocus = 3.25F;
  const Vec3 eye{0.1F, -2.1F, 1.95F};
  const Vec3 forward = normalized(Vec3{0.05F, 3.9F, 0.72F} - eye);
  const Vec3 right = normalized(cross(forward, {0, 0, 1}));
  const Vec3 up = cross(right, forward);
  Picture picture(width, height);
  const float pixel = 0.62F / static_cast<float>(height);
  paint(picture, [&](float x, float y) {
    Random random(noise::hash(static_cast<int>(x), static_cast<int>(y), 710));
    Color sum;
    for (int k = 0; k < kSamples; ++k) {
      const float across = (x + random.next() - 0.5F - 0.5F * static_cast<float>(width)) * pixel;
      const float down = (y + random.next() - 0.5F - 0.5F * static_cast<float>(height)) * pixel;
      const Vec3 target = eye + (forward + right * across - up * down) * (kFocus + 1.85F);
      const float turn = 2 * kPi * random.next();
      const float off = 0.055F * std::sqrt(random.next());
      const Vec3 lens = eye + right * (off * std::cos(turn)) + up * (off * std::sin(turn));
      const Color light = trace(lens, normalized(target - lens), random);
      sum += {std::min(light.x, 5.0F), std::min(light.y, 5.0F), std::min(light.z, 5.0F)};
    }
    return sum * (1.0F / kSamples);
  });
  return picture;
}
