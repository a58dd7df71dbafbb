#include "imaging/pipeline/image_processor.hpp"

#include <functional>
#include <iterator>
#include <utility>
#include <vector>

#include "imaging/codecs/registry.hpp"
#include "imaging/pipeline/decode.hpp"
#include "imaging/pipeline/encode.hpp"
#include "imaging/pipeline/finish.hpp"
#include "imaging/pipeline/open.hpp"
#include "imaging/pipeline/placeholder.hpp"
#include "imaging/pipeline/stage_timer.hpp"
#include "util/file.hpp"

namespace resizer::imaging {

namespace {

/// Stores the output file `index` of the job.
using StoreFile = std::function<void(std::size_t index, ByteView file)>;

/// With pixels of its own: finishing may change them in place.
Image copy_of(const Image& image) {
  Image copy = make_image(image.format, image.size);
  for (std::size_t plane = 0; plane < image.planes.size(); ++plane) image.planes[plane].copyTo(copy.planes[plane]);
  return copy;
}

}  // namespace

struct ImageProcessor::State {
  explicit State(model::ResizeOptions resize_options) : options(std::move(resize_options)) {}

  const model::ResizeOptions options;
  Workspace workspace;

  /// Calls `store` for each output file.
  model::JobReport convert(const OpenedImage& image, const StoreFile& store);
  model::Placeholder make_placeholder(const OpenedImage& image, const Resampled& resampled);
  model::JobReport process(const model::Job& job, std::span<const std::filesystem::path> temp_paths,
                           const util::ReserveMemory& reserve);
};

/// Processes an opened image.
model::JobReport ImageProcessor::State::convert(const OpenedImage& image, const StoreFile& store) {
  Resampled resampled = decode_and_resample(*image.decoder, image.plan, workspace.resampler);

  model::JobReport report;
  report.input = image.facts;
  report.times = image.times;
  report.warnings = image.warnings;
  report.warnings.add(image.decoder->info().warnings);
  report.times += resampled.times;
  report.decoded_eighths = resampled.decoded_eighths;
  const ConversionPlan& plan = image.plan;
  if (plan.placeholder) {
    report.placeholder = timed(report.times.resample, [&] { return make_placeholder(image, resampled); });
  }
  report.outputs.resize(plan.outputs.size());
  for (auto output = plan.outputs.begin(); output != plan.outputs.end(); ++output) {
    const bool is_last = std::next(output) == plan.outputs.end() || std::next(output)->picture != output->picture;
    Image& picture = resampled.images[output->picture];
    const Finished finished = timed(report.times.resample, [&] {
      return finish_image(is_last ? std::exchange(picture, {}) : copy_of(picture), image.info,
                          {plan.pictures[output->picture].geometry, plan.targets[output->target], plan.curves.get()},
                          workspace);
    });
    const EncodedOutput encoded =
        timed(report.times.encode, [&] { return encode_output(finished, image, *output, options); });
    timed(report.times.write, [&] { store(output->index, encoded.file(image)); });
    report.outputs[output->index] = encoded.facts;
    report.warnings.add(finished.warnings);
    report.warnings.add(encoded.warnings);
  }
  return report;
}

model::Placeholder ImageProcessor::State::make_placeholder(const OpenedImage& image, const Resampled& resampled) {
  const auto& [picture, target] = *image.plan.placeholder;
  const FinishPlan plan{image.plan.pictures[picture].geometry, target, image.plan.curves.get()};
  const Finished finished = finish_image(copy_of(resampled.images[picture]), image.info, plan, workspace);
  return placeholder_of(finished.image, workspace.resampler);
}

model::JobReport ImageProcessor::State::process(const model::Job& job,
                                                std::span<const std::filesystem::path> temp_paths,
                                                const util::ReserveMemory& reserve) {
  const OpenedImage image = open_image(job, options, reserve, workspace.file);
  return convert(image, [&](std::size_t index, ByteView file) { util::write_new_file(temp_paths[index], file); });
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
  // The reservation for a large image ends with it, however it ends: its buffers must not be kept.
  try {
    model::JobReport report = state_->process(job, temp_paths, reserve_and_note);
    if (is_large) state_->workspace = Workspace();
    return report;
  } catch (...) {
    if (is_large) state_->workspace = Workspace();
    throw;
  }
}

ConvertedImage ImageProcessor::process(ByteView file, const std::filesystem::path& output,
                                       const util::ReserveMemory& reserve) {
  ConvertedImage converted;
  const OpenedImage image = open_image(file, output, state_->options, reserve);
  converted.files.resize(image.plan.outputs.size());
  converted.report = state_->convert(
      image, [&](std::size_t index, ByteView made) { converted.files[index].assign(made.begin(), made.end()); });
  return converted;
}

}  // namespace resizer::imaging
