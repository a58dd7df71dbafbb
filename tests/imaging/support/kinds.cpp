#include "imaging/support/kinds.hpp"

#include <algorithm>
#include <cmath>

#include "imaging/codecs/heif/codec.hpp"
#include "imaging/codecs/webp/codec.hpp"
#include "imaging/support/bmp_testing.hpp"
#include "imaging/support/codec_testing.hpp"
#include "imaging/support/gif_testing.hpp"
#include "imaging/support/heif_testing.hpp"
#include "imaging/support/jpeg_testing.hpp"
#include "imaging/support/jxl_testing.hpp"
#include "imaging/support/png_testing.hpp"
#include "imaging/support/raw_testing.hpp"
#include "imaging/support/tiff_testing.hpp"

namespace resizer::imaging::testing_support {
namespace {

constexpr Size kSize{97, 72};

double gray_of(const Color& color) {
  return (color[0] + color[1] + color[2]) / 3;
}

double rounded(double value, unsigned bits) {
  const double white = std::pow(2, bits) - 1;
  return std::round(value * white) / white;
}

/// The scene as samples of some bits hold it.
Scene stored_scene(bool gray, unsigned bits, bool alpha) {
  return make_scene(kSize, [=](Color color) {
    if (gray) color[0] = color[1] = color[2] = gray_of(color);
    for (double& value : color) value = rounded(value, bits);
    if (!alpha) color[3] = 1;
    return color;
  });
}

std::uint8_t byte_of(double value) {
  return static_cast<std::uint8_t>(std::lround(value * 255));
}

/// An image of this format that shows the scene (YCbCr: BT.601, full range).
Image image_of(const Scene& scene, const PixelFormat& format) {
  const double white = format.sample == SampleType::f32 ? 1 : std::pow(2, format.depth_bits) - 1;
  return make_picture(format, scene.size, [&](unsigned plane, std::uint32_t x, std::uint32_t y) {
    const Subsampling step = format.subsampling_of(plane);
    double sum = 0;
    double count = 0;
    for (std::uint32_t inner_y = y << step.log2_y; inner_y < (y + 1) << step.log2_y; ++inner_y) {
      for (std::uint32_t inner_x = x << step.log2_x; inner_x < (x + 1) << step.log2_x; ++inner_x) {
        if (inner_x >= scene.size.width_px || inner_y >= scene.size.height_px) continue;
        const Color& color = scene.at(inner_x, inner_y);
        const double luma = 0.299 * color[0] + 0.587 * color[1] + 0.114 * color[2];
        const double middle = (white + 1) / 2 / white;
        const Color ycbcr{luma, (color[2] - luma) / 1.772 + middle, (color[0] - luma) / 1.402 + middle, color[3]};
        const bool is_alpha = plane == format.color_planes();
        const Color& samples = format.family == ColorFamily::ycbcr ? ycbcr : color;
        sum += is_alpha ? color[3] : samples[plane];
        ++count;
      }
    }
    return std::clamp(sum / count, 0.0, 1.0) * white;
  });
}

PixelFormat pixel_format(ColorFamily family, unsigned depth_bits, Alpha alpha = Alpha::none, Subsampling chroma = {}) {
  PixelFormat format;
  format.family = family;
  format.sample = depth_bits == 8 ? SampleType::u8 : SampleType::u16;
  format.depth_bits = static_cast<std::uint8_t>(depth_bits);
  format.alpha = alpha;
  format.subsampling = chroma;
  return format;
}

Kind jpeg_kind(const StoredJpeg& wanted) {
  StoredJpeg stored = wanted;
  stored.size = kSize;
  const bool gray = stored.color == JCS_GRAYSCALE;
  const bool inks = stored.color == JCS_CMYK || stored.color == JCS_YCCK;
  Kind kind{.name = "JPEG, " + stored.printed(), .file = {}, .scene = stored_scene(gray, 8, false), .warnings = {}};
  kind.file = make_jpeg(stored, [&](std::uint32_t x, std::uint32_t y) {
    const Color& color = kind.scene.at(x, y);
    if (!inks) return JpegPixel{byte_of(color[0]), byte_of(color[1]), byte_of(color[2])};
    const double key = 1 - std::max({color[0], color[1], color[2]});  // (1 - C)(1 - K) = R
    return JpegPixel{byte_of(1 - color[0] / (1 - key)), byte_of(1 - color[1] / (1 - key)),
                     byte_of(1 - color[2] / (1 - key)), byte_of(key)};
  });
  kind.channels = gray ? 1 : inks ? 4 : 3;
  kind.lossy = true;
  if (inks) kind.warnings.add(model::Warning::profile_missing);
  return kind;
}

/// Packs samples of 1 to 16 bits into bytes, the first in the highest bits.
class BitWriter {
 public:
  void add(unsigned value, unsigned bits) {
    for (unsigned bit = bits; bit-- > 0;) {
      if (free_ == 0) {
        bytes.push_back(0);
        free_ = 8;
      }
      --free_;
      bytes.back() = static_cast<std::uint8_t>(bytes.back() | (value >> bit & 1U) << free_);
    }
  }
  void end_row() { free_ = 0; }

  Bytes bytes;

 private:
  unsigned free_ = 0;
};

/// Rows of a PNG, each unfiltered.
Bytes png_rows(Size size, unsigned bits, unsigned channels,
               const std::function<unsigned(std::uint32_t x, std::uint32_t y, unsigned channel)>& sample) {
  BitWriter writer;
  for (std::uint32_t y = 0; y < size.height_px; ++y) {
    writer.add(0, 8);
    for (std::uint32_t x = 0; x < size.width_px; ++x) {
      for (unsigned channel = 0; channel < channels; ++channel) writer.add(sample(x, y, channel), bits);
    }
    writer.end_row();
  }
  return writer.bytes;
}

/// Color types 0, 2, 4 and 6, without a transparent color.
Kind png_kind(unsigned color_type, unsigned bits) {
  const bool gray = color_type == 0 || color_type == 4;
  const bool alpha = color_type >= 4;
  Kind kind{.name = "PNG of color type " + std::to_string(color_type) + ", " + std::to_string(bits) + " bits",
            .file = {},
            .scene = stored_scene(gray, bits, alpha),
            .format = model::Format::png,
            .depth_bits = std::max(8U, bits),
            .channels = gray ? 1U : 3U,
            .alpha = alpha,
            .warnings = {}};
  const unsigned channels = (gray ? 1 : 3) + (alpha ? 1 : 0);
  const double white = std::pow(2, bits) - 1;
  const auto sample = [&](std::uint32_t x, std::uint32_t y, unsigned channel) {
    const bool is_alpha = alpha && channel + 1 == channels;
    return static_cast<unsigned>(std::lround(kind.scene.at(x, y)[is_alpha ? 3 : channel] * white));
  };
  kind.file = make_png(
      {.size = kSize, .bit_depth = bits, .color = color_type, .rows = png_rows(kSize, bits, channels, sample)});
  return kind;
}

/// The color of a palette for a color of the scene: one number picks it.
unsigned palette_index(const Color& color, unsigned colors) {
  return static_cast<unsigned>(std::lround(gray_of(color) * (colors - 1)));
}

Kind png_palette_kind(unsigned bits, bool alpha) {
  const unsigned colors = 1U << bits;
  const auto index_of = [=](const Color& color) { return palette_index(color, colors); };
  const auto color_of = [=](unsigned index) {
    const double t = static_cast<double>(index) / (colors - 1);
    return Color{rounded(t, 8), rounded(1 - t, 8), rounded(t * t, 8), alpha ? rounded(0.3 + 0.7 * t, 8) : 1};
  };
  Kind kind{.name = "PNG palette of " + std::to_string(bits) + " bits" + (alpha ? " with alpha" : ""),
            .file = {},
            .scene = make_scene(kSize, [=](Color color) { return color_of(index_of(color)); }),
            .format = model::Format::png,
            .alpha = alpha,
            .warnings = {},
            .hard_edges = bits <= 2,
            .has_palette = true};
  Bytes palette;
  Bytes alphas;
  for (unsigned index = 0; index < colors; ++index) {
    const Color color = color_of(index);
    palette.insert(palette.end(), {byte_of(color[0]), byte_of(color[1]), byte_of(color[2])});
    if (alpha) alphas.push_back(byte_of(color[3]));
  }
  const auto sample = [&](std::uint32_t x, std::uint32_t y, unsigned) {
    return index_of(color_at((x + 0.5) / kSize.width_px, (y + 0.5) / kSize.height_px));
  };
  kind.file = make_png({.size = kSize,
                        .bit_depth = bits,
                        .color = 3,
                        .palette = palette,
                        .transparency = alphas,
                        .rows = png_rows(kSize, bits, 1, sample)});
  return kind;
}

/// A disc in the one color that is transparent; nothing else has it.
Kind png_transparent_kind(unsigned color_type, unsigned bits) {
  Kind kind = png_kind(color_type, bits);
  kind.name += " with a transparent color";
  kind.alpha = true;
  const unsigned channels = color_type == 0 ? 1 : 3;
  const auto in_disc = [](std::uint32_t x, std::uint32_t y) { return std::hypot(x - 50.0, y - 30.0) < 20; };
  const double white = std::pow(2, bits) - 1;
  const auto sample = [&](std::uint32_t x, std::uint32_t y, unsigned channel) {
    if (in_disc(x, y)) return 0U;
    return std::max(1U, static_cast<unsigned>(std::lround(kind.scene.at(x, y)[channel] * white)));
  };
  kind.file = make_png({.size = kSize,
                        .bit_depth = bits,
                        .color = color_type,
                        .transparency = Bytes(std::size_t{2} * channels),
                        .rows = png_rows(kSize, bits, channels, sample)});
  for (std::uint32_t y = 0; y < kSize.height_px; ++y) {
    for (std::uint32_t x = 0; x < kSize.width_px; ++x) {
      Color& color = kind.scene.pixels[std::size_t{y} * kSize.width_px + x];
      for (unsigned channel = 0; channel < 3; ++channel) {
        color[channel] = sample(x, y, color_type == 0 ? 0 : channel) / white;
      }
      if (in_disc(x, y)) color[3] = 0;
    }
  }
  return kind;
}

Kind webp_kind(bool lossless, Alpha alpha) {
  const bool has_alpha = alpha != Alpha::none;
  PixelFormat format = pixel_format(lossless ? ColorFamily::rgb : ColorFamily::ycbcr, 8, alpha);
  Kind kind{.name = std::string("WebP, ") + (lossless ? "lossless" : "lossy") + (has_alpha ? " with alpha" : ""),
            .file = {},
            .scene = stored_scene(false, 8, has_alpha),
            .format = model::Format::webp,
            .alpha = has_alpha,
            .warnings = {},
            .lossy = !lossless};
  if (!lossless) format.subsampling = {1, 1};
  Image image = image_of(kind.scene, format);
  if (!lossless) {
    // What the encoder takes has 219 and 224 steps instead of 255 (ITU-R BT.601, 2.5.3).
    for (unsigned plane = 0; plane < 3; ++plane) {
      image.planes[plane].convertTo(image.planes[plane], -1, (plane == 0 ? 219 : 224) / 255.0, plane == 0 ? 16 : 15.6);
    }
    image.format.range = Range::limited;
  }
  kind.file = encode_webp(image, {.quality = 95});
  return kind;
}

Kind tiff_kind(const StoredTiff& wanted, bool gray, Alpha alpha, const char* name) {
  StoredTiff stored = wanted;
  stored.size = kSize;
  const bool is_float = stored.sample_format == SAMPLEFORMAT_IEEEFP;
  const unsigned bits = is_float ? 16 : stored.bits;
  const bool has_alpha = alpha != Alpha::none;
  Kind kind{.name = std::string("TIFF, ") + name,
            .file = {},
            .scene = stored_scene(gray, bits, has_alpha),
            .format = model::Format::tiff,
            .depth_bits = is_float ? 32 : std::max(8U, stored.bits),
            .channels = gray ? 1U : 3U,
            .alpha = has_alpha,
            .warnings = {}};
  const unsigned colors = gray ? 1 : 3;
  const double white = is_float ? 1 : std::pow(2, stored.bits) - 1;
  kind.file = make_tiff(stored, [&](std::uint32_t x, std::uint32_t y, unsigned sample) {
    const Color& color = kind.scene.at(x, y);
    if (sample >= colors) return color[3] * white;
    return color[sample] * (alpha == Alpha::premultiplied ? color[3] : 1) * white;
  });
  return kind;
}

Kind cmyk_tiff_kind(unsigned bits) {
  const StoredTiff stored{.size = kSize, .bits = bits, .samples = 4, .photometric = PHOTOMETRIC_SEPARATED};
  Kind kind{.name = "TIFF, CMYK of " + std::to_string(bits) + " bits",
            .file = {},
            .scene = stored_scene(false, bits, false),
            .format = model::Format::tiff,
            .depth_bits = bits,
            .channels = 4,
            .warnings = {model::Warning::profile_missing}};
  const double white = std::pow(2, bits) - 1;
  kind.file = make_tiff(stored, [&](std::uint32_t x, std::uint32_t y, unsigned ink) {
    return ink == 3 ? 0 : (1 - kind.scene.at(x, y)[ink]) * white;
  });
  return kind;
}

Kind heif_kind(heif_compression_format compression, const PixelFormat& format, const char* name) {
  const bool gray = format.family == ColorFamily::gray;
  Kind kind{.name = name,
            .file = {},
            .scene = stored_scene(gray, format.depth_bits, format.has_alpha()),
            .format = compression == heif_compression_AV1 ? model::Format::avif : model::Format::heic,
            .depth_bits = format.depth_bits,
            .channels = gray ? 1U : 3U,
            .alpha = format.has_alpha(),
            .warnings = {},
            .lossy = true};
  const Image image = image_of(kind.scene, format);
  kind.file = format.has_alpha() ? encode_avif(image, {.quality = 95}) : make_heif({compression}, image);
  return kind;
}

Kind jxl_kind(const StoredJxl& stored, const PixelFormat& format, const char* name) {
  const bool gray = format.family == ColorFamily::gray;
  const bool is_float = format.sample == SampleType::f32;
  Kind kind{.name = std::string("JPEG XL, ") + name,
            .file = {},
            .scene = stored_scene(gray, is_float ? 16 : format.depth_bits, format.has_alpha()),
            .format = model::Format::jxl,
            .depth_bits = format.depth_bits,
            .channels = gray ? 1U : 3U,
            .alpha = format.has_alpha(),
            .warnings = {},
            .lossy = stored.distance > 0};
  Scene shown = kind.scene;
  if (format.alpha == Alpha::premultiplied) {
    for (Color& color : shown.pixels) {
      for (unsigned channel = 0; channel < 3; ++channel) color[channel] *= color[3];
    }
  }
  kind.file = make_jxl(stored, image_of(shown, format));
  return kind;
}

/// With transparency, a disc has the one color that stands for it.
Kind gif_kind(unsigned bits, bool transparent, bool interlaced) {
  const unsigned colors = 1U << bits;
  const auto index_at = [=](std::uint32_t x, std::uint32_t y) {
    if (transparent && std::hypot(x - 50.0, y - 30.0) < 20) return 0U;
    const Color color = color_at((x + 0.5) / kSize.width_px, (y + 0.5) / kSize.height_px);
    return std::max(1U, palette_index(color, colors));
  };
  const auto color_of = [=](unsigned index) {
    const double t = static_cast<double>(index) / (colors - 1);
    return Color{rounded(t, 8), rounded(1 - t, 8), rounded(t * t, 8), transparent && index == 0 ? 0.0 : 1.0};
  };
  Kind kind{.name = "GIF of " + std::to_string(bits) + " bits" + (transparent ? ", transparent" : "") +
                    (interlaced ? ", interlaced" : ""),
            .file = {},
            .scene = {kSize, {}},
            .format = model::Format::gif,
            .alpha = transparent,
            .warnings = {},
            .hard_edges = transparent || bits <= 2,
            .has_palette = true};
  for (std::uint32_t y = 0; y < kSize.height_px; ++y) {
    for (std::uint32_t x = 0; x < kSize.width_px; ++x) kind.scene.pixels.push_back(color_of(index_at(x, y)));
  }
  StoredGif stored{.screen = kSize, .bits = bits, .interlaced = interlaced};
  for (unsigned index = 0; index < colors; ++index) {
    const Color color = color_of(index);
    stored.palette.insert(stored.palette.end(), {byte_of(color[0]), byte_of(color[1]), byte_of(color[2])});
  }
  if (transparent) stored.transparent = 0;
  kind.file = make_gif(stored, index_at);
  return kind;
}

/// Of red, green, blue and alpha with `bits` each, the last in the lowest bits.
Kind bmp_kind(unsigned pixel_bits, unsigned bits, bool alpha, const char* name) {
  Kind kind{.name = std::string("BMP, ") + name,
            .file = {},
            .scene = stored_scene(false, bits, alpha),
            .format = model::Format::bmp,
            .depth_bits = std::max(8U, bits),
            .alpha = alpha,
            .warnings = {}};
  StoredBmp stored{.size = kSize, .pixel_bits = pixel_bits};
  const double white = std::pow(2, bits) - 1;
  const unsigned channels = alpha ? 4 : 3;
  if (alpha || bits > 8) {
    stored.header_bytes = 108;
    stored.compression = 3;
    for (unsigned channel = 0; channel < channels; ++channel) {
      stored.masks.at(channel) = ((1U << bits) - 1) << (channels - 1 - channel) * bits;
    }
  }
  kind.file = make_bmp(stored, [&](std::uint32_t x, std::uint32_t y) {
    std::uint32_t pixel = 0;
    for (unsigned channel = 0; channel < channels; ++channel) {
      pixel = pixel << bits | static_cast<std::uint32_t>(std::lround(kind.scene.at(x, y).at(channel) * white));
    }
    return pixel;
  });
  return kind;
}

Kind bmp_palette_kind(unsigned bits, std::uint32_t compression, const char* name) {
  const unsigned colors = 1U << bits;
  const auto color_of = [=](unsigned index) {
    const double t = static_cast<double>(index) / (colors - 1);
    return Color{rounded(t, 8), rounded(1 - t, 8), rounded(t * t, 8), 1};
  };
  Kind kind{.name = std::string("BMP, ") + name,
            .file = {},
            .scene = make_scene(kSize, [=](const Color& color) { return color_of(palette_index(color, colors)); }),
            .format = model::Format::bmp,
            .warnings = {},
            .hard_edges = bits <= 4,
            .has_palette = true};
  StoredBmp stored{.size = kSize, .pixel_bits = bits, .compression = compression};
  for (unsigned index = 0; index < colors; ++index) {
    const Color color = color_of(index);
    stored.palette.insert(stored.palette.end(), {byte_of(color[2]), byte_of(color[1]), byte_of(color[0])});
  }
  kind.file = make_bmp(stored, [&](std::uint32_t x, std::uint32_t y) {
    return palette_index(color_at((x + 0.5) / kSize.width_px, (y + 0.5) / kSize.height_px), colors);
  });
  return kind;
}

}  // namespace

std::vector<Kind> jpeg_kinds() {
  return {
      jpeg_kind({.color = JCS_GRAYSCALE}),
      jpeg_kind({}),
      jpeg_kind({.h_samp_factor = 2}),
      jpeg_kind({.v_samp_factor = 2}),
      jpeg_kind({.h_samp_factor = 2, .v_samp_factor = 2}),
      jpeg_kind({.h_samp_factor = 4}),
      jpeg_kind({.h_samp_factor = 2, .v_samp_factor = 2, .progressive = true}),
      jpeg_kind({.color = JCS_GRAYSCALE, .progressive = true}),
      jpeg_kind({.h_samp_factor = 2, .v_samp_factor = 2, .arithmetic = true}),
      jpeg_kind({.h_samp_factor = 2, .progressive = true, .arithmetic = true}),
      jpeg_kind({.color = JCS_RGB}),
      jpeg_kind({.color = JCS_CMYK}),
      jpeg_kind({.color = JCS_YCCK}),
      jpeg_kind({.color = JCS_YCCK, .h_samp_factor = 2, .v_samp_factor = 2}),
  };
}

std::vector<Kind> png_kinds() {
  std::vector<Kind> kinds;
  for (const unsigned bits : {1U, 2U, 4U, 8U, 16U}) kinds.push_back(png_kind(0, bits));
  for (const unsigned color_type : {2U, 4U, 6U}) {
    for (const unsigned bits : {8U, 16U}) kinds.push_back(png_kind(color_type, bits));
  }
  for (const unsigned bits : {1U, 2U, 4U, 8U}) {
    for (const bool alpha : {false, true}) kinds.push_back(png_palette_kind(bits, alpha));
  }
  for (const unsigned color_type : {0U, 2U}) {
    for (const unsigned bits : {8U, 16U}) kinds.push_back(png_transparent_kind(color_type, bits));
  }
  return kinds;
}

std::vector<Kind> webp_kinds() {
  return {webp_kind(false, Alpha::none), webp_kind(false, Alpha::straight), webp_kind(true, Alpha::none),
          webp_kind(true, Alpha::straight)};
}

std::vector<Kind> tiff_kinds() {
  const auto is_rgb = PHOTOMETRIC_RGB;
  const auto is_float = SAMPLEFORMAT_IEEEFP;
  const StoredTiff rgb{.samples = 3, .photometric = is_rgb};
  const auto with = [](StoredTiff stored, const auto& change) {
    change(stored);
    return stored;
  };
  return {
      tiff_kind({.bits = 1}, true, Alpha::none, "gray of 1 bit"),
      tiff_kind({}, true, Alpha::none, "gray of 8 bits"),
      tiff_kind({.bits = 12}, true, Alpha::none, "gray of 12 bits"),
      tiff_kind({.bits = 16}, true, Alpha::none, "gray of 16 bits"),
      tiff_kind({.bits = 32, .sample_format = is_float}, true, Alpha::none, "gray float"),
      tiff_kind({.samples = 2, .extra_samples = {EXTRASAMPLE_UNASSALPHA}}, true, Alpha::straight, "gray with alpha"),
      tiff_kind(rgb, false, Alpha::none, "RGB"),
      tiff_kind(with(rgb, [](StoredTiff& s) { s.compression = COMPRESSION_LZW; }), false, Alpha::none, "RGB, LZW"),
      tiff_kind(with(rgb, [](StoredTiff& s) { s.compression = COMPRESSION_ADOBE_DEFLATE; }), false, Alpha::none,
                "RGB, deflate"),
      tiff_kind(with(rgb, [](StoredTiff& s) { s.compression = COMPRESSION_PACKBITS; }), false, Alpha::none,
                "RGB, PackBits"),
      tiff_kind(with(rgb, [](StoredTiff& s) { s.tiled = true; }), false, Alpha::none, "RGB in tiles"),
      tiff_kind(with(rgb, [](StoredTiff& s) { s.separate = true; }), false, Alpha::none, "RGB in separate planes"),
      tiff_kind(with(rgb, [](StoredTiff& s) { s.bits = 16; }), false, Alpha::none, "RGB of 16 bits"),
      tiff_kind(with(rgb, [](StoredTiff& s) { s.bits = 32, s.sample_format = SAMPLEFORMAT_IEEEFP; }), false,
                Alpha::none, "RGB float"),
      tiff_kind({.samples = 4, .photometric = is_rgb, .extra_samples = {EXTRASAMPLE_UNASSALPHA}}, false,
                Alpha::straight, "RGB with alpha"),
      tiff_kind({.bits = 16, .samples = 4, .photometric = is_rgb, .extra_samples = {EXTRASAMPLE_ASSOCALPHA}}, false,
                Alpha::premultiplied, "RGB of 16 bits with premultiplied alpha"),
      cmyk_tiff_kind(8),
      cmyk_tiff_kind(16),
  };
}

std::vector<Kind> heif_kinds() {
  const auto ycbcr = [](unsigned depth, Subsampling chroma, Alpha alpha = Alpha::none) {
    return pixel_format(ColorFamily::ycbcr, depth, alpha, chroma);
  };
  const auto av1 = heif_compression_AV1;
  const auto hevc = heif_compression_HEVC;
  std::vector<Kind> kinds{
      heif_kind(av1, pixel_format(ColorFamily::gray, 8), "AVIF, gray"),
      heif_kind(av1, ycbcr(8, {}), "AVIF, 4:4:4"),
      heif_kind(av1, ycbcr(8, {1, 0}), "AVIF, 4:2:2"),
      heif_kind(av1, ycbcr(8, {1, 1}), "AVIF, 4:2:0"),
      heif_kind(av1, ycbcr(10, {1, 0}), "AVIF, 4:2:2 of 10 bits"),
      heif_kind(av1, ycbcr(12, {1, 1}), "AVIF, 4:2:0 of 12 bits"),
      heif_kind(av1, ycbcr(8, {}, Alpha::straight), "AVIF, 4:4:4 with alpha"),
      heif_kind(av1, ycbcr(12, {1, 1}, Alpha::straight), "AVIF, 4:2:0 of 12 bits with alpha"),
  };
  if (can_make(hevc)) {
    kinds.push_back(heif_kind(hevc, ycbcr(8, {1, 1}), "HEIC, 4:2:0"));
    kinds.push_back(heif_kind(hevc, ycbcr(10, {1, 1}), "HEIC, 4:2:0 of 10 bits"));
  }
  return kinds;
}

std::vector<Kind> jxl_kinds() {
  const auto rgb = ColorFamily::rgb;
  const auto gray = ColorFamily::gray;
  const StoredJxl lossless;
  const StoredJxl lossy{.distance = 0.5F};
  PixelFormat single = pixel_format(rgb, 32);
  single.sample = SampleType::f32;
  return {
      jxl_kind(lossless, pixel_format(gray, 8), "gray"),
      jxl_kind(lossless, pixel_format(rgb, 8), "RGB"),
      jxl_kind(lossless, pixel_format(rgb, 8, Alpha::straight), "RGB with alpha"),
      jxl_kind(lossless, pixel_format(rgb, 12), "RGB of 12 bits"),
      jxl_kind(lossless, pixel_format(gray, 16, Alpha::straight), "gray of 16 bits with alpha"),
      jxl_kind(lossless, pixel_format(rgb, 16, Alpha::premultiplied), "RGB of 16 bits with premultiplied alpha"),
      jxl_kind(lossless, single, "RGB float"),
      jxl_kind(lossy, pixel_format(gray, 8), "lossy gray"),
      jxl_kind(lossy, pixel_format(rgb, 8), "lossy RGB"),
      jxl_kind(lossy, pixel_format(rgb, 16, Alpha::straight), "lossy RGB of 16 bits with alpha"),
  };
}

std::vector<Kind> gif_kinds() {
  return {gif_kind(2, false, false), gif_kind(5, false, true), gif_kind(8, false, false), gif_kind(8, true, false)};
}

std::vector<Kind> bmp_kinds() {
  return {bmp_kind(24, 8, false, "24 bits"),
          bmp_kind(16, 5, false, "16 bits"),
          bmp_kind(32, 8, true, "32 bits with alpha"),
          bmp_kind(32, 10, false, "10 bits a channel"),
          bmp_palette_kind(1, 0, "1 bit"),
          bmp_palette_kind(4, 2, "run lengths of 4 bits"),
          bmp_palette_kind(8, 1, "run lengths of 8 bits")};
}

std::vector<Kind> raw_kinds() {
  std::vector<Kind> kinds;
  for (const RawKind raw : kRawKinds) {
    Kind kind = jpeg_kind({});
    kind.name = "RAW, " + std::string(name_of(raw));
    const Bytes thumbnail = make_jpeg({.size = {16, 12}}, [](auto, auto) { return JpegPixel{255, 0, 0}; });
    kind.file = make_raw({.kind = raw, .preview = kind.file, .thumbnail = thumbnail, .size = kSize});
    kind.format = model::Format::raw;
    kind.warnings = {model::Warning::raw_preview_used};
    kinds.push_back(std::move(kind));
  }
  return kinds;
}

}  // namespace resizer::imaging::testing_support
