#include "imaging/pipeline/write.hpp"

#include <xxhash.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "imaging/metadata/exif.hpp"
#include "imaging/pipeline/finish.hpp"
#include "imaging/pipeline/georeference.hpp"
#include "imaging/pipeline/output_metadata.hpp"
#include "imaging/pipeline/stage_timer.hpp"
#include "imaging/pipeline/untouched.hpp"
#include "util/file.hpp"

namespace resizer::imaging {
namespace {

/// How large a picture from a palette should be at most: as the file it comes from, or, enlarged, in proportion.
std::optional<std::uint64_t> palette_file_bytes(const OpenedPicture& picture, Size size) {
  if (!picture.info.has_palette) return {};
  const auto pixels = [](Size of) { return static_cast<double>(of.width_px) * of.height_px; };
  const double enlargement = std::max(1.0, pixels(size) / pixels(picture.info.size));
  return static_cast<std::uint64_t>(static_cast<double>(picture.file_bytes) * enlargement);
}

void transpose_resolution(Metadata& metadata) {
  if (metadata.density) std::swap(metadata.density->x_per_inch, metadata.density->y_per_inch);
  transpose_exif_resolution(metadata.exif);
}

}  // namespace

void write_output(Image resampled, const OpenedPicture& picture, const OutputTarget& target,
                  const model::ResizeOptions& options, Workspace& workspace, model::JobReport& report) {
  const OutputPlan& plan = target.plan;
  Finished finished;
  {
    const StageTimer timer(report.times.resample);
    finished = finish_picture(std::move(resampled), picture.info, picture.plan, plan.geometry, workspace);
    report.warnings.add(finished.warnings);
  }
  ImageInfo info = picture.info;
  info.size = finished.image.size;
  info.pixels = finished.image.format;
  if (options.auto_orient) info.orientation = 1;
  if (plan.geometry.orientation.transpose) transpose_resolution(info.metadata);
  if (info.metadata.georeference) {
    info.metadata.georeference = regridded(*info.metadata.georeference, plan.geometry);
  }
  info.metadata.icc = std::move(finished.icc);
  if (picture.plan.to_srgb) {
    info.metadata.code_points.reset();
    info.metadata.fallback_icc.clear();
  }

  model::OutputFacts& output = report.outputs[plan.index];
  Bytes encoded;
  ByteView file = picture.file;
  {
    const StageTimer timer(report.times.encode);
    model::Warnings losses;
    info.metadata = output_metadata(info, finished.image, *picture.target, options.keep, losses);
    if (!stays_untouched(picture, plan, info.metadata, options)) {
      report.warnings.add(losses);
      encoded = picture.target->encode(finished.image,
                                       {options.quality, &info.metadata, palette_file_bytes(picture, info.size)});
      file = encoded;
    }
    output.hash = XXH3_64bits(file.data(), file.size());
  }
  {
    const StageTimer timer(report.times.write);
    util::write_new_file(target.path, file);
  }
  info.orientation = info.metadata.orientation;
  output.image = facts_of(info, picture.target->format, file.size());
}

}  // namespace resizer::imaging
