#pragma once

#include <string>
#include <vector>

#include "machine/description.hpp"
#include "report/text/wording.hpp"

/// A machine in three lines. What is unknown is left out; a line may be empty.
namespace resizer::report {

/// "Intel Core i7-1260P · 4 fast cores with 2 threads each and 8 slow ones · 16 threads · 18 MiB of shared cache"
std::string processor_text(const machine::Description& machine, const Symbols& symbols);

/// "0.4 to 4.7 GHz · governor powersave of intel_pstate · turbo on · on battery (54 %) · profile low-power"
std::string clock_text(const machine::Description& machine, const Symbols& symbols);

/// "virtual machine (KVM) · quota of 1.5 cores"
std::string limits_text(const machine::Description& machine, const util::CpuAllowance& cpus, const Symbols& symbols);

/// The lines that are not empty.
std::vector<std::string> machine_lines(const machine::Description& machine, const util::CpuAllowance& cpus,
                                       const Symbols& symbols);

}  // namespace resizer::report
