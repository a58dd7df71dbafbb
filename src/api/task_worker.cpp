#include "api/task_worker.hpp"

#include <sys/stat.h>

#include <string>

#include "api/errors.hpp"
#include "util/file.hpp"

namespace resizer::api {
namespace {

class WorkerContext final : public task_pool::Context {
 public:
  WorkerContext(const model::Job& job, std::span<const std::filesystem::path> paths, const util::ReserveMemory& reserve)
      : job_(job), paths_(paths), reserve_(reserve), reserved_bytes_(reserve(0)) {}

  std::vector<std::uint8_t> read_input() const override {
    return translated([&] {
      if (job_.input_bytes > reserved_bytes_) reserved_bytes_ = reserve_(job_.input_bytes);
      std::vector<std::uint8_t> contents;
      util::read_file(job_.input, model::kMaxInputBytes, contents);
      return contents;
    });
  }

  void write_output(std::size_t index, std::span<const std::uint8_t> contents) override {
    translated([&] { util::write_new_file(output_path(index), contents); });
  }

  const std::filesystem::path& output_path(std::size_t index) const override {
    if (index < paths_.size()) return paths_[index];
    throw Error(ErrorCode::internal, "the task has no output " + std::to_string(index));
  }

  void reserve_memory(std::uint64_t bytes) override {
    translated([&] { reserved_bytes_ = reserve_(bytes); });
  }

 private:
  const model::Job& job_;
  std::span<const std::filesystem::path> paths_;
  const util::ReserveMemory& reserve_;
  mutable std::uint64_t reserved_bytes_;
};

std::uint64_t size_of(const std::filesystem::path& made, const std::filesystem::path& output) {
  struct stat status {};
  if (::stat(made.c_str(), &status) == 0) return static_cast<std::uint64_t>(status.st_size);
  throw util::Error(util::ErrorCode::internal, "the task did not write " + output.filename().string());
}

model::JobReport do_task(const TaskWork& work, const model::Job& job, std::span<const std::filesystem::path> paths,
                         const util::ReserveMemory& reserve) {
  const auto index = static_cast<std::size_t>(&job - work.jobs.data());
  try {
    WorkerContext context(job, paths, reserve);
    work.results.store(index, work.function(work.tasks[index], context));
  } catch (const Error& error) {
    throw to_internal(error);
  }
  model::JobReport report;
  report.input.bytes = job.input_bytes;
  report.outputs.resize(paths.size());
  for (std::size_t k = 0; k < paths.size(); ++k) report.outputs[k].image.bytes = size_of(paths[k], job.outputs[k]);
  return report;
}

}  // namespace

exec::JobFunction job_function(const TaskWork& work) {
  return [work](const model::Job& job, std::span<const std::filesystem::path> paths,
                const util::ReserveMemory& reserve) { return do_task(work, job, paths, reserve); };
}

}  // namespace resizer::api
