#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "vec.hpp"

/// Pixels in linear light, row by row from the top.
struct Picture {
  Picture(int width_px, int height_px)
      : width(width_px),
        height(height_px),
        pixels(static_cast<std::size_t>(width) * static_cast<std::size_t>(height)) {}

  Color& at(int x, int y) {
    return pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)];
  }
  const Color& at(int x, int y) const { return const_cast<Picture*>(this)->at(x, y); }

  int width;
  int height;
  std::vector<Color> pixels;
};

/// Bilinear between pixel centers; coordinates outside are moved to the border.
Color sample(const Picture& picture, float x, float y);

/// Calls work(k) for k from 0 to count - 1 on all cores. Calls must not depend on each other.
void in_parallel(int count, const std::function<void(int)>& work);

/// Sets each pixel to shade(x, y), with x and y in pixels from the top left, at pixel centers.
template <class Shade>
void paint(Picture& picture, const Shade& shade) {
  in_parallel(picture.height, [&](int y) {
    for (int x = 0; x < picture.width; ++x) {
      picture.at(x, y) = shade(static_cast<float>(x) + 0.5F, static_cast<float>(y) + 0.5F);
    }
  });
}

/// What a camera and a darkroom add.
struct Development {
  float exposure = 1;
  float contrast = 1;
  float saturation = 1;
  float vignette = 0.15F;  ///< Light lost in the corners.
  float grain = 0.01F;     ///< Standard deviation of the grain, of full scale.
};

/// Eight bits a channel, sRGB, RGB interleaved.
std::vector<std::uint8_t> develop(const Picture& picture, const Development& development);
