#pragma once

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "resizer/bench/context.hpp"
#include "resizer/model/job.hpp"
#include "resizer/model/options.hpp"
#include "resizer/model/run_result.hpp"
#include "resizer/util/cpu_allowance.hpp"

namespace resizer::report {

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

/// Reads what to_json() wrote, whoever has changed it since: nothing is believed, what this program does not need is
/// passed over. Throws util::Error(unsupported_format) for another schema version and util::Error(corrupt) for anything
/// else; the message names the place. Safe for any bytes: what it holds in memory
/// at a time is a small part of the report, and never more than some hundred megabytes.
Baseline read_baseline(std::istream& json);

/// The setting of a run of this program version; `context` says how it was built and where it runs.
Setting setting_of(const std::string& program_version, const bench::Context& context, const util::CpuAllowance& cpus);

/// What a run with these options over these jobs is compared by.
Workload workload_of(const model::Options& options, const std::vector<model::Job>& jobs);

}  // namespace resizer::report
