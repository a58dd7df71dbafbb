#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "model/run_result.hpp"

namespace resizer::analysis {

/// Names and their values: texts as they are, all else as JSON.
using NamedValues = std::map<std::string, std::string, std::less<>>;

/// What decides how much work a run is: two runs can be compared when these are equal.
struct Workload {
  NamedValues options;
  /// File name and size of each input, sorted. Folders may differ: people move their photos.
  std::vector<std::pair<std::string, std::uint64_t>> images;
};

/// What measured a run, and where: figures of two settings that differ may differ for that alone.
struct Setting {
  NamedValues program;  ///< Its version, how it was built, and the version of each library.
  NamedValues machine;
};

/// How one mode did in an earlier run.
struct BaselineMode {
  model::Execution execution = model::Execution::sequential;
  unsigned workers = 1;
  std::vector<double> wall_s;  ///< Of the complete runs; finite and positive.
};

/// An earlier report, as far as a later one is compared with it.
struct Baseline {
  Setting setting;
  Workload workload;
  std::vector<BaselineMode> modes;
};

}  // namespace resizer::analysis
