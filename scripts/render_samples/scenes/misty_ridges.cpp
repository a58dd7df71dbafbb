#include "noise.hpp"
#include "scenes/scenes.hpp"

// Ridge behind ridge in the morning mist, and spruces on the nearest.
namespace {

constexpr int kRidges = 11;
constexpr float kSunX = 0.52F;
constexpr float kSunY = 0.36F;

/// Height of a ridge's edge below the picture's top, in picture widths.
float edge(int ridge, float x) {
  const auto near = static_cast<float>(ridge) / (kRidges - 1);
  const float scale = mix(1.6F, 0.9F, near);
  const float shift = 17.3F * static_cast<float>(ridge);
  const float peaks = noise::ridged(x * scale + shift, 0.7F, 3, 401 + static_cast<std::uint32_t>(ridge));
  const float rough = noise::fbm(x * scale * 3 + shift, 3.1F, 8, 420 + static_cast<std::uint32_t>(ridge));
  return 0.56F + 0.88F * std::pow(near, 1.3F) - mix(0.22F, 0.30F, near) * peaks - mix(0.035F, 0.05F, near) * rough;
}

/// Whether a spruce of this row stands before the point; rows of trees follow their ridge's edge.
bool spruce(float x, float y, int ridge, float height, std::uint32_t row) {
  const float spacing = height * 0.30F;
  const int here = noise::floor_int(x / spacing);
  for (int tree = here - 1; tree <= here + 1; ++tree) {
    const float size = height * (0.55F + 0.75F * noise::at(tree, ridge, row));
    const float middle = (static_cast<float>(tree) + noise::at(tree, ridge, row + 1)) * spacing;
    const float foot = edge(ridge, middle) + 0.1F * height;
    const float down = (y - foot + size) / size;  // 0 at the tip, 1 at the foot.
    if (down < 0 || down > 1.3F) continue;
    const float whorl = 14 + 6 * noise::at(tree, ridge, row + 2);
    const float branches = 0.72F + 0.42F * (down * whorl - std::floor(down * whorl));
    const float ragged = 0.30F * noise::gradient(x / size * 60, y / size * 60, row + 3);
    const float half = size * (0.006F + 0.17F * std::pow(down, 0.9F) * (branches + ragged));
    if (std::abs(x - middle) < half) return true;
  }
  return false;
}

Color sky(float x, float y) {
  const float distance = std::sqrt(square(x - kSunX) + square(y - kSunY));
  Color color = mix(Color{0.20F, 0.30F, 0.52F}, Color{1.00F, 0.62F, 0.38F}, smoothstep(-0.05F, 0.62F, y));
  color += Color{1.5F, 0.85F, 0.40F} * (0.9F * std::exp(-distance * 5)) +
           Color{14, 11, 7} * smoothstep(0.043F, 0.030F, distance);
  const float warp = noise::fbm(x * 2, y * 5, 5, 440);
  const float streaks = noise::fbm(x * 1.2F + warp, y * 6 + warp, 9, 441);
  const Color lit = mix(Color{0.75F, 0.42F, 0.42F}, Color{2.2F, 1.3F, 0.75F}, std::exp(-distance * 3.2F));
  return mix(color, lit, 0.7F * smoothstep(0.06F, 0.6F, streaks) * smoothstep(0.02F, 0.1F, y));
}

Color ridge_color(float x, float y, int ridge) {
  const auto near = static_cast<float>(ridge) / (kRidges - 1);
  const float distance = std::sqrt(square(x - kSunX) + square(y - kSunY));
  const float depth = std::max(0.0F, y - edge(ridge, x));
  const Color haze = mix(Color{0.46F, 0.44F, 0.56F}, Color{1.75F, 1.02F, 0.55F}, std::exp(-distance * 2.6F));
  const float texture = noise::fbm(x * 40, y * 60, 7, 450 + static_cast<std::uint32_t>(ridge));
  const Color dark = Color{0.020F, 0.030F, 0.036F} * (1 + 0.8F * texture);
  const Color slope = mix(haze * 0.72F, dark, std::pow(near, 0.62F));
  const float billows =
      0.55F + 0.9F * noise::fbm(x * 3.3F + 7 * near, y * 9, 7, 470 + static_cast<std::uint32_t>(ridge));
  const float mist = smoothstep(0.0F, mix(0.10F, 0.30F, near), depth) * clamp01(billows) * (1 - 0.62F * near);
  return mix(slope, haze * mix(1.0F, 0.55F, near), clamp01(mist));
}

Color shade(float x, float y) {
  for (int ridge = kRidges - 1; ridge >= 0; --ridge) {
    const float below = y - edge(ridge, x);
    if (below > 0) return ridge_color(x, y, ridge);
    const float tree = 0.004F + 0.105F * std::pow(static_cast<float>(ridge) / (kRidges - 1), 2.6F);
    if (ridge < 3 || below < -1.5F * tree) continue;
    const auto row = 480U + 10U * static_cast<std::uint32_t>(ridge);
    if (spruce(x, y, ridge, tree, row) || spruce(x, y, ridge, 0.62F * tree, row + 5)) {
      return mix(ridge_color(x, edge(ridge, x) + 0.003F, ridge), ridge_color(x, y, ridge), 0.5F) *
             (1 + 0.25F * noise::fbm(x / tree * 12, y / tree * 12, 3, 590));
    }
  }
  return sky(x, y);
}

}  // namespace

Picture render_misty_ridges(int width, int height) {
  Picture picture(width, height);
  const float pixel = 1 / static_cast<float>(width);
  paint(picture, [&](float x, float y) {
    return (shade((x - 0.25F) * pixel, (y - 0.25F) * pixel) + shade((x + 0.25F) * pixel, (y + 0.25F) * pixel)) * 0.5F;
  });
  return picture;
}
