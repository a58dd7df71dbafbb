#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <iosfwd>
#include <string>
#include <vector>

#include "model/sharding.hpp"
#include "util/text_sink.hpp"

namespace resizer::shards {

/// What an output's bytes are.
struct MadeOutput {
  std::uint64_t bytes = 0;
  std::uint64_t hash = 0;  ///< XXH3 (64 bits).
  friend bool operator==(const MadeOutput&, const MadeOutput&) = default;
};

enum class ImageEnd : std::uint8_t {
  done,
  skipped,  ///< An earlier attempt had done it, and its outputs are as that left them.
  failed,   ///< It would fail again.
  delayed,  ///< It failed for now: the disk was full, or could not be read or written.
};

/// How an image of a shard ended.
struct ShardImage {
  std::size_t index = 0;  ///< In the plan.
  std::filesystem::path path;
  ImageEnd end = ImageEnd::done;
  double cpu_s = 0;                   ///< 0: unknown, or skipped.
  std::vector<MadeOutput> outputs{};  ///< If done or skipped.
  std::string reason{};               ///< If failed or delayed.
};

struct ShardReportHead {
  std::string program_version;
  std::string plan_id;
  model::ShardOf shard;
  unsigned attempt = 1;
  std::string host;
  std::chrono::system_clock::time_point begun;
  std::chrono::system_clock::time_point ended;
  double cpu_s = 0;  ///< Of all its images.
  unsigned workers = 1;
  std::uint64_t images = 0;
};

void write_shard_report(const util::TextSink& sink, const ShardReportHead& head,
                        const std::function<ShardImage(std::size_t position)>& image);

/// Reads a report, which is not trusted; `take` is called for each image, before it is known whether the report is as
/// it was written. Throws as read_listing().
ShardReportHead read_shard_report(std::istream& json, const std::function<void(ShardImage image)>& take);

/// The name of a shard's report: "report-3.json".
std::string report_name(unsigned shard);

/// "2026-12-01T04:25:00Z"
std::string date_text(std::chrono::system_clock::time_point time);

}  // namespace resizer::shards
