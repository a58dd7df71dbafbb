#pragma once

#include <string>
#include <vector>

#include "machine/description.hpp"

/// Kinds of cores, their threads, caches and clocks in words.
namespace resizer::report {

/// "8 cores with 2 threads each", or "4 fast cores with 2 threads each and 8 slow ones". `all`: the kinds of the whole
/// machine, after whose number some of them are named.
std::string core_kinds_text(const std::vector<machine::CoreKind>& kinds, const std::vector<machine::CoreKind>& all);

/// "16 threads", unless core_kinds_text() says so already.
std::string threads_text(const std::vector<machine::CoreKind>& kinds);

/// Of the last level: "18 MiB of shared cache", "2 shared caches of 32 MiB", "1 MiB of cache for each core".
std::string cache_text(const machine::Topology& topology);

/// "2.9 GHz now"; empty if unknown.
std::string now_text(const machine::Description& machine);

/// "0.4 to 4.7 GHz, slow cores to 3.4 GHz, limited to 2.1 GHz"; empty if unknown.
std::string clock_range_text(const machine::Description& machine);

}  // namespace resizer::report
