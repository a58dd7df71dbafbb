#include "app/known_failures.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <variant>

namespace resizer::app {
namespace {

bool may_succeed_later(const model::JobOutcome& outcome) {
  const auto* failed = std::get_if<model::Failed>(&outcome.kind);
  if (failed == nullptr) return false;
  return failed->code == util::ErrorCode::no_space || failed->code == util::ErrorCode::read_failed ||
         failed->code == util::ErrorCode::write_failed;
}

}  // namespace

std::optional<FileVersion> file_version(const std::filesystem::path& file) {
  struct stat status {};
  if (::stat(file.c_str(), &status) != 0) return std::nullopt;
  return FileVersion{
      .inode = status.st_ino,
      .bytes = static_cast<std::uint64_t>(status.st_size),
      .changed = std::chrono::seconds(status.st_ctim.tv_sec) + std::chrono::nanoseconds(status.st_ctim.tv_nsec)};
}

void KnownFailures::note(const std::filesystem::path& input, const std::optional<FileVersion>& version,
                         const model::JobOutcome& outcome, util::Clock::time_point now) {
  if (!outcome.failed()) {
    if (outcome.done() != nullptr) failures_.erase(input);
    return;
  }
  Failure& failure = failures_[input];
  failure.version = version;
  failure.retry_at = may_succeed_later(outcome) ? std::optional(now + kRetry) : std::nullopt;
}

bool KnownFailures::covers(const std::filesystem::path& input, util::Clock::time_point now) const {
  const auto found = failures_.find(input);
  if (found == failures_.end()) return false;
  const Failure& failure = found->second;
  const bool is_due = failure.retry_at && now >= *failure.retry_at;
  return !is_due && file_version(input) == failure.version;
}

std::optional<util::Clock::time_point> KnownFailures::next_retry(util::Clock::time_point now) const {
  std::optional<util::Clock::time_point> next;
  for (const auto& [input, failure] : failures_) {
    if (failure.retry_at && *failure.retry_at > now && (!next || *failure.retry_at < *next)) next = failure.retry_at;
  }
  return next;
}

std::size_t KnownFailures::count() const {
  return static_cast<std::size_t>(
      std::ranges::count_if(failures_, [](const auto& entry) { return file_version(entry.first).has_value(); }));
}

}  // namespace resizer::app
