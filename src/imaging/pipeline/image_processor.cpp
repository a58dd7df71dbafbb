#include "imaging/pipeline/image_processor.hpp"

#include <utility>
#include <vector>

#include "imaging/codecs/registry.hpp"
#include "imaging/pipeline/decode.hpp"
#include "imaging/pipeline/open.hpp"
#include "imaging/pipeline/write.hpp"

namespace resizer::imaging {

struct ImageProcessor::State {
  explicit State(model::ResizeOptions resize_options) : options(std::move(resize_options)) {}

  const model::ResizeOptions options;
  Bytes input;
  Workspace workspace;

  model::JobReport process(const model::Job& job, std::span<const std::filesystem::path> temp_paths,
                           const util::ReserveMemory& reserve);
  void forget_buffers() {
    input = Bytes();  // not {}: that keeps the capacity
    workspace = Workspace();
  }
};

model::JobReport ImageProcessor::State::process(const model::Job& job,
                                                std::span<const std::filesystem::path> temp_paths,
                                                const util::ReserveMemory& reserve) {
  model::JobReport report;
  const OpenedPicture picture = open_picture(job, options, reserve, input, report);
  std::vector<Image> images = decode_and_resample(*picture.decoder, picture.plan, workspace.resampler, report.times);
  report.warnings.add(picture.decoder->info().warnings);
  for (std::size_t place = 0; place < images.size(); ++place) {
    const OutputPlan& output = picture.plan.outputs[place];
    write_output(std::exchange(images[place], {}), picture, {output, temp_paths[output.index]}, options, workspace,
                 report);
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
  prepare_codecs();
}

}  // namespace resizer::imaging
