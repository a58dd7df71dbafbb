#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "model/job.hpp"
#include "model/options.hpp"
#include "model/sandbox.hpp"

namespace resizer::app {

/// What a run is likely to take, by trying a few of its images.
struct Forecast {
  std::chrono::nanoseconds sequential{};  ///< One image after the other.
  std::chrono::nanoseconds parallel{};    ///< With `workers`, as if these did not slow each other down.
  unsigned workers = 1;                   ///< The most that are asked for.
  std::uint64_t worker_bytes = 0;         ///< Memory of a worker.
  std::size_t tried = 0;                  ///< Images that it follows from.
};

/// Resizes a few of the images into a folder for temporary files, for about two seconds. None if none of them succeeds,
/// or there is no such folder.
std::optional<Forecast> forecast(const model::Options& options, std::span<const model::Job> jobs,
                                 const model::SandboxLayers& sandbox);

}  // namespace resizer::app
