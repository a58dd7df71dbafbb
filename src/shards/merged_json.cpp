#include "shards/merged_json.hpp"

#include "report/json/writer.hpp"

namespace resizer::shards {
namespace {

using report::Json;

Json to_json(const ShardReportHead& head) {
  const std::chrono::duration<double> wall = head.ended - head.begun;
  return {{"shard", head.shard.number},
          {"attempt", head.attempt},
          {"host", head.host},
          {"workers", head.workers},
          {"begun", date_text(head.begun)},
          {"ended", date_text(head.ended)},
          {"wall_s", wall.count()},
          {"cpu_s", head.cpu_s},
          {"images", head.images}};
}

Json to_json(const MergedFailure& failure) {
  return {{"path", report::path_json(failure.path)}, {"shard", failure.shard}, {"reason", failure.reason}};
}

}  // namespace

void write_merged(const Merged& merged, const util::TextSink& sink) {
  report::JsonWriter json(sink, report::JsonLayout::indented);
  const auto same = [](const auto& value) -> Json { return value; };
  const auto converted = [](const auto& value) { return to_json(value); };
  json.object([&] {
    json.member("type", "resizer merged report");
    json.member("version", 1);
    json.member("program_version", merged.plan.head.program_version);
    json.member("plan_id", merged.plan.id);
    json.member("shard_count", merged.plan.head.shards);
    json.member("images", {{"planned", merged.plan.head.inputs},
                           {"done", merged.done},
                           {"skipped", merged.skipped},
                           {"failed", merged.failures.size()},
                           {"delayed", merged.delayed}});
    json.list("resubmit", merged.missing, same);
    json.list("failures", merged.failures, converted);
    json.list("unreadable", merged.unreadable, same);
    json.list("contradictions", merged.contradictions, same);
    json.list("duplicates", merged.duplicates, same);
    json.list("shards", merged.reports, converted);
  });
  sink("\n");
}

}  // namespace resizer::shards
