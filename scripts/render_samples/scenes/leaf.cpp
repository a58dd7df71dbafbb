#include "noise.hpp"
#include "scenes/scenes.hpp"

// A leaf against the light, so near that its cells show, with drops of water on it.
namespace {

constexpr float kSideSpacing = 0.235F;

/// Coordinates on the leaf: along and across its main vein, which bends a little. Lengths in picture heights.
struct Place {
  float along;
  float across;
};

Place place_of(float x, float y) {
  const float turned_x = 0.94F * (x - 0.75F) - 0.34F * (y - 0.5F);
  const float turned_y = 0.34F * (x - 0.75F) + 0.94F * (y - 0.5F);
  const float bend = 0.06F * turned_x * turned_x + 0.012F * noise::gradient(turned_x * 2.3F, 0.5F, 501);
  return {turned_x, turned_y - bend};
}

/// A round ridge of this half width: 1 on the vein, 0 beside it.
float vein(float distance, float half_width) {
  return std::exp(-square(distance / half_width));
}

/// Side veins leave the main one in an arch, on either side in turn.
float side_vein(Place p) {
  const float out = std::abs(p.across);
  const float shift = p.across > 0 ? 0.0F : 0.5F;
  const float arch = 0.95F * out + 0.55F * out * out + 0.013F * noise::gradient(p.along * 7, p.across * 7, 502);
  const float phase = (p.along - arch) / kSideSpacing + shift;
  const float distance = std::abs(phase - std::round(phase)) * kSideSpacing * 0.72F;
  const float half_width = 0.0072F / (1 + 1.4F * out);
  return vein(distance, half_width) + 0.35F * vein(distance, half_width * 3.2F);
}

struct Surface {
  float veins = 0;   ///< 0 to 1: how much vein there is.
  float relief = 0;  ///< Height in picture heights.
  Color tissue;
};

Surface surface(float x, float y) {
  const Place p = place_of(x, y);
  const float wobble_x = p.along + 0.010F * noise::fbm(x * 12, y * 12, 3, 503);
  const float wobble_y = p.across + 0.010F * noise::fbm(x * 12 + 5, y * 12, 3, 504);
  const noise::Cells coarse = noise::cells(wobble_x * 19 - 8 * std::abs(p.across), wobble_y * 25, 510);
  const noise::Cells fine = noise::cells(wobble_x * 75, wobble_y * 75, 511);
  const noise::Cells cell = noise::cells(x * 300, y * 300, 512);
  const float main = vein(p.across, 0.0125F - 0.003F * p.along) + 0.4F * vein(p.across, 0.034F);
  const float first = std::min(1.0F, std::max(main, 0.85F * side_vein(p)));
  const float second = 0.55F * vein(coarse.edge, 0.055F) + 0.18F * vein(coarse.edge, 0.14F);
  const float third = 0.34F * vein(fine.edge, 0.085F);

  Surface s;
  s.veins = clamp01(std::max({first, second, third}));
  s.relief = -0.006F * first - 0.0018F * second - 0.0006F * third + 0.0014F * fine.edge + 0.00022F * cell.edge;
  const float thickness = noise::fbm(x * 3, y * 3, 6, 520);
  const float chlorophyll = 0.62F + 0.5F * cell.edge + 0.45F * thickness + 0.25F * (noise::unit(fine.id) - 0.5F);
  s.tissue = mix(Color{0.46F, 0.62F, 0.05F}, Color{0.045F, 0.21F, 0.012F}, clamp01(chlorophyll));
  s.tissue = mix(s.tissue, Color{0.75F, 0.80F, 0.22F}, 0.85F * s.veins);
  return s;
}

struct Drop {
  float dx = 0;  ///< From its middle, in its radii.
  float dy = 0;
  float radius = 0;  ///< 0: no drop here.
};

/// At most one drop in each cell of three grids, large ones first; it stays within its cell.
Drop drop_at(float x, float y) {
  for (const int scale : {3, 8, 17}) {
    const float u = x * static_cast<float>(scale);
    const float v = y * static_cast<float>(scale);
    const int ix = noise::floor_int(u);
    const int iy = noise::floor_int(v);
    const auto seed = 530U + static_cast<std::uint32_t>(scale);
    if (noise::at(ix, iy, seed) > 0.30F) continue;
    const float radius = 0.15F + 0.22F * noise::at(ix, iy, seed + 1);
    const float room = 1 - 2.3F * radius;
    const float dx = u - static_cast<float>(ix) - 1.15F * radius - room * noise::at(ix, iy, seed + 2);
    const float dy = v - static_cast<float>(iy) - 1.15F * radius - room * noise::at(ix, iy, seed + 3);
    const float wavy = radius * (1 + 0.14F * noise::gradient(u * 1.7F, v * 1.7F, 540));
    if (dx * dx + dy * dy < wavy * wavy) return {dx / wavy, dy / wavy, wavy / static_cast<float>(scale)};
  }
  return {};
}

Color leaf(float x, float y) {
  const Surface here = surface(x, y);
  constexpr float kStep = 0.0006F;
  const float lean_x = (here.relief - surface(x + kStep, y).relief) / kStep;
  const float lean_y = (here.relief - surface(x, y + kStep).relief) / kStep;
  const Vec3 normal = normalized({lean_x, lean_y, 1});
  const float back = 1.15F - 0.75F * square(x - 0.95F) - 0.55F * square(y - 0.30F);  // The sun behind the leaf.
  const float front = std::max(0.0F, dot(normal, normalized({-0.55F, -0.62F, 0.56F})));
  const float gloss = std::pow(clamp01(dot(normal, normalized({-0.25F, -0.33F, 0.91F}))), 90.0F);
  return here.tissue * (1.25F * std::max(0.15F, back) + 0.55F * front) + Color{0.85F, 0.95F, 1.0F} * (0.10F * gloss);
}

/// Looks through the drop onto the leaf, which it magnifies; the sun gathers at its far side and glints at its near
/// one.
Color through(const Drop& drop, float x, float y) {
  const float r2 = drop.dx * drop.dx + drop.dy * drop.dy;
  const float height = std::sqrt(std::max(0.0F, 1 - r2));
  const float pull = 0.42F * drop.radius * (1 - 0.55F * height);
  const Color below = leaf(x - drop.dx * pull, y - drop.dy * pull);
  const float gathered = smoothstep(0.1F, 1.0F, 0.55F * (drop.dx + drop.dy) + 0.35F) * std::sqrt(r2);
  const float rim = smoothstep(0.80F, 1.0F, r2);
  const float glint = std::exp(-(square(drop.dx + 0.36F) + square(drop.dy + 0.42F)) / 0.014F);
  const float window = std::exp(-(square(drop.dx - 0.40F) + square(drop.dy - 0.45F)) / 0.05F);
  return below * (0.72F + 1.25F * gathered) * (1 - 0.55F * rim) + Color{3.2F, 3.3F, 3.4F} * glint +
         Color{0.35F, 0.5F, 0.2F} * window;
}

Color shade(float x, float y) {
  const Drop drop = drop_at(x, y);
  if (drop.radius > 0) return through(drop, x, y);
  const Drop caster = drop_at(x - 0.010F, y - 0.012F);
  return leaf(x, y) * (caster.radius > 0 ? 0.62F : 1.0F);
}

}  // namespace

Picture render_leaf(int width, int height) {
  Picture picture(width, height);
  const float pixel = 1 / static_cast<float>(height);
  paint(picture, [&](float x, float y) { return shade(x * pixel, y * pixel); });
  return picture;
}
