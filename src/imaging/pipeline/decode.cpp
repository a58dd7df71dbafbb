#include "imaging/pipeline/decode.hpp"

#include <chrono>
#include <cmath>
#include <utility>

#include "imaging/pipeline/linear_light.hpp"
#include "imaging/pipeline/stage_timer.hpp"

namespace resizer::imaging {
namespace {

/// All pictures, in their order: what is decoded once, and what is made of larger ones.
std::vector<Image> resample_all(RowSource& rows, const DecodedLayout& layout, const std::vector<PicturePlan>& pictures,
                                Resampler& resampler) {
  std::vector<Resampling> wanted;
  for (const PicturePlan& picture : pictures) {
    if (!picture.larger) wanted.push_back(picture.resampling_from(layout));
  }
  std::vector<Image> decoded = resampler.resample(rows, layout, wanted);
  auto next_decoded = decoded.begin();
  std::vector<Image> images;
  for (const PicturePlan& picture : pictures) {
    if (picture.larger) {
      const Resampling smaller = picture.resampling_from(pictures[*picture.larger]);
      images.push_back(resampler.resample(images[*picture.larger], smaller));
    } else {
      images.push_back(std::move(*next_decoded++));
    }
  }
  return images;
}

constexpr double kEighths = 8;

}  // namespace

Resampled decode_and_resample(Decoder& decoder, const ConversionPlan& plan, Resampler& resampler) {
  Resampled result;
  model::StageTimes& times = result.times;
  const DecodedLayout layout = timed(times.decode, [&] { return decoder.start(plan.decode); });
  result.decoded_eighths = static_cast<std::uint8_t>(std::lround(layout.scale * kEighths));
  TimedRows decoded(decoder, times.decode);
  const std::chrono::nanoseconds decoded_before = times.decode;
  result.images = timed(times.resample, [&] {
    if (!plan.curves) return resample_all(decoded, layout, plan.pictures, resampler);
    LinearLightRows light(decoded, layout, *plan.curves);
    return resample_all(light, light.layout(), plan.pictures, resampler);
  });
  times.resample -= times.decode - decoded_before;  // rows were decoded when the resampler asked for them
  timed(times.decode, [&] { decoder.finish(); });
  return result;
}

}  // namespace resizer::imaging
