#include "app/executors.hpp"

#include <cstdio>
#include <memory>
#include <span>

#include "app/option_words.hpp"
#include "app/preflight.hpp"
#include "bench/pinning.hpp"
#include "imaging/pipeline/image_processor.hpp"
#include "model/setting.hpp"
#include "util/error.hpp"

namespace resizer::app {

namespace {

/// Worker: libjxl prints several lines about each damaged file, which say less than the outcome. A worker's own output
/// is /dev/null, and sanitizers do not print through this stream.
void silence_libraries() noexcept {
  std::setvbuf(stdout, nullptr, _IONBF, 0);  // a buffer takes system calls that workers may not make
  stderr = stdout;
}

}  // namespace

exec::JobFunction job_function(const model::ResizeOptions& options) {
  return [options, processor = std::shared_ptr<imaging::ImageProcessor>()](
             const model::Job& job, std::span<const std::filesystem::path> temp_paths,
             const util::ReserveMemory& reserve) mutable {
    if (!processor) {
      silence_libraries();
      processor = std::make_shared<imaging::ImageProcessor>(options);
    }
    try {
      return processor->process(job, temp_paths, reserve);
    } catch (const model::SettingError& error) {
      throw util::Error(error.code(), with_options(error));
    }
  };
}

std::vector<bench::ConfiguredExecutor> make_executors(const model::Options& options, const bench::WorkerBounds& bounds,
                                                      model::SandboxLayers sandbox,
                                                      const machine::Description& machine) {
  std::vector<bench::ConfiguredExecutor> executors;
  if (bounds.images == 0) return executors;
  const exec::JobFunction function = job_function(options.resize);
  const exec::ExecutorOptions how{.control = options.control,
                                  .sandbox = sandbox,
                                  .keep_dates = options.paths.keep_dates,
                                  .cpus_of_workers = bench::cpus_of_workers(options.run.pin, machine)};
  if (options.run.mode != model::Mode::parallel) {
    executors.push_back({.configuration = {.execution = model::Execution::sequential, .workers = 1},
                         .executor = exec::make_sequential_executor(function, how)});
  }
  if (options.run.mode != model::Mode::sequential) {
    for (const unsigned workers : bench::worker_counts(options.run.jobs, bounds)) {
      require_open_files(workers);
      executors.push_back({.configuration = {.execution = model::Execution::parallel, .workers = workers},
                           .executor = exec::make_process_pool(function, workers, how)});
    }
  }
  return executors;
}

}  // namespace resizer::app
