#include "report/json/parts.hpp"
#include "util/quantity.hpp"

namespace resizer::report {
namespace {

Json workers_json(const model::Workers& workers) {
  if (const auto* listed = std::get_if<std::vector<unsigned>>(&workers)) return *listed;
  return std::holds_alternative<model::SweepWorkers>(workers) ? Json("sweep") : Json(nullptr);
}

template <class Paths>
Json paths_json(const Paths& paths) {
  Json all = Json::array();
  for (const auto& path : paths) all.push_back(path_json(path));
  return all;
}

Json size_json(const model::Box& box) {
  Json json = Json::object();
  if (box.width_px) json["width_px"] = *box.width_px;
  if (box.height_px) json["height_px"] = *box.height_px;
  return json;
}

Json size_json(model::LongEdge edge) {
  return {{"long_edge_px", edge.length_px}};
}

Json size_json(model::Percent percent) {
  return {{"percent", percent.value}};
}

}  // namespace

Json options_json(const model::Options& options) {
  const model::ResizeOptions& resize = options.resize;
  const model::ControlOptions& control = options.control;
  Json sizes = Json::array();
  for (const model::TargetSize& size : resize.sizes) {
    sizes.push_back(std::visit([](const auto& kind) { return size_json(kind); }, size));
  }
  return {{"inputs", paths_json(options.paths.inputs)},
          {"output_dir", path_json(options.paths.output_dir)},
          {"recursive", options.paths.recursive},
          {"follow", options.paths.follow},
          {"include", paths_json(options.paths.include)},
          {"exclude", paths_json(options.paths.exclude)},
          {"files_from", options.paths.files_from ? path_json(*options.paths.files_from) : Json(nullptr)},
          {"overwrite", name_of(options.paths.overwrite)},
          {"keep_dates", options.paths.keep_dates},
          {"name_template", options.paths.name_template ? path_json(*options.paths.name_template) : Json(nullptr)},
          {"sizes", std::move(sizes)},
          {"fit", name_of(resize.fit)},
          {"upscale", resize.upscale},
          {"filter", name_of(resize.filter)},
          {"shrink_on_load", json_or_null(resize.shrink_on_load)},
          {"quality", json_or_null(resize.quality)},
          {"format", resize.format ? Json(name_of(*resize.format)) : Json(nullptr)},
          {"keep", name_of(resize.keep)},
          {"to_srgb", resize.to_srgb},
          {"linear", resize.linear},
          {"auto_orient", resize.auto_orient},
          {"max_pixels", resize.max_pixels},
          {"fail_on", name_of(resize.fail_on)},
          {"mode", name_of(options.run.mode)},
          {"jobs", workers_json(options.run.jobs)},
          {"runs", options.run.runs},
          {"warmup", options.run.warmup},
          {"cache", name_of(options.run.cache)},
          {"timeout_s", control.timeout ? Json(util::to_seconds(*control.timeout)) : Json(nullptr)},
          {"retries", control.retries},
          {"memory_limit_bytes", json_or_null(control.memory_limit_bytes)},
          {"halt", name_of(control.halt)},
          {"sandbox", name_of(control.sandbox)}};
}

}  // namespace resizer::report
