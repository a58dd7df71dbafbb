#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "analysis/baseline.hpp"
#include "bench/context.hpp"
#include "model/job.hpp"
#include "model/options.hpp"
#include "util/cpu_allowance.hpp"

namespace resizer::report {

/// Reads what to_json() wrote, whoever has changed it since: nothing is believed, what this program does not need is
/// passed over. Throws util::Error(unsupported_format) for another schema version and util::Error(corrupt) for anything
/// else; the message names the place. Safe for any bytes: what it holds in memory
/// at a time is a small part of the report, and never more than some hundred megabytes.
analysis::Baseline read_baseline(std::istream& json);

/// The setting of a run of this program version; `context` says how it was built and where it runs.
analysis::Setting setting_of(const std::string& program_version, const bench::Context& context,
                             const util::CpuAllowance& cpus);

/// What a run with these options over these jobs is compared by.
analysis::Workload workload_of(const model::Options& options, const std::vector<model::Job>& jobs);

}  // namespace resizer::report
