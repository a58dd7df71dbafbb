#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "model/job.hpp"
#include "model/options.hpp"
#include "model/passed_over.hpp"

namespace resizer::planning {

/// Everything a run will do, decided before any pixel is touched.
struct Plan {
  std::vector<model::Job> jobs;
  /// What was found but cannot be worked on; the run goes on without it and does not end with success.
  std::vector<model::Unusable> unusable;
  /// What need not be done: its outputs are there already, and options.overwrite spares them.
  std::vector<model::Job> skipped{};
  /// Whose outputs have a longer name than usual, because another image has that.
  std::vector<model::Renamed> renamed{};
  /// What the folders hold besides.
  model::PassedOver passed_over{};
  /// Each file of the folders that was not taken, where the log is to say so (LogLevel::debug).
  std::vector<model::LeftOut> left_out{};
};

/// Finds the inputs and names the outputs, one for each of options.resize.sizes. No two outputs are the same file, and
/// no output is an input. A job is skipped when all its outputs exist (Overwrite::never) and none is older than the
/// input (Overwrite::newer). Throws util::Error: those of discover(); no_input when nothing usable was found; usage for
/// a bad name template or names that are too long; conflict when two inputs or sizes would become the same file on disk
/// and their extensions do not tell them apart (naming both), or when one file has two roles: input, output, report,
/// log, list or configuration. Changes nothing on disk, except that where names differ only in case or in how accents
/// are composed, it asks the file system by files of its own that are gone at once.
Plan make_plan(const model::Options& options);

/// Where an input goes: its relative path below `output_dir`. The exact extension is kept, unless another `format` than
/// the one it stands for is asked for; HEIC, which cannot be written, becomes JPEG.
std::filesystem::path output_path(const std::filesystem::path& relative, const std::filesystem::path& output_dir,
                                  std::optional<model::Format> format);

/// Checks, without changing anything, that each output's folder is writable or can be made, and that no output's name
/// is taken by a folder. Throws util::Error naming the path.
void check_outputs(const Plan& plan);

/// Makes the folders of all outputs. Throws util::Error naming the folder.
void create_output_folders(const Plan& plan);

}  // namespace resizer::planning
