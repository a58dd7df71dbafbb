#include "planning/plan.hpp"

#include <algorithm>
#include <map>

#include "model/format.hpp"
#include "model/setting.hpp"
#include "planning/discovery.hpp"
#include "planning/file_roles.hpp"
#include "planning/file_status.hpp"
#include "planning/output_naming.hpp"
#include "util/error.hpp"
#include "util/printable.hpp"

namespace resizer::planning {
namespace {

namespace fs = std::filesystem;

std::string shown(const fs::path& path) {
  return util::printable(path.native());
}

/// "; not supported yet: 3 PSD, 1 RAW"
std::string unsupported_text(const model::PassedOver& passed_over) {
  std::string text;
  for (const auto& [format, count] : passed_over.unsupported) {
    text += (text.empty() ? "; not supported yet: " : ", ") + std::to_string(count) + ' ' + format;
  }
  return text;
}

/// "; 3 images do not match '*.JPG' (uppercase and lowercase letters differ)"
std::string left_out_text(const model::PathOptions& options, std::size_t left_out) {
  if (left_out == 0) return {};
  const std::string images = "; " + std::to_string(left_out) + (left_out == 1 ? " image" : " images");
  if (options.include.empty()) return images + " excluded";
  std::string patterns;
  for (const std::string& pattern : options.include) {
    patterns += (patterns.empty() ? "'" : ", '") + util::printable(pattern) + '\'';
  }
  return images + (left_out == 1 ? " does" : " do") + " not match " + patterns +
         (options.exclude.empty() ? "" : ", or excluded") + " (uppercase and lowercase letters differ)";
}

[[noreturn]] void throw_no_input(const model::PathOptions& options, const Discovery& found) {
  if (const auto& unusable = found.unusable; !unusable.empty()) {
    throw util::Error(util::ErrorCode::no_input,
                      "no usable images found; the first of " + std::to_string(unusable.size()) +
                          " that are not: " + shown(unusable.front().path) + ": " + unusable.front().reason);
  }
  std::string where;
  for (const fs::path& input : options.inputs) where += (where.empty() ? "" : ", ") + shown(input);
  if (options.files_from) where += (where.empty() ? "the list " : " and the list ") + shown(*options.files_from);
  const std::string nothing =
      "no images found in " + where + left_out_text(options, found.excluded) + unsupported_text(found.passed_over);
  if (options.recursive || options.inputs.empty() || found.excluded > 0) {
    throw util::Error(util::ErrorCode::no_input, nothing);
  }
  throw model::SettingError(util::ErrorCode::no_input, nothing, model::Setting::subfolders);
}

/// The inputs by their identity on disk, so that no output is one of them under another name.
class Originals {
 public:
  explicit Originals(const std::vector<FoundFile>& files) {
    for (const FoundFile& file : files) inputs_.emplace(file.id, &file);
  }
  /// Throws if the existing file at `output` is an input.
  void check_output(const fs::path& output, const std::optional<FileStatus>& status) const {
    const auto input = status ? inputs_.find(status->id) : inputs_.end();
    if (input == inputs_.end()) return;
    throw model::SettingError(util::ErrorCode::conflict,
                              shown(output) + " would overwrite the input " + shown(input->second->path),
                              model::Setting::output_folder);
  }

 private:
  std::map<FileId, const FoundFile*> inputs_;
};

bool is_spared(const model::Job& job, model::Overwrite overwrite) {
  if (overwrite == model::Overwrite::always || overwrite == model::Overwrite::changed) return false;
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
  if (!format && named) format = model::written_instead_of(*named);
  if (format && named != format) output.replace_extension(model::extension_of(*format));
  return output;
}

Plan make_plan(const model::Options& options) {
  const SameName same_name = ask_file_system();
  FileRoles roles(options, same_name);
  const bool is_debugged = options.output.log_level == model::LogLevel::debug;
  Discovery found = discover(options.paths, is_debugged ? ListLeftOut::yes : ListLeftOut::no);
  if (found.files.empty()) throw_no_input(options.paths, found);
  NamedJobs named = name_outputs(found.files, options, same_name);
  std::vector<model::Job>& jobs = named.jobs;
  for (const FoundFile& file : found.files) roles.check_input(file);
  const Originals originals(found.files);
  for (const model::Job& job : jobs) {
    for (const fs::path& output : job.outputs) {
      int ignored = 0;
      const auto status = file_status(output, ignored);
      originals.check_output(output, status);
      roles.check_output(output, status, job.input);
    }
  }
  // Not std::ranges: clang 14 cannot compile what it returns.
  const auto first_spared = std::stable_partition(
      jobs.begin(), jobs.end(), [&](const model::Job& job) { return !is_spared(job, options.paths.overwrite); });
  Plan plan{.jobs = {},
            .unusable = std::move(found.unusable),
            .skipped = {first_spared, jobs.end()},
            .renamed = std::move(named.renamed),
            .passed_over = std::move(found.passed_over),
            .left_out = std::move(found.left_out)};
  jobs.erase(first_spared, jobs.end());
  plan.jobs = std::move(jobs);
  return plan;
}

}  // namespace resizer::planning
