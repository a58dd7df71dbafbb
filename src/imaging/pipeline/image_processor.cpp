#include "imaging/pipeline/image_processor.hpp"

#include <functional>
#include <utility>
#include <vector>

#include "imaging/codecs/registry.hpp"
#include "imaging/pipeline/decode.hpp"
#include "imaging/pipeline/encode.hpp"
#include "imaging/pipeline/finish.hpp"
#include "imaging/pipeline/open.hpp"
#include "imaging/pipeline/stage_timer.hpp"
#include "util/file.hpp"

namespace resizer::imaging {

namespace {

/// Stores the output file for size `index` of the options.
using StoreFile = std::function<void(std::size_t index, ByteView file)>;

}  // namespace

struct ImageProcessor::State {
  explicit State(model::ResizeOptions resize_options) : options(std::move(resize_options)) {}

  const model::ResizeOptions options;
  Workspace workspace;

  /// Calls `store` for each output file.
  model::JobReport convert(const OpenedImage& image, const StoreFile& store);
  model::JobReport process(const model::Job& job, std::span<const std::filesystem::path> temp_paths,
                           const util::ReserveMemory& reserve);
};

/// Processes an opened image.
model::JobReport ImageProcessor::State::convert(const OpenedImage& image, const StoreFile& store) {
  Resampled resampled = decode_and_resample(*image.decoder, image.plan, workspace.resampler);

  model::JobReport report{.input = image.facts, .warnings = image.warnings, .times = image.times};
  report.warnings.add(image.decoder->info().warnings);
  report.times += resampled.times;
  report.decoded_eighths = resampled.decoded_eighths;
  for (std::size_t place = 0; place < resampled.images.size(); ++place) {
    const OutputPlan& plan = image.plan.outputs[place];
    const Finished finished = timed(report.times.resample, [&] {
      return finish_image(std::exchange(resampled.images[place], {}), image.info, image.plan, plan.geometry, workspace);
    });
    const EncodedOutput output =
        timed(report.times.encode, [&] { return encode_output(finished, image, plan, options); });
    timed(report.times.write, [&] { store(plan.index, output.file(image)); });
    report.outputs[plan.index] = output.facts;
    report.warnings.add(finished.warnings);
    report.warnings.add(output.warnings);
    ++report.output_count;
  }
  return report;
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
    const model::JobReport report = state_->process(job, temp_paths, reserve_and_note);
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
  converted.files.resize(state_->options.sizes.size());
  const OpenedImage image = open_image(file, output, state_->options, reserve);
  converted.report = state_->convert(
      image, [&](std::size_t index, ByteView made) { converted.files[index].assign(made.begin(), made.end()); });
  return converted;
}

void prepare_process() {
  prepare_codecs();
}

}  // namespace resizer::imaging
