#include "app/previews.hpp"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <string>

#include "util/error.hpp"
#include "util/file.hpp"
#include "util/private_folder.hpp"

namespace resizer::app {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostPreviews = 4;
constexpr std::uint32_t kSidePx = 320;
constexpr std::uintmax_t kMostBytes = 128U << 10U;

/// Keeps the reason of the first failure.
class FirstFailure final : public exec::RunObserver {
 public:
  void on_outcome(std::size_t /*job_index*/, const model::JobOutcome& outcome) override {
    if (reason_.empty() && outcome.failed()) reason_ = model::reason(outcome.kind);
  }
  void on_tick() override {}
  const std::string& reason() const { return reason_; }

 private:
  std::string reason_;
};

bool was_always_done(const bench::Measurements& measurements, std::size_t job) {
  return std::ranges::all_of(measurements.series, [job](const bench::Series& series) {
    return std::ranges::all_of(series.runs, [job](const model::RunResult& run) { return run.outcomes[job].done(); });
  });
}

/// Chooses evenly among those that can be shown.
std::vector<std::size_t> choose(std::span<const model::Job> jobs, const bench::Measurements& measurements) {
  std::vector<std::size_t> done;
  for (std::size_t job = 0; job < jobs.size(); ++job) {
    if (was_always_done(measurements, job)) done.push_back(job);
  }
  std::vector<std::size_t> chosen;
  const std::size_t count = std::min(kMostPreviews, done.size());
  for (std::size_t k = 0; k < count; ++k) chosen.push_back(done[k * done.size() / count]);
  return chosen;
}

std::optional<analysis::Thumbnail> read_thumbnail(const fs::path& path) {
  std::vector<std::uint8_t> bytes;
  try {
    util::read_file(path, kMostBytes, bytes);
  } catch (const util::Error&) {
    return std::nullopt;  // it failed, or is too large to show
  }
  return analysis::Thumbnail{"image/webp", {bytes.begin(), bytes.end()}};
}

}  // namespace

model::ResizeOptions preview_options(const model::ResizeOptions& resize) {
  model::ResizeOptions options;
  options.sizes = {model::LongEdge{kSidePx}};
  options.upscale = false;
  options.quality = 75;
  options.formats = {model::Format::webp};
  options.keep = model::Keep::none;  // browsers show files without a profile as sRGB
  options.to_srgb = true;
  options.max_pixels = resize.max_pixels;
  return options;
}

std::vector<analysis::Preview> make_previews(exec::Executor& executor, std::span<const model::Job> jobs,
                                             const bench::Measurements& measurements) {
  std::vector<analysis::Preview> previews;
  const std::vector<std::size_t> chosen = choose(jobs, measurements);
  if (chosen.empty()) return previews;
  const util::PrivateFolder folder;
  std::vector<model::Job> thumbnails;
  for (const std::size_t job : chosen) {
    const std::string number = std::to_string(job);
    thumbnails.push_back({jobs[job].input, jobs[job].input_bytes, {folder / (number + "-before.webp")}});
    thumbnails.push_back({jobs[job].outputs.front(), 0, {folder / (number + "-after.webp")}});
  }
  FirstFailure first_failure;
  executor.run(thumbnails, first_failure);
  for (std::size_t k = 0; k < chosen.size(); ++k) {
    auto before = read_thumbnail(thumbnails[2 * k].outputs.front());
    auto after = read_thumbnail(thumbnails[2 * k + 1].outputs.front());
    if (before && after) previews.push_back({chosen[k], std::move(*before), std::move(*after)});
  }
  if (previews.empty() && !first_failure.reason().empty()) {
    throw util::Error(util::ErrorCode::write_failed, first_failure.reason());
  }
  return previews;
}

}  // namespace resizer::app
