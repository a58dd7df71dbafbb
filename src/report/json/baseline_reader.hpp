#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "analysis/baseline.hpp"
#include "bench/context.hpp"
#include "model/job.hpp"
#include "model/options.hpp"
#include "util/allowance.hpp"

namespace resizer::report {

/// Reads a JSON report, which is not trusted; ignores members it does not need. Throws util::Error(unsupported_format)
/// for another schema version and util::Error(corrupt) for anything else, naming the place. Safe for any bytes: only a
/// small part of the report is in memory, and never more than a few hundred megabytes.
analysis::Baseline read_baseline(std::istream& json);

/// The setting of a run of this program version, built and run as in `context`.
analysis::Setting setting_of(const std::string& program_version, const bench::Context& context,
                             const util::CpuAllowance& cpus);

/// The workload of a run with these options and jobs.
analysis::Workload workload_of(const model::Options& options, const std::vector<model::Job>& jobs);

}  // namespace resizer::report
