#pragma once

#include <array>
#include <functional>
#include <vector>

#include "imaging/core/image.hpp"

/// An image in double precision, and what may be done with it: what the program's results are held against. Shares no
/// code with the program.
namespace resizer::imaging::testing_support {

/// Red, green, blue and alpha, 0 to 1, not premultiplied.
using Color = std::array<double, 4>;

struct Scene {
  Size size;
  std::vector<Color> pixels;

  const Color& at(std::uint32_t x, std::uint32_t y) const { return pixels[std::size_t{y} * size.width_px + x]; }
};

/// Waves of color and of alpha (0.2 to 1); u and v run from 0 to 1.
Color color_at(double u, double v);

/// The waves at the middle of each pixel, each changed by `change`.
Scene make_scene(Size size, const std::function<Color(Color)>& change);

/// Lanczos with three lobes, stretched where it shrinks, over premultiplied colors; mirrored at the edges.
Scene resampled(const Scene& scene, Size size);

/// Laid on white.
Scene flattened(const Scene& scene);

/// What a decoded image shows (RGB, gray or YCbCr by ITU-T H.273; chroma interpolated linearly).
Scene scene_of(const Image& image);

/// Peak signal-to-noise ratio over premultiplied colors and alpha; at most 99.
double psnr_db(const Scene& a, const Scene& b);

}  // namespace resizer::imaging::testing_support
