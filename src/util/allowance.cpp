#include "util/allowance.hpp"

#include <sched.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <thread>

#include "util/cgroup.hpp"

namespace resizer::util {
namespace {

unsigned affinity_cores() noexcept {
  cpu_set_t allowed;
  CPU_ZERO(&allowed);
  // EINVAL: more than 1,024 CPUs do not fit into the set. Fall back to the number of CPUs.
  if (sched_getaffinity(0, sizeof allowed, &allowed) != 0) return std::max(std::thread::hardware_concurrency(), 1U);
  return static_cast<unsigned>(std::max(CPU_COUNT(&allowed), 1));
}

}  // namespace

unsigned CpuAllowance::cores() const noexcept {
  if (!quota_cores) return affinity_cores;
  const double whole_cores = std::max(std::ceil(*quota_cores), 1.0);
  return whole_cores < affinity_cores ? static_cast<unsigned>(whole_cores) : affinity_cores;
}

double CpuAllowance::usable_cores() const noexcept {
  return std::min<double>(quota_cores.value_or(affinity_cores), affinity_cores);
}

bool CpuAllowance::limited_by_quota() const noexcept {
  return usable_cores() < affinity_cores;
}

CpuAllowance cpu_allowance() {
  return {.affinity_cores = affinity_cores(), .quota_cores = cgroup_cpu_quota()};
}

std::vector<unsigned> allowed_cpus() {
  std::vector<unsigned> cpus;
  cpu_set_t allowed;
  CPU_ZERO(&allowed);
  if (sched_getaffinity(0, sizeof allowed, &allowed) != 0) return cpus;
  for (unsigned cpu = 0; cpu < CPU_SETSIZE; ++cpu) {
    if (CPU_ISSET(cpu, &allowed)) cpus.push_back(cpu);
  }
  return cpus;
}

std::uint64_t MemoryAllowance::bytes() const noexcept {
  return std::min(physical_bytes, cgroup_bytes.value_or(physical_bytes));
}

MemoryAllowance memory_allowance() {
  const auto pages = static_cast<std::uint64_t>(::sysconf(_SC_PHYS_PAGES));
  return {.physical_bytes = pages * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE)),
          .cgroup_bytes = cgroup_memory_limit()};
}

}  // namespace resizer::util
