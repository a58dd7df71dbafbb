#include "planning/disk_space.hpp"

#include <sys/statvfs.h>

#include <algorithm>
#include <map>
#include <unordered_map>

#include "model/setting.hpp"
#include "planning/file_status.hpp"
#include "util/error.hpp"
#include "util/printable.hpp"
#include "util/quantity.hpp"

namespace resizer::planning {
namespace {

namespace fs = std::filesystem;

fs::path nearest_existing(fs::path folder) {
  int ignored = 0;
  while (!folder.empty() && !file_status(folder, ignored)) folder = folder.parent_path();
  return folder.empty() ? fs::path(".") : folder;
}

/// Adds up what is needed where.
class Disks {
 public:
  void add(const fs::path& output, std::uint64_t bytes) {
    const Disk* disk = disk_of(output.parent_path());
    if (disk == nullptr) return;
    int ignored = 0;
    const auto replaced = file_status(output, ignored);
    const std::uint64_t on_disk = in_blocks(bytes, disk->block_bytes);
    const std::uint64_t freed = replaced ? in_blocks(replaced->bytes, disk->block_bytes) : 0;
    needs_[disk->need].needed_bytes += on_disk > freed ? on_disk - freed : 0;
  }
  std::vector<DiskNeed> take() { return std::move(needs_); }

 private:
  struct Disk {
    std::size_t need = 0;  ///< Index into needs_.
    std::uint64_t block_bytes = 1;
  };

  static std::uint64_t in_blocks(std::uint64_t bytes, std::uint64_t block_bytes) {
    return (bytes + block_bytes - 1) / block_bytes * block_bytes;
  }

  /// Null if it does not tell its free space.
  const Disk* disk_of(const fs::path& folder) {
    const auto known = by_folder_.find(folder.native());
    if (known != by_folder_.end()) return known->second;
    return by_folder_[folder.native()] = look_up(nearest_existing(folder));
  }

  const Disk* look_up(const fs::path& folder) {
    int ignored = 0;
    const auto status = file_status(folder, ignored);
    struct statvfs space {};
    const bool is_told = status && ::statvfs(folder.c_str(), &space) == 0 && space.f_blocks > 0;
    if (!is_told) return nullptr;
    const auto [entry, is_new] = by_device_.try_emplace(
        status->id.device, Disk{.need = needs_.size(), .block_bytes = std::max<std::uint64_t>(space.f_frsize, 1)});
    if (is_new) {
      needs_.push_back(
          {.folder = folder, .needed_bytes = 0, .free_bytes = std::uint64_t{space.f_bavail} * space.f_frsize});
    }
    return &entry->second;
  }

  std::unordered_map<std::string, const Disk*> by_folder_;
  std::map<std::uint64_t, Disk> by_device_;
  std::vector<DiskNeed> needs_;
};

}  // namespace

std::vector<DiskNeed> estimate_disk_space(const Plan& plan, const model::ResizeOptions& options) {
  Disks disks;
  for (const model::Job& job : plan.jobs) {
    for (std::size_t k = 0; k < job.outputs.size(); ++k) {
      disks.add(job.outputs[k], estimate_output_bytes(job, k, options));
    }
  }
  return disks.take();
}

void check_disk_space(std::span<const DiskNeed> needs) {
  for (const DiskNeed& need : needs) {
    if (need.needed_bytes <= need.free_bytes) continue;
    throw model::SettingError(util::ErrorCode::no_space,
                              "the outputs need about " + util::format_bytes(need.needed_bytes) + " by estimate, and " +
                                  util::format_bytes(need.free_bytes) + " are free in " +
                                  util::printable(need.folder.native()),
                              model::Setting::disk_space);
  }
}

}  // namespace resizer::planning
