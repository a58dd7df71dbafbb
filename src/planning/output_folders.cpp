#include <set>

#include "planning/file_status.hpp"
#include "planning/folders.hpp"
#include "planning/plan.hpp"
#include "util/error.hpp"
#include "util/printable.hpp"

namespace resizer::planning {
namespace {

namespace fs = std::filesystem;

constexpr const char* kOutputFolder = "output folder";

std::set<fs::path> output_folders(const Plan& plan) {
  std::set<fs::path> folders;
  for (const model::Job& job : plan.jobs) {
    for (const fs::path& output : job.outputs) folders.insert(output.parent_path());
  }
  return folders;
}

}  // namespace

void check_outputs(const Plan& plan) {
  for (const fs::path& folder : output_folders(plan)) check_folder(folder, kOutputFolder);
  for (const model::Job& job : plan.jobs) {
    for (const fs::path& output : job.outputs) {
      int ignored = 0;
      const auto status = file_status(output, ignored);
      if (status && status->kind == FileKind::folder) {
        throw util::Error(util::ErrorCode::conflict,
                          "output " + util::printable(output.native()) + ": a folder with that name exists");
      }
    }
  }
}

void create_output_folders(const Plan& plan) {
  for (const fs::path& folder : output_folders(plan)) make_folder(folder, kOutputFolder);
}

}  // namespace resizer::planning
