#pragma once

#include <vector>

#include "model/job.hpp"
#include "model/options.hpp"
#include "model/passed_over.hpp"
#include "planning/discovery.hpp"
#include "planning/name_folding.hpp"

namespace resizer::planning {

struct NamedJobs {
  std::vector<model::Job> jobs;  ///< In the order of the files.
  std::vector<model::Renamed> renamed;
};

/// Names the outputs of the files found; no two are the same file on disk. A file found twice with the same outputs is
/// one job. If inputs with different extensions would have the same output (IMG_1.jpg and IMG_1.heic), the input with
/// the extension of the output, or else the first, keeps the name; for the others, {stem} is the input's whole name
/// (IMG_1.heic.jpg). Throws util::Error: conflict, naming both, if that does not keep them apart; usage for a name that
/// is too long.
NamedJobs name_outputs(const std::vector<FoundFile>& files, const model::Options& options, const SameName& same_name);

}  // namespace resizer::planning
