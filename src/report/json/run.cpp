#include <array>
#include <cstdio>

#include "report/json/parts.hpp"
#include "util/printable.hpp"
#include "util/quantity.hpp"

namespace resizer::report {
namespace {

Json facts_json(const model::ImageFacts& image) {
  return {{"format", name_of(image.format)},
          {"width_px", image.width_px},
          {"height_px", image.height_px},
          {"depth_bits", image.depth_bits},
          {"channels", image.channels},
          {"alpha", image.alpha},
          {"icc", image.icc},
          {"orientation", image.orientation},
          {"bytes", image.bytes}};
}

/// Most readers take JSON numbers for doubles with 53 bits, so a hash is a string of 16 hexadecimal digits.
std::string hash_text(std::uint64_t hash) {
  std::array<char, 17> text{};
  std::snprintf(text.data(), text.size(), "%016llx", static_cast<unsigned long long>(hash));
  return text.data();
}

void add_done(const model::JobReport& report, Json& json) {
  json["input"] = facts_json(report.input);
  Json outputs = Json::array();
  for (std::size_t i = 0; i < report.outputs.size(); ++i) {
    Json output = facts_json(report.outputs[i].image);
    output["xxh3"] = hash_text(report.outputs[i].hash);
    if (const unsigned quality = report.outputs[i].quality; quality > 0) output["quality"] = quality;
    outputs.push_back(std::move(output));
  }
  json["outputs"] = std::move(outputs);
  Json stages = Json::object();
  for (const auto& [name, member] : analysis::kStages)
    stages[std::string(name)] = util::to_seconds(report.times.*member);
  json["stages_s"] = std::move(stages);
  Json warnings = Json::array();
  for (const auto& [warning, name] : model::names<model::Warning>()) {
    if (report.warnings.has(warning)) warnings.push_back(name);
  }
  json["warnings"] = std::move(warnings);
}

Json waits_json(const std::optional<model::Waits>& waits) {
  if (!waits) return nullptr;
  return {{"core_s", util::to_seconds(waits->core)},
          {"memory_s", util::to_seconds(waits->memory)},
          {"disk_s", util::to_seconds(waits->disk)},
          {"pages_s", util::to_seconds(waits->pages)},
          {"stolen_s", util::to_seconds(waits->stolen)}};
}

Json counts_json(const std::optional<model::WorkCounts>& counts) {
  if (!counts) return nullptr;
  return {{"instructions", counts->instructions}, {"cycles", counts->cycles}};
}

Json cpu_use_json(const std::optional<machine::CpuUse>& use) {
  if (!use) return nullptr;
  return {{"available_s", util::to_seconds(use->available)},
          {"others_s", util::to_seconds(use->others)},
          {"stolen_s", util::to_seconds(use->stolen)}};
}

Json cached_inputs_json(const std::optional<bench::CachedInputs>& inputs) {
  if (!inputs) return nullptr;
  return {{"bytes", inputs->bytes}, {"cached_bytes", inputs->cached_bytes}};
}

Json event_json(const bench::TimedEvent& timed) {
  const double at_s = util::to_seconds(timed.at);
  if (const auto* throttled = std::get_if<machine::Throttled>(&timed.event)) {
    return {{"at_s", at_s}, {"event", "throttled"}, {"times", throttled->times}};
  }
  if (const auto* power = std::get_if<machine::PowerSourceChanged>(&timed.event)) {
    return {{"at_s", at_s}, {"event", "power_source"}, {"to", name_of(power->to)}};
  }
  const auto& governor = std::get<machine::GovernorChanged>(timed.event);
  return {{"at_s", at_s}, {"event", "governor"}, {"from", governor.from}, {"to", governor.to}};
}

Json events_json(const std::vector<bench::TimedEvent>& events) {
  Json all = Json::array();
  for (const bench::TimedEvent& event : events) all.push_back(event_json(event));
  return all;
}

Json loads_json(const std::vector<bench::LoadAt>& loads) {
  Json all = Json::array();
  for (const auto& [at, load] : loads) {
    all.push_back(
        {{"at_s", util::to_seconds(at)}, {"busy_cores", load.busy_cores}, {"stolen_cores", load.stolen_cores}});
  }
  return all;
}

}  // namespace

Json outcome_json(const model::JobOutcome& outcome) {
  Json json = {{"outcome", name_of(outcome.kind)},
               {"worker", json_or_null(outcome.worker)},
               {"start_s", outcome.worker ? Json(util::to_seconds(outcome.start)) : Json(nullptr)},
               {"duration_s", outcome.worker ? Json(util::to_seconds(outcome.duration)) : Json(nullptr)},
               {"cpu_s", outcome.cpu ? Json(util::to_seconds(*outcome.cpu)) : Json(nullptr)},
               {"waits", waits_json(outcome.waits)},
               {"counts", counts_json(outcome.counts)},
               {"clock_mhz", json_or_null(outcome.clock_mhz)},
               {"attempts", outcome.attempts}};
  if (const model::Done* done = outcome.done()) {
    add_done(done->report, json);
  } else {
    const auto* failed = std::get_if<model::Failed>(&outcome.kind);
    json["error"] = failed != nullptr ? Json(name_of(failed->code)) : Json(nullptr);
    json["reason"] = util::printable(reason(outcome.kind));
  }
  return json;
}

Json run_json(const model::RunResult& run, const bench::RunConditions& conditions) {
  return {{"start_s", util::to_seconds(run.start)},
          {"wall_s", util::to_seconds(run.wall)},
          {"suspended_s", util::to_seconds(run.suspended)},
          {"cpu_user_s", util::to_seconds(run.cpu.user)},
          {"cpu_system_s", util::to_seconds(run.cpu.system)},
          {"peak_worker_bytes", run.peak_worker_bytes > 0 ? Json(run.peak_worker_bytes) : Json(nullptr)},
          {"memory_limit_bytes", json_or_null(run.memory_limit_bytes)},
          {"replaced_workers", run.replaced_workers},
          {"interrupted_by_signal", json_or_null(run.interrupted_by)},
          {"halted", run.halted || run.abandoned},
          {"cpu_use", cpu_use_json(conditions.cpu_use)},
          {"energy_j", json_or_null(conditions.energy_joules)},
          {"cached_inputs", cached_inputs_json(conditions.cached_inputs)},
          {"events", events_json(conditions.events)},
          {"loads", loads_json(conditions.loads)}};
}

}  // namespace resizer::report
