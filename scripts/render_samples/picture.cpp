#include "picture.hpp"

#include <atomic>
#include <thread>

#include "noise.hpp"

Color sample(const Picture& picture, float x, float y) {
  x = std::clamp(x - 0.5F, 0.0F, static_cast<float>(picture.width) - 1.001F);
  y = std::clamp(y - 0.5F, 0.0F, static_cast<float>(picture.height) - 1.001F);
  const int ix = static_cast<int>(x);
  const int iy = static_cast<int>(y);
  const float fx = x - static_cast<float>(ix);
  return mix(mix(picture.at(ix, iy), picture.at(ix + 1, iy), fx),
             mix(picture.at(ix, iy + 1), picture.at(ix + 1, iy + 1), fx), y - static_cast<float>(iy));
}

void in_parallel(int count, const std::function<void(int)>& work) {
  std::atomic<int> next{0};
  const auto loop = [&] {
    for (int k = next++; k < count; k = next++) work(k);
  };
  std::vector<std::jthread> threads;
  for (unsigned core = 1; core < std::thread::hardware_concurrency(); ++core) threads.emplace_back(loop);
  loop();
}

namespace {

/// A curve like film's: a straight middle, highlights that roll off. After the fit by Krzysztof Narkowicz of the
/// Academy's reference rendering.
float film(float light) {
  return clamp01(light * (2.51F * light + 0.03F) / (light * (2.43F * light + 0.59F) + 0.14F));
}

float srgb(float light) {
  return light <= 0.0031308F ? 12.92F * light : 1.055F * std::pow(light, 1 / 2.4F) - 0.055F;
}

/// About normally distributed, deviation 1, a little smeared between neighbors as film grain is.
float grain_at(int x, int y) {
  const auto white = [](int px, int py) {
    const std::uint32_t bits = noise::hash(px, py, 77);
    return (static_cast<float>(bits & 0xffffU) + static_cast<float>(bits >> 16)) / 65535.0F - 1;
  };
  return 2.0F * white(x, y) + 0.7F * (white(x + 1, y) + white(x, y + 1));
}

}  // namespace

std::vector<std::uint8_t> develop(const Picture& picture, const Development& development) {
  std::vector<std::uint8_t> bytes(picture.pixels.size() * 3);
  const auto width = static_cast<float>(picture.width);
  const auto height = static_cast<float>(picture.height);
  in_parallel(picture.height, [&](int y) {
    for (int x = 0; x < picture.width; ++x) {
      const float across = (static_cast<float>(x) / width - 0.5F) * 2;
      const float down = (static_cast<float>(y) / height - 0.5F) * 2;
      const float corner = 0.5F * (across * across + down * down);
      Color light = picture.at(x, y) * (development.exposure * (1 - development.vignette * corner * corner));
      const float luminance = dot(light, {0.2126F, 0.7152F, 0.0722F});
      light = mix(Color{luminance, luminance, luminance}, light, development.saturation);
      const float speck = development.grain * grain_at(x, y);
      std::uint8_t* out = &bytes[3 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width) +
                                      static_cast<std::size_t>(x))];
      for (const float channel : {light.x, light.y, light.z}) {
        const float shade = srgb(film(std::max(0.0F, channel)));
        const float graded = 0.5F + (shade - 0.5F) * development.contrast + speck * (1.2F - shade);
        *out++ = static_cast<std::uint8_t>(std::lround(clamp01(graded) * 255));
      }
    }
  });
  return bytes;
}
