#include "report/text/core_words.hpp"

#include <set>

#include "report/text/listing.hpp"

namespace resizer::report {
namespace {

/// With its unit, "core" or "thread".
std::string counted(double number, const std::string& unit) {
  return rounded_number(number) + ' ' + unit + (number == 1 ? "" : "s");
}

/// What the kernel counts as a CPU.
std::string unit_of(const machine::Description& machine) {
  return machine.topology.threads_per_core() > 1 ? "thread" : "core";
}

/// "1.5 cores" of a quota, "16 threads" of a mask.
std::string usable_text(const util::CpuAllowance& cpus, const machine::Description& machine) {
  return counted(cpus.usable_cores(), cpus.limited_by_quota() ? "core" : unit_of(machine));
}

/// What keeps the program from using every core that is online.
std::string limit_text(const util::CpuAllowance& cpus, const machine::Description& machine) {
  if (cpus.limited_by_quota()) return ", by a CPU quota";
  const bool is_masked = machine.online_cores && cpus.affinity_cores < *machine.online_cores;
  return is_masked ? ", by the affinity mask" : "";
}

}  // namespace

std::string cores_text(double cores) {
  return counted(cores, "core");
}

std::string allowed_cores_text(const util::CpuAllowance& cpus, const machine::Description& machine) {
  const std::string limit = limit_text(cpus, machine);
  const std::string usable = rounded_number(cpus.usable_cores());
  if (!machine.online_cores) return usable + " of an unknown number of cores" + limit;
  return usable + " of " + counted(*machine.online_cores, unit_of(machine)) + limit;
}

std::string short_cores_text(const util::CpuAllowance& cpus, const machine::Description& machine) {
  return usable_text(cpus, machine) + " allowed";
}

std::vector<std::string> sharing_warnings(const analysis::ReportModel& report) {
  const analysis::Facts& facts = report.facts;
  if (std::holds_alternative<model::SweepWorkers>(facts.options.run.jobs)) return {};
  std::set<unsigned> sizes;
  for (const bench::Series& series : facts.measurements.series) {
    if (series.workers > facts.cpus.usable_cores()) sizes.insert(series.workers);
  }
  if (sizes.empty()) return {};
  std::vector<std::string> numbers;
  for (const unsigned size : sizes) numbers.push_back(std::to_string(size));
  const machine::Description& machine = facts.context.machine;
  const std::string cores = usable_text(facts.cpus, machine) + limit_text(facts.cpus, machine);
  return {listing(numbers) + (*sizes.rbegin() == 1 ? " worker has " : " workers share ") + cores};
}

std::string fewer_workers_text(const analysis::ReportModel& report) {
  const analysis::PoolSizes& pools = report.pools;
  if (pools.used.empty() || pools.used.back() >= pools.requested.back()) return {};
  const unsigned used = pools.used.back();
  return std::to_string(used) + (used == 1 ? " worker" : " workers") + ": there are no more images";
}

}  // namespace resizer::report
