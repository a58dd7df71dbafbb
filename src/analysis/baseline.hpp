#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "model/run_result.hpp"

namespace resizer::analysis {

/// Names and values: strings as they are, everything else as JSON.
using NamedValues = std::map<std::string, std::string, std::less<>>;

/// What determines the work of a run: two runs are comparable if these are equal.
struct Workload {
  NamedValues options;
  /// File name and size of each input, sorted. Folders may differ: people move their photos.
  std::vector<std::pair<std::string, std::uint64_t>> images;
};

/// The program and machine that measured a run. Where they differ, so may the figures.
struct Setting {
  NamedValues program;  ///< Its version, build, and library versions.
  NamedValues machine;
};

/// One mode of an earlier run.
struct BaselineMode {
  model::Execution execution = model::Execution::sequential;
  unsigned workers = 1;
  std::size_t failed = 0;      ///< Images that failed in some run.
  std::vector<double> wall_s;  ///< Of the complete runs; finite and positive.
  std::vector<double> cpu_s;   ///< User and system time of the same runs; finite and not negative.
};

/// The parts of an earlier report that are compared: one session.
struct Baseline {
  Setting setting;
  Workload workload;
  std::vector<BaselineMode> modes;
};

}  // namespace resizer::analysis
