#include "app/merging.hpp"

#include <string>

#include "app/earlier_report.hpp"
#include "app/exit_code.hpp"
#include "app/standard_streams.hpp"
#include "shards/merge.hpp"
#include "shards/merged_json.hpp"
#include "util/error.hpp"
#include "util/printable.hpp"
#include "util/replace_file.hpp"
#include "util/stream_file.hpp"

namespace resizer::app {
namespace {

namespace fs = std::filesystem;

shards::Merger read_plan(const fs::path& file) {
  try {
    return read_earlier_report(file, [](std::istream& json) { return shards::Merger(json); });
  } catch (const util::Error& error) {
    throw util::Error(util::ErrorCode::usage, "--plan " + util::printable(file.native()) + ": " + error.what());
  }
}

shards::Merged merge(const model::Options& options) {
  shards::Merger merger = read_plan(*options.sharding.plan);
  for (const fs::path& file : options.paths.inputs) {
    const std::string name = util::printable(file.native());
    try {
      read_earlier_report(file, [&](std::istream& json) {
        merger.add(name, json);
        return 0;
      });
    } catch (const util::Error& error) {
      merger.add_unreadable(name + ": " + error.what());
    }
  }
  return merger.result();
}

std::string counted(std::uint64_t count, const char* what) {
  return std::to_string(count) + ' ' + what;
}

std::string summary(const shards::Merged& merged) {
  const std::uint64_t ended = merged.done + merged.skipped + merged.failures.size() + merged.delayed;
  std::string text = counted(merged.plan.head.inputs, "images planned: ") + counted(merged.done, "done, ") +
                     counted(merged.skipped, "done before, ") + counted(merged.failures.size(), "failed, ") +
                     counted(merged.delayed, "to try again, ") +
                     counted(merged.plan.head.inputs - ended, "not reported\n");
  if (!merged.missing.empty()) text += "resubmit: " + shards::list_text(merged.missing) + '\n';
  return text;
}

void show(const shards::Merged& merged, const model::OutputOptions& output) {
  if (output.json) {
    shards::write_merged(merged, write_out);
  } else {
    write_out(summary(merged));
  }
  flush_out();
  for (const std::string& line : merged.contradictions) complain(line);
  for (const std::string& line : merged.unreadable) complain(line);
  for (const auto& [path, shard, reason] : merged.failures) {
    complain(util::printable(path.native()) + ": " + util::printable(reason));
  }
  if (output.quiet) return;
  for (const std::string& line : merged.duplicates) complain(line);
}

ExitCode judge(const shards::Merged& merged) {
  if (!merged.contradictions.empty()) return ExitCode::contradiction;
  if (!merged.missing.empty()) return ExitCode::temporary;
  return merged.failures.empty() ? ExitCode::success : ExitCode::images_failed;
}

}  // namespace

int merge_reports(const model::Options& options) {
  const shards::Merged merged = merge(options);
  if (const auto& file = options.output.report_files.json) {
    const auto write = [&](const util::TextSink& sink) { shards::write_merged(merged, sink); };
    util::is_stream(*file) ? util::write_stream(*file, write) : util::replace_file(*file, write);
  }
  show(merged, options.output);
  return static_cast<int>(judge(merged));
}

}  // namespace resizer::app
