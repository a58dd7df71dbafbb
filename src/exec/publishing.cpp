#include "exec/publishing.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <optional>

#include "util/error.hpp"
#include "util/file.hpp"

namespace resizer::exec {
namespace {

namespace fs = std::filesystem;

/// Identifies a file regardless of its name.
struct FileId {
  dev_t device = 0;
  ino_t inode = 0;
  friend bool operator==(const FileId&, const FileId&) = default;
};

std::optional<FileId> file_at(const fs::path& path) noexcept {
  struct stat status {};
  if (::lstat(path.c_str(), &status) != 0) return std::nullopt;
  return FileId{status.st_dev, status.st_ino};
}

/// Throws unless it is what the worker claims to have written.
FileId examine(const fs::path& temp, std::uint64_t claimed_bytes) {
  struct stat status {};
  const bool exists = ::lstat(temp.c_str(), &status) == 0;
  if (!exists || !S_ISREG(status.st_mode) || static_cast<std::uint64_t>(status.st_size) != claimed_bytes) {
    throw util::Error(util::ErrorCode::internal, "the worker did not write what it reported");
  }
  return {status.st_dev, status.st_ino};
}

/// Outputs that replaced no file, and so can be removed again.
class NewOutputs {
 public:
  void add(const fs::path& output, FileId file) { all_.push_back({&output, file}); }
  /// Leaves what another run has put in their place meanwhile.
  void remove_all() const noexcept {
    for (const Entry& entry : all_) {
      if (file_at(*entry.output) == entry.file) ::unlink(entry.output->c_str());
    }
  }

 private:
  struct Entry {
    const fs::path* output;
    FileId file;
  };
  std::vector<Entry> all_;
};

}  // namespace

void publish(std::span<const fs::path> temps, const model::Job& job, const model::JobReport& report, Dates dates) {
  std::vector<FileId> files;
  for (std::size_t k = 0; k < temps.size(); ++k) {
    files.push_back(examine(temps[k], report.outputs.at(k).image.bytes));
    if (dates == Dates::of_input) util::copy_modification_time(job.input, temps[k]);
  }
  NewOutputs new_outputs;
  for (std::size_t k = 0; k < temps.size(); ++k) {
    const fs::path& output = job.outputs[k];
    const bool is_last = k + 1 == temps.size();
    const bool is_new = !is_last && !file_at(output);
    util::copy_permissions(output, temps[k]);
    if (::rename(temps[k].c_str(), output.c_str()) != 0) {
      const int error = errno;
      new_outputs.remove_all();
      throw util::system_error("cannot put " + output.string() + " in its place", error, util::ErrorCode::write_failed);
    }
    if (is_new) new_outputs.add(output, files[k]);
  }
}

void remove_temps(std::span<const fs::path> temps) noexcept {
  for (const fs::path& temp : temps) ::unlink(temp.c_str());
}

}  // namespace resizer::exec
