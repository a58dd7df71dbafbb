#include "imaging/pipeline/thumb_hash.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <span>

namespace resizer::imaging {
namespace {

/// How many frequencies are kept in each direction; of those, only the lower triangle.
struct Frequencies {
  unsigned across = 0;
  unsigned down = 0;
};

/// A channel as cosines. `waves` are scaled to 0 to 1, where 0.5 is none and `amplitude` the largest.
struct Spectrum {
  double mean = 0;
  double amplitude = 0;
  std::vector<double> waves;
};

/// The cosine of each frequency at each pixel of a side.
std::vector<std::vector<double>> cosines(unsigned frequencies, std::uint32_t length) {
  std::vector<std::vector<double>> all(frequencies, std::vector<double>(length));
  for (unsigned frequency = 0; frequency < frequencies; ++frequency) {
    for (std::uint32_t place = 0; place < length; ++place) {
      all[frequency][place] = std::cos(std::numbers::pi / length * frequency * (place + 0.5));
    }
  }
  return all;
}

double correlation(std::span<const double> channel, std::span<const double> across, std::span<const double> down) {
  double sum = 0;
  for (std::size_t y = 0; y < down.size(); ++y) {
    double row = 0;
    for (std::size_t x = 0; x < across.size(); ++x) row += channel[y * across.size() + x] * across[x];
    sum += row * down[y];
  }
  return sum / static_cast<double>(channel.size());
}

Spectrum spectrum_of(std::span<const double> channel, Size size, Frequencies kept) {
  const auto across = cosines(kept.across, size.width_px);
  const auto down = cosines(kept.down, size.height_px);
  Spectrum spectrum;
  for (unsigned y = 0; y < kept.down; ++y) {
    for (unsigned x = 0; x * kept.down < kept.across * (kept.down - y); ++x) {
      const double wave = correlation(channel, across[x], down[y]);
      if (x == 0 && y == 0) {
        spectrum.mean = wave;
      } else {
        spectrum.waves.push_back(wave);
        spectrum.amplitude = std::max(spectrum.amplitude, std::abs(wave));
      }
    }
  }
  constexpr double kRoundingError = 1e-9;
  const bool is_flat = spectrum.amplitude < kRoundingError;
  for (double& wave : spectrum.waves) wave = is_flat ? 0 : 0.5 + 0.5 * wave / spectrum.amplitude;
  return spectrum;
}

/// Bits from the lowest of the first byte on.
class BitWriter {
 public:
  /// A number from 0 to 1, as a whole number of this many bits.
  void add(double part, unsigned bits) { add_bits(std::lround(part * ((1U << bits) - 1)), bits); }
  /// A number from -1 to 1.
  void add_signed(double part, unsigned bits) { add(0.5 + 0.5 * part, bits); }
  void add_bits(long value, unsigned bits) {
    for (unsigned bit = 0; bit < bits; ++bit, ++count_) {
      if (count_ % 8 == 0) bytes_.push_back(0);
      const auto one = static_cast<std::uint8_t>((value >> bit & 1) << count_ % 8);
      bytes_.back() = static_cast<std::uint8_t>(bytes_.back() | one);
    }
  }
  std::vector<std::uint8_t> take() { return std::move(bytes_); }

 private:
  std::vector<std::uint8_t> bytes_;
  unsigned count_ = 0;
};

/// Luma, yellow against blue, red against green, opacity.
struct Channels {
  std::vector<double> luma;
  std::vector<double> yellow;
  std::vector<double> red;
  std::vector<double> alpha;
};

/// Transparent pixels take the mean color.
Channels channels_of(const std::vector<RgbaPixel>& pixels, const RgbaPixel& mean) {
  Channels channels;
  for (const RgbaPixel& pixel : pixels) {
    const double red = std::lerp(mean.red, pixel.red, pixel.alpha);
    const double green = std::lerp(mean.green, pixel.green, pixel.alpha);
    const double blue = std::lerp(mean.blue, pixel.blue, pixel.alpha);
    channels.luma.push_back((red + green + blue) / 3);
    channels.yellow.push_back((red + green) / 2 - blue);
    channels.red.push_back(red - green);
    channels.alpha.push_back(pixel.alpha);
  }
  return channels;
}

/// The longer side gets `most`, the other in proportion.
Frequencies luma_frequencies(Size size, unsigned most) {
  const double longer = std::max(size.width_px, size.height_px);
  const auto part = [&](double side) { return std::max(1U, static_cast<unsigned>(std::lround(most * side / longer))); };
  return {part(size.width_px), part(size.height_px)};
}

}  // namespace

RgbaPixel mean_of(const std::vector<RgbaPixel>& pixels) {
  RgbaPixel sum{0, 0, 0, 0};
  for (const RgbaPixel& pixel : pixels) {
    sum.red += pixel.red * pixel.alpha;
    sum.green += pixel.green * pixel.alpha;
    sum.blue += pixel.blue * pixel.alpha;
    sum.alpha += pixel.alpha;
  }
  if (sum.alpha == 0) return sum;
  return {sum.red / sum.alpha, sum.green / sum.alpha, sum.blue / sum.alpha,
          sum.alpha / static_cast<double>(pixels.size())};
}

std::vector<std::uint8_t> thumb_hash(const std::vector<RgbaPixel>& pixels, Size size) {
  constexpr Frequencies kColor{3, 3};
  constexpr Frequencies kAlpha{5, 5};
  const bool has_alpha = std::ranges::any_of(pixels, [](const RgbaPixel& pixel) { return pixel.alpha < 1; });
  const bool is_landscape = size.width_px > size.height_px;
  const Channels channels = channels_of(pixels, mean_of(pixels));
  const Frequencies shape = luma_frequencies(size, has_alpha ? 5 : 7);
  const Spectrum luma = spectrum_of(channels.luma, size, {std::max(3U, shape.across), std::max(3U, shape.down)});
  const Spectrum yellow = spectrum_of(channels.yellow, size, kColor);
  const Spectrum red = spectrum_of(channels.red, size, kColor);

  BitWriter hash;
  hash.add(luma.mean, 6);
  hash.add_signed(yellow.mean, 6);
  hash.add_signed(red.mean, 6);
  hash.add(luma.amplitude, 5);
  hash.add_bits(has_alpha ? 1 : 0, 1);
  hash.add_bits(is_landscape ? shape.down : shape.across, 3);
  hash.add(yellow.amplitude, 6);
  hash.add(red.amplitude, 6);
  hash.add_bits(is_landscape ? 1 : 0, 1);
  std::vector<const Spectrum*> all{&luma, &yellow, &red};
  Spectrum alpha;
  if (has_alpha) {
    alpha = spectrum_of(channels.alpha, size, kAlpha);
    hash.add(alpha.mean, 4);
    hash.add(alpha.amplitude, 4);
    all.push_back(&alpha);
  }
  for (const Spectrum* spectrum : all) {
    for (const double wave : spectrum->waves) hash.add(wave, 4);
  }
  return hash.take();
}

}  // namespace resizer::imaging
