#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "model/job.hpp"
#include "model/options.hpp"
#include "model/passed_over.hpp"

namespace resizer::planning {

/// Everything a run will do, decided before any image is opened.
struct Plan {
  std::vector<model::Job> jobs;
  /// Inputs that cannot be used; the run goes on without them and does not end with success.
  std::vector<model::Unusable> unusable;
  /// Jobs whose outputs exist and are kept by options.overwrite.
  std::vector<model::Job> skipped{};
  /// Images with longer output names, because another image has the plain one.
  std::vector<model::Renamed> renamed{};
  /// Skipped files in the folders, counted.
  model::PassedOver passed_over{};
  /// Each skipped file in the folders, if the log shows them (LogLevel::debug).
  std::vector<model::LeftOut> left_out{};
};

/// Finds the inputs and names the outputs, of each size in each format. No two outputs are the same file, and
/// no output is an input. A job is skipped if all its outputs exist (Overwrite::never) and none is older than the input
/// (Overwrite::newer); Overwrite::changed is decided by rerun::Reruns. Throws util::Error: those of discover();
/// no_input if nothing usable was found; usage for a bad name template or names that are too long; conflict when two
/// inputs or sizes would become the same file on disk and their extensions do not tell them apart (naming both), or
/// when one file has two roles: input, output, report, log, list or configuration. Changes nothing on disk, except for
/// temporary files to test the file system if names differ only in case or in composed accents.
Plan make_plan(const model::Options& options);

/// The output path of an input: its relative path below `output_dir`. The exact extension is kept unless another
/// `format` is requested; HEIC, which cannot be written, becomes JPEG.
std::filesystem::path output_path(const std::filesystem::path& relative, const std::filesystem::path& output_dir,
                                  std::optional<model::Format> format);

/// Checks, without changing anything, that each output's folder is writable or can be made, and that no output's name
/// is taken by a folder. Throws util::Error naming the path.
void check_outputs(const Plan& plan);

/// Makes the folders of all outputs. Throws util::Error naming the folder.
void create_output_folders(const Plan& plan);

}  // namespace resizer::planning
