// Times the stages of resizing one by one: decoding, resampling and encoding a sample photo in each format.
// usage: stage_benchmark [--benchmark_filter=REGEX] ...     Compare runs by their CPU column.

#include <benchmark/benchmark.h>

#include <span>
#include <string>

#include "imaging/codecs/registry.hpp"
#include "imaging/color/pixel_converter.hpp"
#include "imaging/resample/resampler.hpp"
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

void decode(benchmark::State& state, const Codec* codec) {
  const Bytes file = codec->encode(sample(kSourceSize, stored_by(*codec)), {});
  while (state.KeepRunning()) benchmark::DoNotOptimize(testing_support::decode(*codec, file));
}

void decode_shrunk(benchmark::State& state, const Codec* codec) {
  const Bytes file = codec->encode(sample(kSourceSize, stored_by(*codec)), {});
  while (state.KeepRunning()) {
    const auto decoder = codec->open(file);
    const DecodedLayout layout = decoder->start({.max_shrink = static_cast<double>(state.range(0)), .chroma = {1, 1}});
    benchmark::DoNotOptimize(testing_support::read_all(*decoder, layout));
  }
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
}

void encode(benchmark::State& state, const Codec* codec) {
  const Image image = sample(kTargetSize, stored_by(*codec));
  std::size_t bytes = 0;
  while (state.KeepRunning()) bytes = codec->encode(image, {}).size();
  state.counters["bytes"] = static_cast<double>(bytes);
}

void register_stages() {
  using benchmark::RegisterBenchmark;
  for (const Codec& codec : codecs()) {
    if (codec.encode == nullptr) continue;
    const std::string name(model::name_of(codec.format));
    RegisterBenchmark(("decode/" + name).c_str(), decode, &codec)->Unit(benchmark::kMillisecond);
    RegisterBenchmark(("encode/" + name).c_str(), encode, &codec)->Unit(benchmark::kMillisecond);
  }
  RegisterBenchmark("decode_shrunk/jpeg", decode_shrunk, find_codec(model::Format::jpeg))
      ->Arg(2)
      ->Arg(4)
      ->Arg(8)
      ->Unit(benchmark::kMillisecond);
  PixelFormat deep = testing_support::format_of(ColorFamily::rgb);
  deep.sample = SampleType::u16;
  deep.depth_bits = 16;
  const auto add = [](const char* name, PixelFormat format) {
    RegisterBenchmark(name, resample, format)->Unit(benchmark::kMillisecond);
  };
  add("resample/ycbcr_420", testing_support::format_of(ColorFamily::ycbcr, {1, 1}));
  add("resample/rgb", testing_support::format_of(ColorFamily::rgb));
  add("resample/rgb_16_bit", deep);
}

}  // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  register_stages();
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
