#include "resizer/planning/plan.hpp"

#include <algorithm>
#include <map>

#include "planning/file_status.hpp"
#include "planning/output_names.hpp"
#include "resizer/model/file_extension.hpp"
#include "resizer/planning/discovery.hpp"
#include "resizer/util/error.hpp"
#include "resizer/util/printable.hpp"

namespace resizer::planning {
namespace {

namespace fs = std::filesystem;

std::string shown(const fs::path& path) {
  return util::printable(path.native());
}

[[noreturn]] void throw_no_input(const model::PathOptions& options, const std::vector<model::Unusable>& unusable) {
  if (!unusable.empty()) {
    throw util::Error(util::ErrorCode::no_input,
                      "no usable images found; the first of " + std::to_string(unusable.size()) +
                          " that are not: " + shown(unusable.front().path) + ": " + unusable.front().reason);
  }
  std::string where;
  for (const fs::path& input : options.inputs) where += (where.empty() ? "" : ", ") + shown(input);
  if (options.files_from) where += (where.empty() ? "the list " : " and the list ") + shown(*options.files_from);
  throw util::Error(util::ErrorCode::no_input,
                    "no images found in " + where +
                        (options.recursive || options.inputs.empty() ? "" : "; add -r to search subfolders as well"));
}

/// Who is to become an output.
struct Claim {
  const FoundFile* file;
  const model::TargetSize* size;
};

[[noreturn]] void throw_collision(const Claim& first, const Claim& second, const fs::path& output) {
  const bool same_input = first.file->path == second.file->path;
  const auto named = [&](const Claim& claim) {
    return shown(claim.file->path) + (same_input ? " (" + describe(*claim.size) + ")" : "");
  };
  throw util::Error(util::ErrorCode::conflict,
                    named(first) + " and " + named(second) + " would both become " + shown(output) + "; " +
                        (same_input ? "tell them apart in --name" : "resize them into different folders"));
}

/// Names the outputs of the files found. A file that was found twice under the same outputs is one job.
std::vector<model::Job> make_jobs(const std::vector<FoundFile>& files, const model::Options& options) {
  const OutputNames names(options);
  const std::vector<model::TargetSize>& sizes = options.resize.sizes;
  std::vector<model::Job> jobs;
  std::map<fs::path, Claim> taken;
  for (const FoundFile& file : files) {
    std::vector<fs::path> outputs = names.of(file.relative);
    bool is_new = false;
    for (std::size_t index = 0; index < outputs.size(); ++index) {
      const Claim claim{&file, &sizes[index]};
      const auto [entry, is_free] = taken.try_emplace(outputs[index], claim);
      const Claim& first = entry->second;
      if (!is_free && (first.file->id != file.id || first.size != claim.size)) {
        throw_collision(first, claim, outputs[index]);
      }
      is_new = is_new || is_free;
    }
    if (is_new) jobs.push_back({.input = file.path, .input_bytes = file.bytes, .outputs = std::move(outputs)});
  }
  return jobs;
}

/// The inputs by what they are on disk, so that no file written can be one of them under another name.
class Originals {
 public:
  explicit Originals(const std::vector<FoundFile>& files) {
    for (const FoundFile& file : files) inputs_.emplace(file.id, &file);
  }
  /// Throws when `written` is an input; `advice` tells what to do instead.
  void refuse(const fs::path& written, const std::string& advice) const {
    int ignored = 0;
    const auto status = file_status(written, ignored);
    const auto input = status ? inputs_.find(status->id) : inputs_.end();
    if (input == inputs_.end()) return;
    throw util::Error(util::ErrorCode::conflict,
                      shown(written) + " would overwrite the input " + shown(input->second->path) + "; " + advice);
  }

 private:
  std::map<FileId, const FoundFile*> inputs_;
};

bool is_spared(const model::Job& job, model::Overwrite overwrite) {
  if (overwrite == model::Overwrite::always) return false;
  int ignored = 0;
  const auto input = file_status(job.input, ignored);
  return std::ranges::all_of(job.outputs, [&](const fs::path& path) {
    const auto output = file_status(path, ignored);
    if (!output || output->kind != FileKind::regular) return false;
    return overwrite == model::Overwrite::never || (input && output->modified >= input->modified);
  });
}

}  // namespace

fs::path output_path(const fs::path& relative, const fs::path& output_dir, std::optional<model::Format> format) {
  fs::path output = output_dir / relative;
  const auto named = model::format_of_extension(relative.extension().native());
  if (!format && named == model::Format::heic) format = model::Format::jpeg;  // HEIC cannot be written
  if (format && named != format) output.replace_extension(model::extension_of(*format));
  return output;
}

Plan make_plan(const model::Options& options) {
  Discovery found = discover(options.paths);
  if (found.files.empty()) throw_no_input(options.paths, found.unusable);
  std::vector<model::Job> jobs = make_jobs(found.files, options);
  const Originals originals(found.files);
  for (const model::Job& job : jobs) {
    for (const fs::path& output : job.outputs) originals.refuse(output, "choose another --out");
  }
  originals.refuse(options.output.log_file, "choose another --log-file");
  for (const model::RequestedFile& file : requested_files(options.output.report_files)) {
    originals.refuse(file.path, "choose another " + std::string(file.option));
  }
  // Not the function of std::ranges: clang 14 cannot compile what it returns.
  const auto first_spared = std::stable_partition(
      jobs.begin(), jobs.end(), [&](const model::Job& job) { return !is_spared(job, options.paths.overwrite); });
  Plan plan{.jobs = {}, .unusable = std::move(found.unusable), .skipped = {first_spared, jobs.end()}};
  jobs.erase(first_spared, jobs.end());
  plan.jobs = std::move(jobs);
  return plan;
}

}  // namespace resizer::planning
