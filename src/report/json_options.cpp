#include "report/json_parts.hpp"

namespace resizer::report {
namespace {

Json workers_json(const model::Workers& workers) {
  if (const auto* listed = std::get_if<std::vector<unsigned>>(&workers)) return *listed;
  return std::holds_alternative<model::SweepWorkers>(workers) ? Json("sweep") : Json(nullptr);
}

}  // namespace

Json options_json(const model::Options& options) {
  Json inputs = Json::array();
  for (const std::filesystem::path& input : options.paths.inputs) inputs.push_back(path_json(input));
  const model::ResizeOptions& resize = options.resize;
  return {{"inputs", std::move(inputs)},
          {"output_dir", path_json(options.paths.output_dir)},
          {"recursive", options.paths.recursive},
          {"width_px", json_or_null(resize.box.width_px)},
          {"height_px", json_or_null(resize.box.height_px)},
          {"fit", name_of(resize.fit)},
          {"upscale", resize.upscale},
          {"filter", name_of(resize.filter)},
          {"shrink_on_load", json_or_null(resize.shrink_on_load)},
          {"quality", json_or_null(resize.quality)},
          {"format", resize.format ? Json(name_of(*resize.format)) : Json(nullptr)},
          {"keep", name_of(resize.keep)},
          {"max_pixels", resize.max_pixels},
          {"mode", name_of(options.run.mode)},
          {"jobs", workers_json(options.run.jobs)},
          {"runs", options.run.runs},
          {"warmup", options.run.warmup},
          {"cache", name_of(options.run.cache)}};
}

}  // namespace resizer::report
