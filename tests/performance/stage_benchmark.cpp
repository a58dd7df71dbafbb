// Times the stages of resizing one by one: decoding, resampling and encoding a sample photo in each format.
// usage: stage_benchmark [--benchmark_filter=REGEX] ...     Compare runs by their CPU column. scripts/stage_speeds.sh
// makes a table of megapixels a second.

#include <benchmark/benchmark.h>

#include <functional>
#include <span>
#include <string>

#include "imaging/codecs/registry.hpp"
#include "imaging/color/pixel_converter.hpp"
#include "imaging/resample/resampler.hpp"
#include "imaging/support/bmp_testing.hpp"
#include "imaging/support/gif_testing.hpp"
#include "imaging/support/heif_testing.hpp"
#include "imaging/support/pictures.hpp"
#include "model/options.hpp"
#include "util/file.hpp"

namespace {

using namespace resizer;
using namespace resizer::imaging;

constexpr Size kSourceSize{2400, 1600};
constexpr Size kTargetSize{800, 533};

/// The sample photo at a size and in a format.
Image sample(Size size, const PixelFormat& format) {
  static const Bytes file = [] {
    Bytes bytes;
    util::read_file(RESIZER_SOURCE_DIR "/data/input_images/img1.jpg", 1U << 30U, bytes);
    return bytes;
  }();
  const auto decoder = recognize(file)->open(file);
  const Size stored = decoder->info().size;
  const DecodedLayout layout = decoder->start({});
  Resampler resampler;
  const Resampling wanted{.region = {0, 0, static_cast<double>(stored.width_px), static_cast<double>(stored.height_px)},
                          .size = {size.width_px / 2 * 2, size.height_px / 2 * 2},
                          .chroma = {1, 1}};
  return PixelConverter().convert(resampler.resample(*decoder, layout, std::span(&wanted, 1)).front(), format);
}

PixelFormat stored_by(const Codec& codec) {
  return codec.storable(testing_support::format_of(ColorFamily::ycbcr, {1, 1}), Compression::lossy);
}

Bytes encoded(model::Format format, const EncodeOptions& options = {}) {
  const Codec& codec = *find_codec(format);
  return codec.encode(sample(kSourceSize, stored_by(codec)), options);
}

Bytes heic() {
  return testing_support::make_heif({.compression = heif_compression_HEVC},
                                    sample(kSourceSize, testing_support::format_of(ColorFamily::ycbcr, {1, 1})));
}

Image rgb_sample() {
  return sample(kSourceSize, testing_support::format_of(ColorFamily::rgb));
}

unsigned level(const Image& image, unsigned plane, std::uint32_t x, std::uint32_t y) {
  return image.planes[plane].at<std::uint8_t>(static_cast<int>(y), static_cast<int>(x));
}

/// In 6 x 7 x 6 colors.
Bytes gif() {
  const Image image = rgb_sample();
  testing_support::StoredGif stored{.screen = kSourceSize};
  for (unsigned color = 0; color < 256; ++color) {
    for (const unsigned part : {color / 42 * 51, color / 6 % 7 * 42, color % 6 * 51}) {
      stored.palette.push_back(static_cast<std::uint8_t>(part));
    }
  }
  return testing_support::make_gif(stored, [&](std::uint32_t x, std::uint32_t y) {
    return level(image, 0, x, y) / 51 * 42 + level(image, 1, x, y) / 42 * 6 + level(image, 2, x, y) / 51;
  });
}

Bytes bmp() {
  const Image image = rgb_sample();
  return testing_support::make_bmp({.size = kSourceSize}, [&](std::uint32_t x, std::uint32_t y) {
    return level(image, 0, x, y) << 16U | level(image, 1, x, y) << 8U | level(image, 2, x, y);
  });
}

/// Millions of pixels of this size a second of CPU time.
void count_pixels(benchmark::State& state, Size size) {
  constexpr double kMega = 1e6;
  state.counters["MP/s"] = benchmark::Counter(static_cast<double>(size.width_px) * size.height_px / kMega,
                                              benchmark::Counter::kIsIterationInvariantRate);
}

void decode(benchmark::State& state, const std::function<Bytes()>& make) {
  const Bytes file = make();
  const Codec& codec = *recognize(file);
  while (state.KeepRunning()) benchmark::DoNotOptimize(testing_support::decode(codec, file));
  count_pixels(state, kSourceSize);
}

void decode_shrunk(benchmark::State& state, const std::function<Bytes()>& make) {
  const Bytes file = make();
  while (state.KeepRunning()) {
    const auto decoder = recognize(file)->open(file);
    const DecodedLayout layout = decoder->start({.max_shrink = static_cast<double>(state.range(0)), .chroma = {1, 1}});
    benchmark::DoNotOptimize(testing_support::read_all(*decoder, layout));
  }
  count_pixels(state, kSourceSize);
}

void resample(benchmark::State& state, PixelFormat format) {
  const Image source = sample(kSourceSize, format);
  Resampler resampler;
  while (state.KeepRunning()) {
    constexpr unsigned kBatchRows = 16;
    testing_support::PictureDecoder decoder(source, kBatchRows);
    const DecodedLayout layout = decoder.start({});
    const Resampling wanted{
        .region = {0, 0, static_cast<double>(source.size.width_px), static_cast<double>(source.size.height_px)},
        .size = kTargetSize,
        .chroma = format.subsampling,
        .alpha = format.alpha};
    benchmark::DoNotOptimize(resampler.resample(decoder, layout, std::span(&wanted, 1)));
  }
  count_pixels(state, source.size);
}

void encode(benchmark::State& state, const Codec* codec) {
  const Image image = sample(kTargetSize, stored_by(*codec));
  std::size_t bytes = 0;
  while (state.KeepRunning()) bytes = codec->encode(image, {}).size();
  state.counters["bytes"] = static_cast<double>(bytes);
  count_pixels(state, image.size);
}

void register_decoding() {
  using benchmark::RegisterBenchmark;
  const auto progressive = [] { return encoded(model::Format::jpeg, {.progressive = true}); };
  const auto add = [](const char* name, const std::function<Bytes()>& make) {
    RegisterBenchmark((std::string("decode/") + name).c_str(), decode, make)->Unit(benchmark::kMillisecond);
  };
  const auto add_shrunk = [](const char* name, const std::function<Bytes()>& make) {
    const auto decode_name = std::string("decode_shrunk/") + name;
    RegisterBenchmark(decode_name.c_str(), decode_shrunk, make)
        ->RangeMultiplier(2)
        ->Range(2, 8)
        ->Unit(benchmark::kMillisecond);
  };
  for (const Codec& codec : codecs()) {
    if (codec.encode == nullptr) continue;
    add(model::name_of(codec.format).data(), [format = codec.format] { return encoded(format); });
  }
  add("jpeg_progressive", progressive);
  if (testing_support::can_make(heif_compression_HEVC)) add("heic", heic);
  add("gif", gif);
  add("bmp", bmp);
  add_shrunk("jpeg", [] { return encoded(model::Format::jpeg); });
  add_shrunk("jpeg_progressive", progressive);
}

void register_encoding() {
  for (const Codec& codec : codecs()) {
    if (codec.encode == nullptr) continue;
    const std::string name = "encode/" + std::string(model::name_of(codec.format));
    benchmark::RegisterBenchmark(name.c_str(), encode, &codec)->Unit(benchmark::kMillisecond);
  }
}

void register_resampling() {
  PixelFormat deep = testing_support::format_of(ColorFamily::rgb);
  deep.sample = SampleType::u16;
  deep.depth_bits = 16;
  const auto add = [](const char* name, PixelFormat format) {
    benchmark::RegisterBenchmark(name, resample, format)->Unit(benchmark::kMillisecond);
  };
  add("resample/ycbcr_420", testing_support::format_of(ColorFamily::ycbcr, {1, 1}));
  add("resample/rgb", testing_support::format_of(ColorFamily::rgb));
  add("resample/rgb_16_bit", deep);
}

}  // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  register_decoding();
  register_resampling();
  register_encoding();
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
