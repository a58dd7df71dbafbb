#include "machine/sampler.hpp"

#include <sys/resource.h>

#include <utility>

namespace resizer::machine {
namespace {

std::chrono::nanoseconds to_time(const timeval& time) {
  return std::chrono::seconds(time.tv_sec) + std::chrono::microseconds(time.tv_usec);
}

/// Of this process or of its reaped children (getrusage(2)).
std::chrono::nanoseconds cpu_time_of(__rusage_who who) {
  rusage usage{};
  return ::getrusage(who, &usage) == 0 ? to_time(usage.ru_utime) + to_time(usage.ru_stime)
                                       : std::chrono::nanoseconds(0);
}

}  // namespace

SystemSampler::SystemSampler(Cpus cpus, std::filesystem::path root)
    : cpus_(std::move(cpus)), root_(std::move(root)), state_(cpus_, root_), energy_(root_) {}

Sample SystemSampler::take() {
  return {.cpu = {.at = util::Clock::now(),
                  .cores = cpus_.size(),
                  .ticks = read_cpu_ticks(cpus_, root_),
                  .own = cpu_time_of(RUSAGE_SELF) + cpu_time_of(RUSAGE_CHILDREN)},
          .state = state_.read(),
          .energy = energy_.read()};
}

}  // namespace resizer::machine
