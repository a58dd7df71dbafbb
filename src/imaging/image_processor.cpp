#include "resizer/imaging/image_processor.hpp"

#include <xxhash.h>

#include <opencv2/core/utility.hpp>
#include <utility>
#include <vector>

#include "imaging/conversion_plan.hpp"
#include "imaging/finishing.hpp"
#include "imaging/heif.hpp"
#include "imaging/linear_light_decoder.hpp"
#include "imaging/memory_need.hpp"
#include "imaging/output_metadata.hpp"
#include "imaging/stage_timer.hpp"
#include "resizer/util/error.hpp"
#include "resizer/util/file.hpp"

namespace resizer::imaging {
namespace {

using util::Error;
using util::ErrorCode;

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

/// A picture whose header has been read.
struct Opened {
  const Codec* source = nullptr;
  const Codec* target = nullptr;
  std::unique_ptr<Decoder> decoder;
  ImageInfo info;
  ConversionPlan plan;
};

}  // namespace

struct ImageProcessor::State {
  explicit State(model::ResizeOptions resize_options) : options(std::move(resize_options)) {}

  const model::ResizeOptions options;
  Bytes input;
  Resampler resampler;

  model::JobReport process(const model::Job& job, std::span<const std::filesystem::path> temp_paths,
                           const util::ReserveMemory& reserve);
  void forget_buffers() {
    input = Bytes();  // not {}: that keeps the capacity
    resampler = Resampler();
  }

 private:
  Opened open(const model::Job& job, model::JobReport& report);
  Opened open_within(const util::ReserveMemory& reserve, const model::Job& job, model::JobReport& report);
  std::vector<Image> decode_and_resample(Decoder& decoder, const ConversionPlan& plan, model::StageTimes& times);
  void write_output(Image resampled, const Opened& picture, const OutputPlan& plan, const std::filesystem::path& path,
                    model::JobReport& report);
};

Opened ImageProcessor::State::open(const model::Job& job, model::JobReport& report) {
  {
    const StageTimer timer(report.times.read);
    util::read_file(job.input, model::kMaxInputBytes, input);
  }
  Opened picture;
  picture.source = &input_codec(input);
  picture.target = &output_codec(*picture.source, options.format, job.outputs.front());
  {
    const StageTimer timer(report.times.decode);
    picture.decoder = picture.source->open(input);
  }
  picture.info = picture.decoder->info();
  check_size(picture.info.size, options.max_pixels);
  report.input = facts_of(picture.info, picture.source->format, input.size());
  report.warnings = picture.info.warnings;
  if (options.fail_on == model::FailOn::warning && report.warnings.has(model::Warning::exif_broken)) {
    throw Error(ErrorCode::corrupt, std::string(model::describe(model::Warning::exif_broken)));
  }
  picture.plan = plan_conversion(picture.info, *picture.source, *picture.target, options);
  for (const OutputPlan& output : picture.plan.outputs) check_size(output.geometry.canvas, options.max_pixels);
  report.warnings.add(picture.plan.warnings);
  return picture;
}

/// The file must be in memory before it is known what the picture will take. Where that is more than is granted for the
/// file alone, the file is let go and read again: workers that hold on to something while they wait for more could wait
/// for each other.
Opened ImageProcessor::State::open_within(const util::ReserveMemory& reserve, const model::Job& job,
                                          model::JobReport& report) {
  std::uint64_t granted_bytes = reserve(job.input_bytes);
  while (true) {
    Opened picture = open(job, report);
    const std::uint64_t needed_bytes = memory_need({.input_bytes = input.size(),
                                                    .info = picture.info,
                                                    .plan = picture.plan,
                                                    .decoder = picture.decoder->need(picture.plan.decode),
                                                    .target = *picture.target});
    if (needed_bytes <= granted_bytes) return picture;
    picture = {};
    input = Bytes();
    granted_bytes = reserve(needed_bytes);
  }
}

/// One picture for each planned output.
std::vector<Image> ImageProcessor::State::decode_and_resample(Decoder& decoder, const ConversionPlan& plan,
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

void ImageProcessor::State::write_output(Image resampled, const Opened& picture, const OutputPlan& plan,
                                         const std::filesystem::path& path, model::JobReport& report) {
  Finished finished;
  {
    const StageTimer timer(report.times.resample);
    finished = finish_picture(std::move(resampled), picture.info, picture.plan, plan.geometry, resampler);
    report.warnings.add(finished.warnings);
  }
  ImageInfo info = picture.info;
  info.size = finished.image.size;
  info.pixels = finished.image.format;
  if (options.auto_orient) info.orientation = 1;
  info.metadata.icc = std::move(finished.icc);

  model::OutputFacts& output = report.outputs[plan.index];
  Bytes encoded;
  {
    const StageTimer timer(report.times.encode);
    info.metadata = output_metadata(info, finished.image, options.keep, report.warnings);
    const bool keeps_code_points = picture.target->format == model::Format::avif && info.metadata.code_points;
    if (picture.info.metadata.code_points && !keeps_code_points) report.warnings.add(model::Warning::profile_dropped);
    encoded = picture.target->encode(finished.image, {options.quality, &info.metadata, info.has_palette});
    output.hash = XXH3_64bits(encoded.data(), encoded.size());
  }
  {
    const StageTimer timer(report.times.write);
    util::write_new_file(path, encoded);
  }
  if (info.metadata.exif.empty()) info.orientation = 1;  // nothing in the output tells of another
  output.image = facts_of(info, picture.target->format, encoded.size());
}

model::JobReport ImageProcessor::State::process(const model::Job& job,
                                                std::span<const std::filesystem::path> temp_paths,
                                                const util::ReserveMemory& reserve) {
  model::JobReport report;
  const Opened picture = open_within(reserve, job, report);
  std::vector<Image> images = decode_and_resample(*picture.decoder, picture.plan, report.times);
  report.warnings.add(picture.decoder->info().warnings);
  for (std::size_t place = 0; place < images.size(); ++place) {
    const OutputPlan& output = picture.plan.outputs[place];
    write_output(std::exchange(images[place], {}), picture, output, temp_paths[output.index], report);
  }
  report.output_count = static_cast<std::uint8_t>(images.size());
  return report;
}

ImageProcessor::ImageProcessor(const model::ResizeOptions& options) : state_(std::make_unique<State>(options)) {}
ImageProcessor::~ImageProcessor() = default;
ImageProcessor::ImageProcessor(ImageProcessor&&) noexcept = default;
ImageProcessor& ImageProcessor::operator=(ImageProcessor&&) noexcept = default;

model::JobReport ImageProcessor::process(const model::Job& job, std::span<const std::filesystem::path> temp_paths,
                                         const util::ReserveMemory& reserve) {
  const std::uint64_t unreserved_bytes = reserve(0);
  bool is_large = false;
  const auto reserve_and_note = [&](std::uint64_t bytes) {
    const std::uint64_t granted_bytes = reserve(bytes);
    is_large |= granted_bytes > unreserved_bytes;
    return granted_bytes;
  };
  // The leave for a large picture ends with it, however it ends: its buffers must not be kept.
  try {
    const model::JobReport report = state_->process(job, temp_paths, reserve_and_note);
    if (is_large) state_->forget_buffers();
    return report;
  } catch (...) {
    if (is_large) state_->forget_buffers();
    throw;
  }
}

void prepare_process() {
  cv::setNumThreads(1);
  prepare_heif();
}

}  // namespace resizer::imaging
