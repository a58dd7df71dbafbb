#include "shards/shard_report.hpp"

#include <array>
#include <ctime>

#include "model/job.hpp"
#include "model/names.hpp"
#include "report/json/parts.hpp"
#include "shards/listing.hpp"
#include "shards/time_text.hpp"
#include "util/error.hpp"
#include "util/printable.hpp"

namespace resizer::shards {
namespace {

using std::chrono::nanoseconds;
using std::chrono::system_clock;

constexpr ListingKind kShardReport{.type = "resizer shard report", .list = "images"};

constexpr std::array<model::Name<ImageEnd>, 4> kEnds{{{ImageEnd::done, "done"},
                                                      {ImageEnd::skipped, "skipped"},
                                                      {ImageEnd::failed, "failed"},
                                                      {ImageEnd::delayed, "delayed"}}};

ImageEnd end_from(const std::string& text) {
  for (const auto& [end, name] : kEnds) {
    if (text == name) return end;
  }
  throw util::Error(util::ErrorCode::corrupt, "outcome is unknown");
}

std::string_view name_of_end(ImageEnd end) {
  for (const auto& [value, name] : kEnds) {
    if (value == end) return name;
  }
  return {};
}

bool has_outputs(ImageEnd end) {
  return end == ImageEnd::done || end == ImageEnd::skipped;
}

nanoseconds since_epoch(system_clock::time_point time) {
  return time.time_since_epoch();
}

Json to_json(const ShardReportHead& head) {
  return {{"program_version", head.program_version},
          {"plan_id", head.plan_id},
          {"shard", head.shard.number},
          {"shards", head.shard.count},
          {"attempt", head.attempt},
          {"host", head.host},
          {"begun", time_text(since_epoch(head.begun))},
          {"ended", time_text(since_epoch(head.ended))},
          {"workers", head.workers},
          {"cpu_s", head.cpu_s},
          {"image_count", head.images}};
}

Json to_json(const ShardImage& image) {
  Json json = {{"index", image.index},
               {"path", report::path_json(image.path)},
               {"outcome", name_of_end(image.end)},
               {"cpu_s", image.cpu_s > 0 ? Json(image.cpu_s) : Json(nullptr)}};
  if (has_outputs(image.end)) {
    Json outputs = Json::array();
    for (const MadeOutput& output : image.outputs) {
      outputs.push_back({{"bytes", output.bytes}, {"xxh3", hash_text(output.hash)}});
    }
    json["outputs"] = std::move(outputs);
  } else {
    json["reason"] = util::printable(image.reason);
  }
  return json;
}

ShardImage image_from(const Json& json) {
  constexpr std::size_t kLongestReason = 1'000;
  ShardImage image{.index = whole_of(json, "index"),
                   .path = path_of(member(json, "path")),
                   .end = end_from(text_of(json, "outcome"))};
  if (!has_outputs(image.end)) {
    image.reason = text_of(json, "reason").substr(0, kLongestReason);
    return image;
  }
  const Json& outputs = member(json, "outputs");
  if (!outputs.is_array() || outputs.size() > model::kMaxOutputs) {
    throw util::Error(util::ErrorCode::corrupt, "outputs is not a list of outputs");
  }
  for (const Json& output : outputs) {
    image.outputs.push_back({.bytes = whole_of(output, "bytes"), .hash = hash_from(text_of(output, "xxh3"))});
  }
  return image;
}

system_clock::time_point time_of(const Json& json, const char* name) {
  return system_clock::time_point(std::chrono::duration_cast<system_clock::duration>(time_from(text_of(json, name))));
}

ShardReportHead head_from(const Json& json) {
  constexpr std::uint64_t kMostAttempts = 1'000'000;
  constexpr std::uint64_t kMostWorkers = 1'000'000;
  return {.program_version = text_of(json, "program_version"),
          .plan_id = text_of(json, "plan_id"),
          .shard = {.number = static_cast<unsigned>(whole_of(json, "shard", model::kMostShards)),
                    .count = static_cast<unsigned>(whole_of(json, "shards", model::kMostShards))},
          .attempt = static_cast<unsigned>(whole_of(json, "attempt", kMostAttempts)),
          .host = text_of(json, "host"),
          .begun = time_of(json, "begun"),
          .ended = time_of(json, "ended"),
          .cpu_s = number_of(json, "cpu_s"),
          .workers = static_cast<unsigned>(whole_of(json, "workers", kMostWorkers)),
          .images = whole_of(json, "image_count")};
}

}  // namespace

void write_shard_report(const util::TextSink& sink, const ShardReportHead& head,
                        const std::function<ShardImage(std::size_t position)>& image) {
  ListingWriter listing(sink, kShardReport, to_json(head));
  for (std::size_t position = 0; position < head.images; ++position) listing.add(to_json(image(position)));
  listing.finish();
}

ShardReportHead read_shard_report(std::istream& json, const std::function<void(ShardImage image)>& take) {
  std::uint64_t count = 0;
  const ListingHead listing = read_listing(json, kShardReport, [&](const Json& entry) {
    ++count;
    take(image_from(entry));
  });
  ShardReportHead head = head_from(listing.header);
  if (head.images != count) throw util::Error(util::ErrorCode::corrupt, "image_count does not match images");
  return head;
}

std::string report_name(unsigned shard) {
  return "report-" + std::to_string(shard) + ".json";
}

std::string date_text(system_clock::time_point time) {
  const std::time_t seconds = system_clock::to_time_t(time);
  std::tm parts{};
  ::gmtime_r(&seconds, &parts);
  std::array<char, 32> text{};
  const std::size_t length = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
  return {text.data(), length};
}

}  // namespace resizer::shards
