#pragma once

#include <optional>
#include <string>
#include <vector>

/// Lists of CPUs as the kernel writes them, "0-3,8" (Linux, Documentation/admin-guide/cputopology.rst).
namespace resizer::machine {

/// CPU numbers, ascending, each once.
using Cpus = std::vector<unsigned>;

/// None for anything else, and for numbers that no kernel has.
std::optional<Cpus> parse_cpu_list(const std::optional<std::string>& text);

/// "0-3,8"
std::string to_cpu_list(const Cpus& cpus);

}  // namespace resizer::machine
