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

/// Names the outputs of the files found; no two are the same file on disk. A file that was found twice under the same
/// outputs is one job. Where the outputs of inputs with different extensions would be one file (IMG_1.jpg and
/// IMG_1.heic), the input that has the output's own extension keeps the name, or else the first; in the names of the
/// others, {stem} stands for the input's whole name (IMG_1.heic.jpg). Throws util::Error: conflict, naming both, when
/// that does not tell them apart; usage for a name that is too long.
NamedJobs name_outputs(const std::vector<FoundFile>& files, const model::Options& options, const SameName& same_name);

}  // namespace resizer::planning
