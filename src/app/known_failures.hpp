#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>

#include "model/outcome.hpp"
#include "util/clock.hpp"

namespace resizer::app {

/// What changes whenever a file does, even if only its permissions do.
struct FileVersion {
  std::uint64_t inode = 0;
  std::uint64_t bytes = 0;
  std::chrono::nanoseconds changed{};
  friend bool operator==(const FileVersion&, const FileVersion&) = default;
};

/// None if the file is gone.
std::optional<FileVersion> file_version(const std::filesystem::path& file);

/// Inputs that failed. Each is tried again when it changes; after a failure that says nothing about the input, such as
/// a full disk, also after a while.
class KnownFailures {
 public:
  static constexpr std::chrono::minutes kRetry{1};

  /// `version` is what the file was before the attempt.
  void note(const std::filesystem::path& input, const std::optional<FileVersion>& version,
            const model::JobOutcome& outcome, util::Clock::time_point now = util::Clock::now());
  /// Whether trying it now would fail again.
  bool covers(const std::filesystem::path& input, util::Clock::time_point now = util::Clock::now()) const;
  /// When the next one becomes due after now, if any does.
  std::optional<util::Clock::time_point> next_retry(util::Clock::time_point now = util::Clock::now()) const;
  /// Of inputs that are still there.
  std::size_t count() const;

 private:
  struct Failure {
    std::optional<FileVersion> version;
    std::optional<util::Clock::time_point> retry_at;
  };
  std::map<std::filesystem::path, Failure> failures_;
};

}  // namespace resizer::app
