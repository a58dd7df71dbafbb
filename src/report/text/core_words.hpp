#pragma once

#include <string>
#include <vector>

#include "analysis/report_model.hpp"

/// How many cores there are, and how many workers share them.
namespace resizer::report {

/// "1 core", "1.5 cores", with at most two decimals.
std::string cores_text(double cores);

/// "8 of 8 cores", "2 of 8 cores, by the affinity mask", or "1.5 of 2 cores, by a CPU quota". Where cores have several
/// threads, these are counted: "16 of 16 threads".
std::string allowed_cores_text(const util::CpuAllowance& cpus, const machine::Description& machine);

/// "2 cores allowed", "16 threads allowed", or "1.5 cores allowed" by a quota.
std::string short_cores_text(const util::CpuAllowance& cpus, const machine::Description& machine);

/// "2 workers share 1 core, by the affinity mask": none for a sweep, which shows on purpose that it does not help.
std::vector<std::string> sharing_warnings(const analysis::ReportModel& report);

/// "2 workers: there are no more images"; empty if there are enough.
std::string fewer_workers_text(const analysis::ReportModel& report);

}  // namespace resizer::report
