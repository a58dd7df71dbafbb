#include "resizer/planning/plan.hpp"

#include <map>

#include "planning/file_status.hpp"
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

[[noreturn]] void throw_no_input(const model::PathOptions& options) {
  std::string where;
  for (const fs::path& input : options.inputs) where += (where.empty() ? "" : ", ") + shown(input);
  throw util::Error(util::ErrorCode::no_input,
                    "no images found in " + where + (options.recursive ? "" : "; add -r to search subfolders as well"));
}

/// Names the outputs of the files found. A file that was found twice under the same output is one job.
std::vector<model::Job> make_jobs(const std::vector<FoundFile>& files, const model::Options& options) {
  std::vector<model::Job> jobs;
  std::map<fs::path, const FoundFile*> taken;
  for (const FoundFile& file : files) {
    fs::path output = output_path(file.relative, options.paths.output_dir, options.resize.format);
    const auto [entry, is_new] = taken.try_emplace(output, &file);
    if (is_new) {
      jobs.push_back({.input = file.path, .input_bytes = file.bytes, .outputs = {std::move(output)}});
    } else if (entry->second->id != file.id) {
      throw util::Error(util::ErrorCode::conflict, shown(entry->second->path) + " and " + shown(file.path) +
                                                       " would both become " + shown(output) +
                                                       "; resize them into different folders");
    }
  }
  return jobs;
}

void refuse_outputs_that_are_inputs(const std::vector<FoundFile>& files, const std::vector<model::Job>& jobs) {
  std::map<FileId, const FoundFile*> inputs;
  for (const FoundFile& file : files) inputs.emplace(file.id, &file);
  for (const model::Job& job : jobs) {
    for (const fs::path& output : job.outputs) {
      int ignored = 0;
      const auto status = file_status(output, ignored);
      const auto input = status ? inputs.find(status->id) : inputs.end();
      if (input != inputs.end()) {
        throw util::Error(util::ErrorCode::conflict, "the output " + shown(output) + " would overwrite the input " +
                                                         shown(input->second->path) + "; choose another --out");
      }
    }
  }
}

}  // namespace

fs::path output_path(const fs::path& relative, const fs::path& output_dir, std::optional<model::Format> format) {
  fs::path output = output_dir / relative;
  if (format && model::format_of_extension(relative.extension().native()) != format) {
    output.replace_extension(model::extension_of(*format));
  }
  return output;
}

Plan make_plan(const model::Options& options) {
  Discovery found = discover(options.paths);
  if (found.files.empty() && found.unusable.empty()) throw_no_input(options.paths);
  std::vector<model::Job> jobs = make_jobs(found.files, options);
  refuse_outputs_that_are_inputs(found.files, jobs);
  return {.jobs = std::move(jobs), .unusable = std::move(found.unusable)};
}

}  // namespace resizer::planning
