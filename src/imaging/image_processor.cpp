#include "resizer/imaging/image_processor.hpp"

#include <xxhash.h>

#include <chrono>
#include <opencv2/core/utility.hpp>

#include "imaging/conversion_plan.hpp"
#include "imaging/heif.hpp"
#include "imaging/output_metadata.hpp"
#include "resizer/imaging/codec.hpp"
#include "resizer/imaging/color.hpp"
#include "resizer/imaging/orient.hpp"
#include "resizer/imaging/resampler.hpp"
#include "resizer/util/error.hpp"
#include "resizer/util/file.hpp"

namespace resizer::imaging {
namespace {

using util::Error;
using util::ErrorCode;

constexpr std::uintmax_t kMaxInputBytes = std::uintmax_t{1} << 30U;

/// Adds the time from its making to its end to a stage.
class StageTimer {
 public:
  explicit StageTimer(std::chrono::nanoseconds& stage) : stage_(stage) {}
  StageTimer(const StageTimer&) = delete;
  StageTimer& operator=(const StageTimer&) = delete;
  ~StageTimer() { stage_ += std::chrono::steady_clock::now() - start_; }

 private:
  std::chrono::nanoseconds& stage_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

/// Passes everything on and adds up the time it takes.
class TimedDecoder final : public Decoder {
 public:
  TimedDecoder(Decoder& decoder, std::chrono::nanoseconds& time) : decoder_(decoder), time_(time) {}

  const ImageInfo& info() const noexcept override { return decoder_.info(); }
  DecodedLayout start(const DecodeRequest& request) override {
    const StageTimer timer(time_);
    return decoder_.start(request);
  }
  void read(const RowBuffers& rows) override {
    const StageTimer timer(time_);
    decoder_.read(rows);
  }
  void finish() override {
    const StageTimer timer(time_);
    decoder_.finish();
  }

 private:
  Decoder& decoder_;
  std::chrono::nanoseconds& time_;
};

const Codec& input_codec(ByteView bytes) {
  if (bytes.empty()) throw Error(ErrorCode::truncated, "the file is empty");
  const Codec* codec = recognise(bytes);
  if (codec == nullptr) throw Error(ErrorCode::unsupported_format, "not in any image format that can be read");
  return *codec;
}

void check_size(Size size, std::uint64_t max_pixels) {
  if (size.width_px == 0 || size.height_px == 0) throw Error(ErrorCode::corrupt, "the picture has no pixels");
  if (size.height_px > max_pixels / size.width_px) {
    throw Error(ErrorCode::too_large, std::to_string(size.width_px) + " x " + std::to_string(size.height_px) +
                                          " pixels are more than --max-pixels allows (" + std::to_string(max_pixels) +
                                          ")");
  }
}

model::ImageFacts facts_of(const ImageInfo& info, model::Format format, std::size_t bytes) {
  model::ImageFacts facts;
  facts.format = format;
  facts.width_px = info.size.width_px;
  facts.height_px = info.size.height_px;
  facts.depth_bits = info.pixels.depth_bits;
  facts.channels = static_cast<std::uint8_t>(info.pixels.color_planes());
  facts.orientation = static_cast<std::uint8_t>(info.orientation);
  facts.alpha = info.pixels.has_alpha();
  facts.icc = !info.metadata.icc.empty();
  facts.bytes = bytes;
  return facts;
}

}  // namespace

struct ImageProcessor::State {
  explicit State(const model::ResizeOptions& resize_options) : options(resize_options) {}

  const model::ResizeOptions options;
  Bytes input;
  Resampler resampler;

  Image decode_and_resample(Decoder& decoder, const ConversionPlan& plan, model::StageTimes& times);
  Image finish_pixels(Image image, const ConversionPlan& plan, ImageInfo& info, model::Warnings& warnings);
};

Image ImageProcessor::State::decode_and_resample(Decoder& decoder, const ConversionPlan& plan,
                                                 model::StageTimes& times) {
  TimedDecoder timed(decoder, times.decode);
  const DecodedLayout layout = timed.start(plan.decode);
  const std::chrono::nanoseconds decoded_before = times.decode;
  Image image;
  {
    const StageTimer timer(times.resample);
    image = resampler.resample(timed, layout, plan.resampling_from(layout));
  }
  times.resample -= times.decode - decoded_before;  // rows were decoded when the resampler asked for them
  timed.finish();
  return image;
}

Image ImageProcessor::State::finish_pixels(Image image, const ConversionPlan& plan, ImageInfo& info,
                                           model::Warnings& warnings) {
  if (image.format.family == ColorFamily::cmyk) {
    CmykConversion conversion = cmyk_to_srgb(image, info.metadata.icc);
    if (!conversion.used_profile) warnings.add(model::Warning::profile_missing);
    info.metadata.icc = srgb_profile();
    image = std::move(conversion.rgb);
  }
  if (image.format.has_alpha() && !plan.stored.has_alpha()) {
    image = flatten_on_white(image);
    warnings.add(model::Warning::alpha_flattened);
  }
  image = resampler.convert(image, plan.unturned);
  image = crop_to(turn_image(image, plan.geometry.turn), turned(plan.geometry.resampled, plan.geometry.turn));
  return lay_on_canvas(image, plan.geometry.canvas, plan.geometry.left_px, plan.geometry.top_px);
}

ImageProcessor::ImageProcessor(const model::ResizeOptions& options) : state_(std::make_unique<State>(options)) {}
ImageProcessor::~ImageProcessor() = default;
ImageProcessor::ImageProcessor(ImageProcessor&&) noexcept = default;
ImageProcessor& ImageProcessor::operator=(ImageProcessor&&) noexcept = default;

model::JobReport ImageProcessor::process(const model::Job& job, std::span<const std::filesystem::path> temp_paths) {
  const model::ResizeOptions& options = state_->options;
  model::JobReport report;
  {
    const StageTimer timer(report.times.read);
    util::read_file(job.input, kMaxInputBytes, state_->input);
  }
  const Codec& source = input_codec(state_->input);
  const Codec& target = output_codec(source, options.format, job.outputs.front());

  std::unique_ptr<Decoder> decoder;
  {
    const StageTimer timer(report.times.decode);
    decoder = source.open(state_->input);
  }
  ImageInfo info = decoder->info();
  check_size(info.size, options.max_pixels);
  report.input = facts_of(info, source.format, state_->input.size());
  report.warnings = info.warnings;

  const ConversionPlan plan = plan_conversion(info, source, target, options);
  if (plan.stored.depth_bits < info.pixels.depth_bits) report.warnings.add(model::Warning::depth_reduced);
  check_size(plan.geometry.canvas, options.max_pixels);
  Image image = state_->decode_and_resample(*decoder, plan, report.times);
  {
    const StageTimer timer(report.times.resample);
    image = state_->finish_pixels(std::move(image), plan, info, report.warnings);
  }

  Bytes encoded;
  model::OutputFacts& output = report.outputs.front();
  {
    const StageTimer timer(report.times.encode);
    info.metadata = output_metadata(info, image, options.keep, report.warnings);
    const bool keeps_code_points = target.format == model::Format::avif && info.metadata.code_points;
    if (decoder->info().metadata.code_points && !keeps_code_points) {
      report.warnings.add(model::Warning::profile_dropped);
    }
    encoded = target.encode(image, {options.quality, &info.metadata});
    output.hash = XXH3_64bits(encoded.data(), encoded.size());
  }
  {
    const StageTimer timer(report.times.write);
    util::write_new_file(temp_paths.front(), encoded);
  }
  info.size = image.size;
  info.pixels = image.format;
  info.orientation = 1;
  output.image = facts_of(info, target.format, encoded.size());
  report.output_count = 1;
  return report;
}

void prepare_process() {
  cv::setNumThreads(1);
  prepare_heif();
}

}  // namespace resizer::imaging
