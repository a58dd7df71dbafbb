#include "imaging/picture_opening.hpp"

#include <string>

#include "imaging/memory_need.hpp"
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

void refuse_blemishes(model::Warnings warnings) {
  for (const auto& [warning, name] : model::names<model::Warning>()) {
    if (!warnings.has(warning) || !model::is_blemish(warning)) continue;
    throw Error(ErrorCode::corrupt, std::string(model::describe(warning)));
  }
}

OpenedPicture open_file(const model::Job& job, const model::ResizeOptions& options, Bytes& file,
                        model::JobReport& report) {
  {
    const StageTimer timer(report.times.read);
    util::read_file(job.input, model::kMaxInputBytes, file);
  }
  OpenedPicture picture;
  picture.file_bytes = file.size();
  picture.source = &input_codec(file);
  picture.target = &output_codec(*picture.source, options.format, job.outputs.front());
  {
    const StageTimer timer(report.times.decode);
    picture.decoder = picture.source->open(file);
  }
  picture.info = picture.decoder->info();
  check_size(picture.info.size, options.max_pixels);
  report.input = facts_of(picture.info, picture.source->format, file.size());
  report.warnings = picture.info.warnings;
  if (options.fail_on == model::FailOn::warning) refuse_blemishes(report.warnings);
  picture.plan = plan_conversion(picture.info, *picture.source, *picture.target, options);
  for (const OutputPlan& output : picture.plan.outputs) check_size(output.geometry.canvas, options.max_pixels);
  report.warnings.add(picture.plan.warnings);
  return picture;
}

}  // namespace

/// The file must be in memory before it is known what the picture will take. Where that is more than is granted for the
/// file alone, the file is let go and read again: workers that hold on to something while they wait for more could wait
/// for each other.
OpenedPicture open_picture(const model::Job& job, const model::ResizeOptions& options,
                           const util::ReserveMemory& reserve, Bytes& file, model::JobReport& report) {
  std::uint64_t granted_bytes = reserve(job.input_bytes);
  while (true) {
    OpenedPicture picture = open_file(job, options, file, report);
    const std::uint64_t needed_bytes = memory_need({.input_bytes = file.size(),
                                                    .info = picture.info,
                                                    .plan = picture.plan,
                                                    .decoder = picture.decoder->need(picture.plan.decode),
                                                    .target = *picture.target});
    if (needed_bytes <= granted_bytes) return picture;
    picture = {};
    file = Bytes();
    granted_bytes = reserve(needed_bytes);
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

}  // namespace resizer::imaging
