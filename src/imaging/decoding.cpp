#include "imaging/decoding.hpp"

#include <chrono>
#include <optional>
#include <utility>

#include "imaging/linear_light_decoder.hpp"
#include "imaging/stage_timer.hpp"

namespace resizer::imaging {
namespace {

/// A picture for each output, in their order: what is decoded once, and what is made of larger outputs.
std::vector<Image> resample_all(Decoder& decoder, const DecodedLayout& layout, const std::vector<OutputPlan>& outputs,
                                Resampler& resampler) {
  std::vector<Resampling> wanted;
  for (const OutputPlan& output : outputs) {
    if (!output.larger) wanted.push_back(output.resampling_from(layout));
  }
  std::vector<Image> decoded = resampler.resample(decoder, layout, wanted);
  auto next_decoded = decoded.begin();
  std::vector<Image> images;
  for (const OutputPlan& output : outputs) {
    if (output.larger) {
      const Resampling smaller = output.resampling_from(outputs[*output.larger]);
      images.push_back(resampler.resample(images[*output.larger], smaller));
    } else {
      images.push_back(std::move(*next_decoded++));
    }
  }
  return images;
}

}  // namespace

std::vector<Image> decode_and_resample(Decoder& decoder, const ConversionPlan& plan, Resampler& resampler,
                                       model::StageTimes& times) {
  TimedDecoder timed(decoder, times.decode);
  std::optional<LinearLightDecoder> light;
  if (plan.curves) light.emplace(timed, *plan.curves);
  Decoder& rows = light ? static_cast<Decoder&>(*light) : timed;
  const DecodedLayout layout = rows.start(plan.decode);
  const std::chrono::nanoseconds decoded_before = times.decode;
  std::vector<Image> images;
  {
    const StageTimer timer(times.resample);
    images = resample_all(rows, layout, plan.outputs, resampler);
  }
  times.resample -= times.decode - decoded_before;  // rows were decoded when the resampler asked for them
  rows.finish();
  return images;
}

}  // namespace resizer::imaging
