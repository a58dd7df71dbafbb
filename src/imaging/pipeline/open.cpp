#include "imaging/pipeline/open.hpp"

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

#include "imaging/codecs/registry.hpp"
#include "imaging/pipeline/memory_requirement.hpp"
#include "imaging/pipeline/source_profile.hpp"
#include "imaging/pipeline/stage_timer.hpp"
#include "imaging/pipeline/unsupported_formats.hpp"
#include "model/setting.hpp"
#include "util/error.hpp"
#include "util/file.hpp"

namespace resizer::imaging {
namespace {

using util::Error;
using util::ErrorCode;

const Codec& input_codec(ByteView bytes) {
  if (bytes.empty()) throw Error(ErrorCode::truncated, "the file is empty");
  const Codec* codec = recognize(bytes);
  if (codec == nullptr) {
    const auto format = unsupported_format(bytes);
    throw Error(ErrorCode::unsupported_format,
                format ? std::string(*format) + " is not supported yet" : "not in any image format that can be read");
  }
  return *codec;
}

/// Filter weights grow with the sides of an image: for a side of hundreds of millions of pixels, which the pixel limit
/// alone would allow, they would take gigabytes. libpng has the same limit.
constexpr std::uint32_t kMaxSidePx = 1'000'000;

void check_size(Size size, std::uint64_t max_pixels) {
  if (size.width_px == 0 || size.height_px == 0) throw Error(ErrorCode::corrupt, "the image has no pixels");
  if (std::max(size.width_px, size.height_px) > kMaxSidePx) {
    throw Error(ErrorCode::too_large, std::to_string(size.width_px) + " x " + std::to_string(size.height_px) +
                                          ": a side of more than " + std::to_string(kMaxSidePx) + " pixels");
  }
  if (size.height_px > max_pixels / size.width_px) {
    throw model::SettingError(ErrorCode::too_large,
                              std::to_string(size.width_px) + " x " + std::to_string(size.height_px) +
                                  " pixels are more than the limit of " + std::to_string(max_pixels),
                              model::Setting::max_pixels);
  }
}

/// A small crop of a large image costs as much as the image.
void check_decoded_pixels(std::uint64_t pixels, std::uint64_t max_pixels) {
  if (pixels <= max_pixels) return;
  throw model::SettingError(ErrorCode::too_large,
                            std::to_string(pixels) + " pixels, of which the file shows a part, are more than the " +
                                "limit of " + std::to_string(max_pixels),
                            model::Setting::max_pixels);
}

void refuse_blemishes(model::Warnings warnings) {
  for (const auto& [warning, name] : model::names<model::Warning>()) {
    if (!warnings.has(warning) || !model::is_blemish(warning)) continue;
    throw Error(ErrorCode::corrupt, std::string(model::describe(warning)));
  }
}

/// A JPEG may be followed by data of any length: of a longer file, only this many bytes are read if the image ends
/// within them.
constexpr std::size_t kHeadBytes = std::size_t{64} << 20U;

struct InputFile {
  Bytes& bytes;                         ///< Of the file, or its head.
  std::uintmax_t size_bytes = 0;        ///< Of the whole file.
  std::size_t most_bytes = kHeadBytes;  ///< To read.
};

/// False if the image is longer than the head.
bool read_input(const std::filesystem::path& path, InputFile& file, std::chrono::nanoseconds& time) {
  file.size_bytes =
      timed(time, [&] { return util::read_file(path, model::kMaxInputBytes, file.bytes, file.most_bytes); });
  if (file.bytes.size() == file.size_bytes) return true;
  const Codec& codec = input_codec(file.bytes);
  return codec.needs_no_more != nullptr && codec.needs_no_more(file.bytes);
}

/// A file, possibly only its head.
struct FileHead {
  ByteView bytes;
  std::uintmax_t size_bytes = 0;  ///< Of the whole file.
};

OpenedImage open_file(FileHead file, const std::filesystem::path& output_path, const model::ResizeOptions& options) {
  OpenedImage image;
  image.file = file.bytes;
  image.file_bytes = file.size_bytes;
  image.source = &input_codec(file.bytes);
  const std::vector<const Codec*> targets = output_codecs(*image.source, options.formats, output_path);
  image.decoder = timed(image.times.decode, [&] { return image.source->open(file.bytes); });
  image.info = image.decoder->info();
  check_size(image.info.size, options.max_pixels);
  check_decoded_pixels(image.info.decoded_pixels, options.max_pixels);
  image.facts = facts_of(image.info, image.source->format, file.size_bytes);
  settle_profile(image.info);
  if (options.fail_on == model::FailOn::warning) refuse_blemishes(image.info.warnings);
  image.plan = plan_conversion(image.info, *image.source, targets, options);
  for (const PicturePlan& picture : image.plan.pictures) check_size(picture.geometry.canvas, options.max_pixels);
  image.warnings = image.info.warnings;
  for (const TargetPlan& target : image.plan.targets) image.warnings.add(target.warnings);
  return image;
}

/// The memory for an image whose file takes `held_bytes`.
std::uint64_t requirement_of(const OpenedImage& image, std::size_t held_bytes) {
  return memory_requirement({.input_bytes = held_bytes,
                             .info = image.info,
                             .plan = image.plan,
                             .decoder = image.decoder->requirement(image.plan.decode)});
}

}  // namespace

/// The file must be in memory before the requirement of the image is known. If that exceeds the reservation for the
/// file, the file is released and read again: workers that hold memory while waiting for more could deadlock.
OpenedImage open_image(const model::Job& job, const model::ResizeOptions& options, const util::ReserveMemory& reserve,
                       Bytes& bytes) {
  InputFile file{bytes};
  std::chrono::nanoseconds read_time{};
  std::uint64_t granted_bytes = reserve(std::min<std::uint64_t>(job.input_bytes, kHeadBytes));
  while (true) {
    std::uint64_t needed_bytes = job.input_bytes;
    if (read_input(job.input, file, read_time)) {
      OpenedImage image = open_file({bytes, file.size_bytes}, job.outputs.front(), options);
      image.times.read = read_time;
      needed_bytes = requirement_of(image, bytes.size());
      if (needed_bytes <= granted_bytes) return image;
    } else {
      file.most_bytes = model::kMaxInputBytes;
    }
    bytes = Bytes();
    granted_bytes = reserve(needed_bytes);
  }
}

OpenedImage open_image(ByteView file, const std::filesystem::path& output, const model::ResizeOptions& options,
                       const util::ReserveMemory& reserve) {
  OpenedImage image = open_file({file, file.size()}, output, options);
  reserve(requirement_of(image, 0));  // the caller owns the file
  return image;
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
