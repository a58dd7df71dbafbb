#include "planning/file_roles.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include "planning/output_table.hpp"
#include "util/error.hpp"
#include "util/printable.hpp"
#include "util/stream_file.hpp"

namespace resizer::planning {
namespace {

namespace fs = std::filesystem;

std::string shown(const fs::path& path) {
  return util::printable(path.native());
}

std::string conflict(const std::string& one, const std::string& other) {
  return one + " and " + other + " are the same file";
}

/// The target of a link, existing or not.
fs::path target_of(fs::path path) {
  constexpr int kMostLinks = 40;
  std::error_code error;
  for (int links = 0; links < kMostLinks && fs::is_symlink(path, error); ++links) {
    const fs::path target = fs::read_symlink(path, error);
    path = target.is_absolute() ? target : path.parent_path() / target;
  }
  return path;
}

}  // namespace

FileRoles::FileRoles(const model::Options& options, const SameName& same_name)
    : same_name_(same_name), places_(same_name) {
  const model::OutputOptions& output = options.output;
  if (options.config_file) add_file(model::Setting::config_file, *options.config_file, Use::read);
  for (const fs::path& baseline : options.run.baselines) add_file(model::Setting::baseline, baseline, Use::read);
  if (options.paths.files_from == "-") {
    add_stream("standard input", STDIN_FILENO);
  } else if (options.paths.files_from) {
    add_file(model::Setting::file_list, *options.paths.files_from, Use::read);
  }
  if (output.log_level != model::LogLevel::off) {
    add_file(model::Setting::log_file, output.log_file.value_or(model::kDefaultLogFile), Use::written);
  }
  if (options.paths.only_failed) add_file(model::Setting::failures_report, *options.paths.only_failed, Use::read);
  if (options.paths.overwrite == model::Overwrite::changed) {
    add_file(model::Setting::journal, options.paths.output_dir / model::kJournalName, Use::written);
  }
  if (options.sharding.new_plan) add_file(model::Setting::shard_plan, *options.sharding.new_plan, Use::written);
  for (const model::RequestedFile& file : requested_files(output.report_files)) {
    add_file(file.setting, file.path, Use::written);
  }
  add_stream("standard output", STDOUT_FILENO);
  add_stream("standard error", STDERR_FILENO);
}

void FileRoles::add_file(model::Setting setting, const fs::path& path, Use use) {
  if (util::is_stream(path)) return;
  int ignored = 0;
  const auto status = file_status(path, ignored);
  add({.name = "the " + std::string(describe(setting)) + ' ' + shown(path),
       .path = target_of(path),
       .id = status ? std::optional(status->id) : std::nullopt,
       .setting = setting,
       .use = use});
}

void FileRoles::add_stream(std::string_view name, int descriptor) {
  struct stat status {};
  if (::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) return;
  add({.name = std::string(name), .path = {}, .id = FileId{status.st_dev, status.st_ino}, .use = Use::standard_stream});
}

void FileRoles::throw_conflict(const Role& role, const std::string& other) {
  const std::string message = conflict(role.name, other);
  if (!role.setting) throw util::Error(util::ErrorCode::conflict, message);
  throw model::SettingError(util::ErrorCode::conflict, message, *role.setting);
}

void FileRoles::throw_conflict(const Role& a, const Role& b) {
  if (!a.setting) throw_conflict(b, a.name);
  throw model::SettingError(util::ErrorCode::conflict, conflict(a.name, b.name), *a.setting, b.setting);
}

void FileRoles::add(Role role) {
  for (const Role& other : roles_) {
    const bool may_be_one = other.use == role.use && role.use != Use::written;
    if (!may_be_one && is_same_file(other, role)) throw_conflict(other, role);
  }
  roles_.push_back(std::move(role));
}

bool FileRoles::is_same_file(const Role& a, const Role& b) {
  if (a.id && b.id && *a.id == *b.id) return true;
  if (a.path.empty() || b.path.empty()) return false;
  return is_same_entry(a.path, b.path, places_, same_name_);
}

void FileRoles::check_input(const FoundFile& file) const {
  for (const Role& role : roles_) {
    if (role.use != Use::read && role.id == file.id) throw_conflict(role, "the input " + shown(file.path));
  }
}

void FileRoles::check_output(const fs::path& output, const std::optional<FileStatus>& status, const fs::path& input) {
  for (const Role& role : roles_) {
    const bool is_there = status && role.id == status->id;
    if (is_there || (!role.path.empty() && is_same_entry(role.path, output, places_, same_name_))) {
      throw_conflict(role, "the output " + shown(output) + " of " + shown(input));
    }
  }
}

}  // namespace resizer::planning
